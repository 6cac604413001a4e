import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openOutbox, outboxFile, type StoredAlert } from '../../../src/main/alerts/index.ts';
import { createFolderPlace, keyOf, otherKeyOf } from '../../../src/main/checkpoints/index.ts';
import { openJournal, type Signer } from '../../../src/main/journal/index.ts';
import type { Covering, OutgoingEntry } from '../../../src/main/ledger/index.ts';
import { ADMIN } from '../../../scripts/postgres/server.ts';
import { tapdeskAt } from '../../support/cli.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';
import { httpsReceiver, newTls } from '../../support/receivers.ts';
import { rowsOfFile } from '../../support/written-journal.ts';

let fleet: TestLedger;
let files: string;
let receiver: Awaited<ReturnType<typeof httpsReceiver>>;
beforeAll(async () => {
  fleet = await startLedger();
  files = mkdtempSync(path.join(tmpdir(), 'tapdesk-auditor-'));
  const { ca, certificate, privateKey, ...at } = await fleet.addressOf(ADMIN);
  const tls = await newTls();
  receiver = await httpsReceiver(tls);
  const texts = { 'ca.crt': ca, 'admin.crt': certificate, 'admin.key': privateKey, 'hook.crt': tls.ca };
  for (const [name, text] of Object.entries(texts)) writeFileSync(path.join(files, name), text);
  writeFileSync(path.join(files, 'secret'), randomBytes(32).toString('base64'), { mode: 0o600 });
  const admin = { ...at, caFile: 'ca.crt', certificateFile: 'admin.crt', privateKeyFile: 'admin.key' };
  writeFileSync(path.join(files, 'admin.json'), JSON.stringify(admin));
  const webhook = {
    url: `${receiver.url}/alerts`,
    secretFile: path.join(files, 'secret'),
    caFile: path.join(files, 'hook.crt'),
  };
  const config = {
    station: { id: 'auditor', name: 'Auditor', site: 'Head office', helpContact: '1234' },
    tenant: {
      cloud: 'global',
      tenantId: '11111111-1111-4111-8111-111111111111',
      clientId: '22222222-2222-4222-8222-222222222222',
    },
    alerts: { systemLog: false, webhook },
  };
  writeFileSync(path.join(files, 'site.json'), JSON.stringify(config));
}, 60_000);
afterAll(async () => {
  await receiver.close();
  await fleet.stop();
  rmSync(files, { recursive: true });
});

let folder: string;
let now: number;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-outside-'));
  mkdirSync(path.join(folder, 'drop'));
  now = Date.UTC(2026, 10, 22, 9);
  receiver.received.splice(0);
});
afterEach(async () => {
  for (const table of ['findings', 'checkpoints', 'audited', 'audited_checkpoints', 'station_keys'])
    await fleet.admin.query(`DELETE FROM ${table}`);
  await forgetEntries('true');
  await fleet.admin.query('DELETE FROM stations');
  rmSync(folder, { recursive: true });
});

/** What whoever owns the tables can do: entries go, the last first, whatever refers to them. */
const forgetEntries = async (where: string): Promise<void> => {
  await fleet.admin.query(`DELETE FROM entries WHERE ${where}`);
};

interface Sent {
  readonly entries: readonly OutgoingEntry[];
  readonly checkpoints: readonly Covering[];
}

/** A journal of the station's own code: each of its entries but the first two has a checkpoint of its own. */
const written = (station: string, signer: Signer, { count = 6, hour = 8, stepMs = 1_000 } = {}): Sent => {
  const own = mkdtempSync(path.join(folder, 'journal-'));
  let at = Date.UTC(2026, 10, 22, hour);
  const journal = openJournal({
    file: path.join(own, 'journal.sqlite'),
    station,
    clock: { now: () => (at += stepMs), monotonicMs: () => 1 },
    randomBytes: (bytes) => randomBytes(bytes),
    signer,
  });
  for (let index = 0; index < count - 1; index += 1) {
    const body = { enrollment: null, step: null, actor: 'station', subject: null, data: {} };
    journal.append({ type: index % 2 === 0 ? 'desk.opened' : 'desk.closed', ...body });
  }
  journal.close();
  const rows = rowsOfFile(path.join(own, 'journal.sqlite'));
  return {
    entries: rows.entries.map(({ seq, hash, bytes }, index) => ({
      ...{ seq, hash, bytes: String(bytes) },
      prev: rows.entries[index - 1]?.hash ?? '0'.repeat(64),
    })),
    checkpoints: rows.checkpoints.map(({ seq, jws }) => ({ size: seq, jws })),
  };
};

