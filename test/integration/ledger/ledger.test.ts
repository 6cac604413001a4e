import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  audit,
  connect,
  createStationLedger,
  LedgerError,
  migrate,
  revoke,
  roleOf,
  VERSION,
  versionOf,
  type AuditReport,
  type Covering,
  type OutgoingEntry,
} from '../../../src/main/ledger/index.ts';
import { endorsementOf, openJournal, type Signer } from '../../../src/main/journal/index.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';
import { rowsOfFile } from '../../support/written-journal.ts';

let fleet: TestLedger;
beforeAll(async () => {
  fleet = await startLedger(4);
}, 60_000);
afterAll(() => fleet.stop());

interface Sent {
  readonly entries: readonly OutgoingEntry[];
  readonly checkpoints: readonly Covering[];
}

interface Writing {
  readonly station: string;
  readonly signer: Signer;
  readonly types: readonly string[];
  /** Hour of the day of the first entry. */
  readonly hour?: number;
}

const GENESIS = '0'.repeat(64);

/** A journal of the station's own code, as it would send it. */
const written = ({ station, signer, types, hour = 8 }: Writing): Sent => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-sent-'));
  let now = Date.UTC(2026, 10, 22, hour);
  const journal = openJournal({
    file: path.join(folder, 'journal.sqlite'),
    station,
    clock: { now: () => (now += 1_000), monotonicMs: () => 1 },
    randomBytes: (count) => randomBytes(count),
    signer,
  });
  for (const type of types)
    journal.append({ type, enrollment: null, step: null, actor: 'station', subject: null, data: { type } });
  journal.close();
  const rows = rowsOfFile(path.join(folder, 'journal.sqlite'));
  rmSync(folder, { recursive: true });
  return {
    entries: rows.entries.map(({ seq, hash, bytes }, index) => ({
      seq,
      hash,
      prev: rows.entries[index - 1]?.hash ?? GENESIS,
      bytes: String(bytes),
    })),
    checkpoints: rows.checkpoints.map(({ seq, jws }) => ({ size: seq, jws })),
  };
};

const day = ['desk.opened', 'decision', 'effect.intent', 'effect.outcome', 'desk.closed'];

const found = ({ fresh }: AuditReport, station: string): readonly string[] =>
  fresh.filter((one) => one.station === station).map(({ kind, epoch, seq }) => `${kind} ${epoch}:${seq}`);

const auditNow = (now = new Date()): Promise<AuditReport> =>
  audit(fleet.admin, { now, silentOpenMinutes: 15, silentClosedMinutes: 7 * 24 * 60 });

const entriesOf = async (station: string): Promise<number> => {
  const { rows } = await fleet.admin.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM entries WHERE station = $1',
    [station],
  );
  return rows[0]?.count ?? -1;
};

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'taken';
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return error.rule === null ? error.code : `${error.code} ${error.rule}`;
  }
};

describe('the tables', () => {
  it('are made once, whoever asks again', async () => {
    expect(await versionOf(fleet.admin)).toBe(VERSION);
    expect(await migrate(fleet.admin, { partitions: 4 })).toEqual([]);
  });

  it('of a later program are left alone', async () => {
    await fleet.admin.query('INSERT INTO ledger_migrations (version) VALUES (99)');
    expect(await codeOf(migrate(fleet.admin, { partitions: 0 }))).toBe('ledger.newer');
    await fleet.admin.query('DELETE FROM ledger_migrations WHERE version = 99');
  });
});

describe('a station', () => {
  it('sends its journal, again and in overlapping parts, and it stands there once', async () => {
    const signer = createTestSigner();
    const { ledger } = await fleet.station('desk-once', signer);
    const { entries, checkpoints } = written({ station: 'desk-once', signer, types: day });
    expect(await ledger.head()).toBeNull();
    await ledger.push(1, entries.slice(0, 4));
    await ledger.push(1, entries.slice(2));
    await ledger.push(1, entries);
    await ledger.pushCheckpoints(1, checkpoints);
    await ledger.pushCheckpoints(1, checkpoints);
    const { seq, hash } = entries.at(-1) ?? {};
    expect(await ledger.head()).toEqual({ epoch: 1, seq, hash });
    expect(await entriesOf('desk-once')).toBe(entries.length);
    expect(found(await auditNow(), 'desk-once')).toEqual([]);
  });

  it('cannot leave anything out, send something else for what is there, or change what it sent', async () => {
    const signer = createTestSigner();
    const { ledger, connection } = await fleet.station('desk-append', signer);
    const { entries } = written({ station: 'desk-append', signer, types: day });
    const other = written({ station: 'desk-append', signer, types: day, hour: 9 });
    await ledger.push(1, entries.slice(0, 3));
    expect(await codeOf(ledger.push(1, entries.slice(4)))).toBe('ledger.refused entries_follow');
    expect(await codeOf(ledger.push(1, other.entries.slice(0, 2)))).toBe('ledger.contradicts');
    expect(await codeOf(ledger.push(1, other.entries.slice(3)))).toBe('ledger.refused entries_follow');
    for (const sql of [
      "UPDATE entries SET bytes = 'x'",
      'DELETE FROM entries',
      'TRUNCATE entries',
      'DROP TABLE entries',
      'ALTER TABLE entries DISABLE ROW LEVEL SECURITY',
      "INSERT INTO stations (station, site, state, admitted_by) VALUES ('x', 'x', 'admitted', 'x')",
      "INSERT INTO findings (station, kind, what, found_at) VALUES ('x', 'x', 'x', now())",
      "UPDATE stations SET state = 'admitted'",
    ]) {
      expect([sql, await codeOf(connection.use((client) => client.query(sql)))]).toEqual([
        sql,
        'ledger.denied',
      ]);
    }
    expect(await entriesOf('desk-append')).toBe(3);
  });

  it('neither writes nor reads in the name of another', async () => {
    const signer = createTestSigner();
    const { connection, ledger } = await fleet.station('desk-own', signer);
    const { ledger: victim } = await fleet.station('desk-other', createTestSigner());
    const theirs = written({ station: 'desk-other', signer, types: day });
    const asOther = createStationLedger(connection, 'desk-other');
    expect(await codeOf(asOther.push(1, theirs.entries))).toBe('ledger.denied');
    expect(await codeOf(asOther.pushCheckpoints(1, theirs.checkpoints))).toBe('ledger.denied');
    expect(await codeOf(asOther.signOfLife({ version: '1', open: true, unsent: 0 }))).toBe('ledger.denied');
    expect(await codeOf(ledger.push(1, theirs.entries))).toBe('ledger.refused entries_place');
    await ledger.push(1, written({ station: 'desk-own', signer, types: day }).entries);
    expect(await victim.hashAt(1, 1)).toBeNull();
    expect(await createStationLedger(connection, 'desk-other').head()).toBeNull();
  });

  it('gets nothing in without a certificate, with one of another authority or of another role', async () => {
    await fleet.station('desk-door', createTestSigner());
    const own = await fleet.addressOf(roleOf('desk-door'));
    const other = await fleet.addressOf(roleOf('desk-stranger'));
    const foreign = await startForeignIdentity();
    expect(await codeOf(connect({ ...own, ...foreign }))).toBe('ledger.away');
    expect(
      await codeOf(connect({ ...own, certificate: other.certificate, privateKey: other.privateKey })),
    ).toBe('ledger.denied');
    expect(await codeOf(connect({ ...own, ca: foreign.foreignCa }))).toBe('ledger.away');
  });

  it('that is revoked is let go of, and gets nothing in any more', async () => {
    const signer = createTestSigner();
    const { ledger } = await fleet.station('desk-stolen', signer);
    const { entries } = written({ station: 'desk-stolen', signer, types: day });
    await ledger.push(1, entries.slice(0, 2));
    expect(await revoke(fleet.admin, { station: 'desk-stolen', by: 'supervisor' })).toBe(true);
    // Its connection was ended under it: that shows first.
    await codeOf(ledger.push(1, entries.slice(2)));
    expect(await codeOf(ledger.push(1, entries.slice(2)))).toBe('ledger.denied');
    expect(await entriesOf('desk-stolen')).toBe(2);
    expect(await revoke(fleet.admin, { station: 'desk-never', by: 'supervisor' })).toBe(false);
  });
});

const startForeignIdentity = async () => {
  const { createAuthority } = await import('../../../scripts/postgres/authority.ts');
  const authority = await createAuthority(Date.now());
  const { certificate, key } = await authority.client(roleOf('desk-door'));
  return { certificate, privateKey: key, foreignCa: authority.ca };
};