const put = async (station: string, { checkpoints }: Sent, inOther = false): Promise<void> => {
  const place = createFolderPlace(path.join(folder, 'drop'));
  for (const { size, jws } of checkpoints) {
    const covered = { station, epoch: 1, size };
    const text = `${jws}\n`;
    await place.put(inOther ? otherKeyOf(covered, text) : keyOf(covered), text);
  }
};

const push = async (station: string, signer: Signer, { entries, checkpoints }: Sent): Promise<void> => {
  const { ledger } = await fleet.station(station, signer);
  await ledger.push(1, entries);
  await ledger.pushCheckpoints(1, checkpoints);
};

const run = (...words: readonly string[]) =>
  tapdeskAt(() => now)(
    ...['--config', path.join(files, 'site.json'), 'ledger', ...words],
    ...['--admin', path.join(files, 'admin.json')],
  );

/** What an audit by what is outside finds that is new. */
const found = async (...more: readonly string[]): Promise<readonly string[]> => {
  const { out, error } = await run('audit', '--checkpoints', path.join(folder, 'drop'), '--json', ...more);
  if (out === '') return [error];
  const { fresh } = JSON.parse(out) as {
    fresh: readonly { station: string; kind: string; epoch: number; seq: number }[];
  };
  return fresh
    .filter(({ kind }) => kind !== 'silence')
    .map(({ station, kind, epoch, seq }) => `${station} ${kind} ${epoch}:${seq}`);
};

const memory = (): readonly string[] => ['--memory', path.join(folder, 'memory.json')];