describe('what is not right', () => {
  const hashOf = (bytes: string): string => createHash('sha256').update(`\0${bytes}`).digest('hex');
  const entryOf = (station: string, bytes: string): OutgoingEntry => ({
    seq: 1,
    prev: GENESIS,
    hash: hashOf(bytes),
    bytes: bytes.replace('STATION', station),
  });
  const place = `"enrollment":null,"epoch":1,"monotonicMs":1,"prev":"${GENESIS}","seq":1,"station":"desk-bad","step":null,"subject":null,"type":"x","v":1}`;
  const ends = (data: string): string =>
    `{"actor":"station","at":"2026-11-22T08:00:00.000Z","commitments":{},"data":${data},${place}`;

  it('is refused by the database itself, counted, and found', async () => {
    const { ledger } = await fleet.station('desk-bad', createTestSigner());
    const good = ends('{}');
    const cases: readonly (readonly [string, OutgoingEntry, string])[] = [
      ['another hash', { ...entryOf('desk-bad', good), hash: GENESIS }, 'ledger.refused entries_hash'],
      ['no JSON', entryOf('desk-bad', ends('{')), 'ledger.refused'],
      [
        'another number',
        { ...entryOf('desk-bad', good), seq: 2, prev: 'a'.repeat(64) },
        'ledger.refused entries_place',
      ],
      [
        'oversized',
        entryOf('desk-bad', ends(`{"x":"${'x'.repeat(70_000)}"}`)),
        'ledger.refused entries_size',
      ],
      [
        'a hash that is none',
        { ...entryOf('desk-bad', good), hash: "'); DROP TABLE entries; --" },
        'ledger.refused',
      ],
    ];
    for (const [name, entry, code] of cases) {
      expect([name, await codeOf(ledger.push(1, [entry]))]).toEqual([name, code]);
      await ledger.refused({ code: name, epoch: 1, seq: entry.seq, content: entry.bytes });
    }
    expect(await entriesOf('desk-bad')).toBe(0);
    expect(found(await auditNow(), 'desk-bad')).toEqual(['refused 1:1', 'refused 1:2']);
  });

  it('is text and nothing else where it looks like SQL', async () => {
    const { ledger } = await fleet.station('desk-bad', createTestSigner());
    const bytes = ends(`{"x":"'); DROP TABLE entries; --"}`);
    await ledger.push(1, [entryOf('desk-bad', bytes)]);
    const { rows } = await fleet.admin.query("SELECT bytes FROM entries WHERE station = 'desk-bad'");
    expect(rows).toEqual([{ bytes }]);
  });
});

describe('the audit', () => {
  it('finds that a station signed for a history other than the one it sent', async () => {
    const signer = createTestSigner();
    const { ledger } = await fleet.station('desk-fork', signer);
    const sent = written({ station: 'desk-fork', signer, types: day });
    const rewritten = written({ station: 'desk-fork', signer, types: day, hour: 9 });
    await ledger.push(1, sent.entries);
    await ledger.pushCheckpoints(1, sent.checkpoints);
    expect(found(await auditNow(), 'desk-fork')).toEqual([]);
    await ledger.pushCheckpoints(1, rewritten.checkpoints.slice(-1));
    expect(found(await auditNow(), 'desk-fork')).toEqual(['fork 1:6']);
    expect(found(await auditNow(), 'desk-fork')).toEqual([]);
  });

  it('finds that a journal was cut short and written on', async () => {
    const signer = createTestSigner();
    const { ledger } = await fleet.station('desk-cut', signer);
    const sent = written({ station: 'desk-cut', signer, types: day });
    const restored = written({ station: 'desk-cut', signer, types: day.slice(0, 1), hour: 11 });
    await ledger.push(1, sent.entries);
    await ledger.pushCheckpoints(1, sent.checkpoints);
    await ledger.pushCheckpoints(1, restored.checkpoints);
    const kinds = found(await auditNow(), 'desk-cut');
    expect(kinds).toContain('rollback 1:2');
    expect(kinds).toContain('fork 1:2');
  });

  it('finds what was signed for and does not come', async () => {
    const signer = createTestSigner();
    const { ledger } = await fleet.station('desk-gap', signer);
    const sent = written({ station: 'desk-gap', signer, types: day });
    await ledger.push(1, sent.entries.slice(0, 3));
    await ledger.pushCheckpoints(1, sent.checkpoints);
    expect(found(await auditNow(), 'desk-gap')).toEqual([]);
    expect(found(await auditNow(new Date(Date.now() + 6 * 60_000)), 'desk-gap')).toEqual(['gap 1:6']);
  });

  it('counts no checkpoint by a key that nobody admitted', async () => {
    const { ledger } = await fleet.station('desk-key', createTestSigner());
    const other = written({ station: 'desk-key', signer: createTestSigner(), types: day });
    await ledger.push(1, other.entries);
    await ledger.pushCheckpoints(1, other.checkpoints);
    const kinds = found(await auditNow(), 'desk-key');
    expect(kinds[0]).toBe('key 1:2');
    expect(kinds.slice(1).every((one) => one.startsWith('checkpoint 1:'))).toBe(true);
    expect(kinds).toHaveLength(1 + other.checkpoints.length);
  });

  it('takes a new key at the word of the one before', async () => {
    const [first, made] = [createTestSigner(), createTestSigner()];
    const { ledger } = await fleet.station('desk-turn', first);
    const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-turn-'));
    const file = path.join(folder, 'journal.sqlite');
    const next: Signer = { ...made, endorsement: endorsementOf(made, first) };
    for (const signer of [first, next]) {
      const journal = openJournal({
        file,
        station: 'desk-turn',
        clock: { now: () => Date.UTC(2026, 10, 22, 8), monotonicMs: () => 1 },
        randomBytes: (count) => randomBytes(count),
        signer,
      });
      journal.append({
        type: 'desk.opened',
        enrollment: null,
        step: null,
        actor: 'x',
        subject: null,
        data: {},
      });
      journal.close();
    }
    const rows = rowsOfFile(file);
    rmSync(folder, { recursive: true });
    const entries = rows.entries.map(({ seq, hash, bytes }, index) => ({
      ...{ seq, hash, prev: rows.entries[index - 1]?.hash ?? GENESIS, bytes: String(bytes) },
    }));
    await ledger.push(1, entries);
    await ledger.pushCheckpoints(
      1,
      rows.checkpoints.map(({ seq, jws }) => ({ size: seq, jws })),
    );
    expect(found(await auditNow(), 'desk-turn')).toEqual([]);
    const keys = await fleet.admin.query("SELECT kid FROM station_keys WHERE station = 'desk-turn'");
    expect(keys.rows).toEqual([{ kid: first.kid }, { kid: next.kid }]);
  });

  it('finds a ledger that was changed by whoever may do everything there', async () => {
    const signer = createTestSigner();
    const { ledger } = await fleet.station('desk-inside', signer);
    const sent = written({ station: 'desk-inside', signer, types: day });
    await ledger.push(1, sent.entries);
    await ledger.pushCheckpoints(1, sent.checkpoints);
    await fleet.admin.query('ALTER TABLE entries DROP CONSTRAINT entries_hash');
    await fleet.admin.query(
      "UPDATE entries SET bytes = replace(bytes, 'decision', 'DECISION') WHERE station = 'desk-inside' AND seq = 3",
    );
    expect(found(await auditNow(), 'desk-inside')).toEqual(['entry 1:3']);
  });

  it('says once that nothing is heard of a desk that stood open', async () => {
    const { ledger } = await fleet.station('desk-quiet', createTestSigner());
    await ledger.signOfLife({ version: '0.1.0', open: true, unsent: 0 });
    const later = (minutes: number): Date => new Date(Date.now() + minutes * 60_000);
    const silent = async (minutes: number): Promise<number> =>
      found(await auditNow(later(minutes)), 'desk-quiet').filter((one) => one.startsWith('silence')).length;
    expect([await silent(14), await silent(16), await silent(20)]).toEqual([0, 1, 0]);
  });

  it('says itself when it last heard a desk, which cannot write itself a time to come', async () => {
    const { ledger, connection } = await fleet.station('desk-tomorrow', createTestSigner());
    const sign = (): Promise<void> => ledger.signOfLife({ version: '0.1.0', open: true, unsent: 0 });
    const set = (time: string): string =>
      `UPDATE presence SET seen_at = ${time} WHERE station = 'desk-tomorrow'`;
    await sign();
    await expect(
      connection.use((client) => client.query(set("now() + interval '1 year'"))),
    ).rejects.toMatchObject({ code: 'ledger.denied' });
    await fleet.admin.query(set("now() - interval '1 hour'"));
    await sign();
    const heard =
      "SELECT now() - seen_at < interval '1 minute' AS now FROM presence WHERE station = 'desk-tomorrow'";
    expect((await fleet.admin.query(heard)).rows).toEqual([{ now: true }]);
  });
});