describe('a ledger held against what is outside', () => {
  it('says nothing where both agree, and reads what it knows only once', async () => {
    const signer = createTestSigner();
    const sent = written('desk-1', signer);
    await push('desk-1', signer, sent);
    await put('desk-1', sent);
    expect(await found(...memory())).toEqual([]);
    const again = await run('audit', '--checkpoints', path.join(folder, 'drop'), ...memory());
    expect(again).toEqual({
      code: 0,
      error: '',
      out: '1 stations, 0 entries and 0 checkpoints looked at, 0 outside, 0 found\n',
    });
  });

  it('misses entries that its owner took out with everything over them, which it cannot see by itself', async () => {
    const signer = createTestSigner();
    const sent = written('desk-1', signer);
    await push('desk-1', signer, sent);
    await put('desk-1', sent);
    expect(await found(...memory())).toEqual([]);
    await forgetEntries('seq > 4');
    await fleet.admin.query('DELETE FROM checkpoints WHERE size > 4');
    now += 5 * 60 * 60_000;
    const alone = await run('audit', '--json');
    expect(JSON.parse(alone.out)).toMatchObject({ fresh: [] });
    expect(await found(...memory())).toEqual(['desk-1 lost 1:6']);
    // Once each, with or without a memory.
    expect(await found()).toEqual(['desk-1 lost 1:5']);
    expect(await found()).toEqual([]);
  });

  it('misses an entry from the middle, though the end is right', async () => {
    const signer = createTestSigner();
    const sent = written('desk-1', signer);
    await push('desk-1', signer, sent);
    await put('desk-1', sent);
    expect(await found(...memory())).toEqual([]);
    await fleet.admin.query('ALTER TABLE entries DROP CONSTRAINT entries_follow');
    await forgetEntries('seq = 3');
    expect(await found(...memory())).toEqual(['desk-1 lost 1:6']);
    await forgetEntries('true');
    await fleet.admin.query(`ALTER TABLE entries ADD CONSTRAINT entries_follow
      FOREIGN KEY (station, epoch, before, prev) REFERENCES entries (station, epoch, seq, hash)`);
  });

  it('is found to be rewritten, also where its owner admitted a key of their own for it', async () => {
    const signer = createTestSigner();
    const sent = written('desk-1', signer);
    await put('desk-1', sent);
    const forger = createTestSigner();
    await push('desk-1', signer, { entries: [], checkpoints: [] });
    await push('desk-1', forger, written('desk-1', forger, { hour: 10 }));
    expect(await found()).toEqual([2, 3, 4, 5, 6].map((size) => `desk-1 rewritten 1:${size}`));
    await fleet.admin.query('DELETE FROM station_keys WHERE kid = $1', [signer.kid]);
    expect(await found()).toEqual([2, 3, 4, 5, 6].map((size) => `desk-1 outside 1:${size}`));
  });

  it('may be behind for as long as a station may go without it', async () => {
    const signer = createTestSigner();
    const sent = written('desk-1', signer);
    await push('desk-1', signer, {
      entries: sent.entries.slice(0, 4),
      checkpoints: sent.checkpoints.slice(0, 3),
    });
    await put('desk-1', sent);
    expect(await found(...memory())).toEqual([]);
    expect(await found('--ahead', '30', ...memory())).toEqual(['desk-1 lost 1:6']);
  });

  it('shows a station that goes on and puts nothing outside any more', async () => {
    const signer = createTestSigner();
    // Half an hour between any two looks at its clock.
    const sent = written('desk-1', signer, { count: 8, stepMs: 30 * 60_000 });
    await push('desk-1', signer, sent);
    await put('desk-1', { ...sent, checkpoints: sent.checkpoints.slice(0, 2) });
    now += 12 * 60 * 60_000;
    expect(await found('--ahead', '600')).toEqual([]);
    expect(await found(...memory())).toEqual(['desk-1 behind 1:3']);
    await put('desk-1', sent);
    expect(await found(...memory())).toEqual([]);
  });

  it('is not blamed for a station with two histories, nor for what is no checkpoint of it', async () => {
    const signer = createTestSigner();
    const sent = written('desk-1', signer);
    await push('desk-1', signer, sent);
    await put('desk-1', sent);
    await put('desk-1', written('desk-1', signer, { count: 3, hour: 10 }), true);
    const drop = path.join(folder, 'drop/desk-1/000001');
    writeFileSync(path.join(drop, '0000000007.jws'), 'nonsense');
    writeFileSync(path.join(drop, '0000000008.jws'), readFileSync(path.join(drop, '0000000006.jws')));
    writeFileSync(path.join(drop, 'notes.txt'), 'of somebody who looked');
    expect(await found()).toEqual([
      'desk-1 outside 1:7',
      'desk-1 outside 1:8',
      'desk-1 fork 1:2',
      'desk-1 fork 1:3',
    ]);
  });

  it('is not blamed for what somebody signed by another key under the name of the station’s', async () => {
    const signer = createTestSigner();
    const sent = written('desk-1', signer);
    await push('desk-1', signer, sent);
    await put('desk-1', sent);
    const forged = written('desk-1', { ...createTestSigner(), kid: signer.kid }, { count: 8 });
    await put('desk-1', { ...forged, checkpoints: forged.checkpoints.filter(({ size }) => size > 6) });
    expect(await found()).toEqual(['desk-1 outside 1:7', 'desk-1 outside 1:8']);
  });

  it('is not taken for whole where the place cannot be read', async () => {
    const signer = createTestSigner();
    await push('desk-1', signer, written('desk-1', signer));
    const { code, error } = await run('audit', '--checkpoints', path.join(folder, 'nowhere'));
    expect([code, error]).toEqual([2, expect.stringContaining('nowhere is not there')]);
    writeFileSync(path.join(folder, 'memory.json'), '{"desk-1":4}');
    expect(await found(...memory())).toEqual([expect.stringContaining('is no memory of an audit')]);
  });
});

describe('what an audit finds', () => {
  const dir = (): readonly string[] => ['--dir', path.join(folder, 'auditor')];
  const alerts = (): readonly StoredAlert[] => {
    const file = outboxFile(path.join(folder, 'auditor'), false);
    if (!existsSync(file)) return [];
    const outbox = openOutbox(file);
    const all = outbox.list('all');
    outbox.close();
    return all;
  };
  const rewritten = async (): Promise<void> => {
    const signer = createTestSigner();
    await put('desk-1', written('desk-1', signer, { count: 3 }));
    await push('desk-1', signer, written('desk-1', signer, { count: 4, hour: 10 }));
  };
  const standing = async (): Promise<readonly string[]> =>
    (
      JSON.parse((await run('status', '--json')).out) as { findings: { kind: string; seq: number }[] }
    ).findings.map(({ kind, seq }) => `${kind} ${seq}`);

  it('goes to every receiver once, and again until it was taken', async () => {
    await rewritten();
    receiver.answers({ status: 503 });
    expect((await found(...dir()))[0]).toBe('desk-1 rewritten 1:2');
    receiver.answers({ status: 204 });
    now += 60_000;
    expect(await found(...dir())).toEqual([]);
    now += 60_000;
    expect(await found(...dir())).toEqual([]);
    const [first, ...more] = receiver.received.map(
      ({ body }) => JSON.parse(body) as { rule: string; id: string },
    );
    expect([first?.rule, ...more.map(({ rule }) => rule)]).toEqual(Array(3).fill('ledger-rewritten'));
    expect(new Set(more.map(({ id }) => id)).size).toBe(2);
    expect(JSON.parse(receiver.received.at(-1)?.body ?? '')).toMatchObject({
      ...{ type: 'tapdesk.alert', source: 'ledger', severity: 'high', state: 'found', station: 'auditor' },
      ...{ simulated: false, subject: null, actor: null },
      params: {
        station: 'desk-1',
        epoch: 1,
        what: expect.stringContaining('outside the station signed') as string,
      },
    });
    expect(alerts().map(({ end }) => end)).toEqual([null, null]);
  });

  it('stands until somebody says why it may rest, whichever of the two they ask', async () => {
    await rewritten();
    await found(...dir());
    expect(await standing()).toEqual(['rewritten 2', 'rewritten 3']);
    const [one, other] = [...alerts()].sort(
      (a, b) => Number(a.alert.params['seq']) - Number(b.alert.params['seq']),
    );
    // In the ledger, by whoever may administer it.
    const words = ['acknowledge', '--finding', one?.alert.id ?? '', '--by', 'A. Auditor'];
    expect((await run(...words, '--reason', 'because')).code).toBe(2);
    expect((await run('acknowledge', '--finding', 'x', '--by', 'me', '--reason', 'explained')).code).toBe(2);
    expect(await run(...words, '--reason', 'explained')).toMatchObject({ code: 0 });
    expect(await run(...words, '--reason', 'explained')).toMatchObject({ code: 1 });
    expect(await standing()).toEqual(['rewritten 3']);
    // Among the alerts, by a supervisor.
    const outbox = openOutbox(outboxFile(path.join(folder, 'auditor'), false));
    outbox.acknowledge(other?.alert.id ?? '', {
      by: 'supervisor-id',
      reason: 'put-right',
      remark: 'a name',
      at: now,
    });
    outbox.close();
    now += 60_000;
    expect(await found(...dir())).toEqual([]);
    expect(await standing()).toEqual([]);
    expect(alerts().map(({ end }) => [end?.how, end?.reason, end?.by])).toEqual(
      expect.arrayContaining([
        ['acknowledged', 'explained', 'A. Auditor'],
        ['acknowledged', 'put-right', 'supervisor-id'],
      ]),
    );
    const { rows } = await fleet.admin.query('SELECT acknowledged_by, reason FROM findings ORDER BY seq');
    expect(rows).toEqual([
      { acknowledged_by: 'A. Auditor', reason: 'explained' },
      { acknowledged_by: 'supervisor-id', reason: 'put-right' },
    ]);
  });

  it('is raised all the same while the place outside is away', async () => {
    await rewritten();
    await found();
    rmSync(path.join(folder, 'drop'), { recursive: true });
    const { code } = await run('audit', '--checkpoints', path.join(folder, 'drop'), ...dir());
    expect(code).toBe(2);
    expect(alerts()).toHaveLength(2);
  });
});
