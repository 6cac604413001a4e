import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  allowConsole,
  createConnection,
  LedgerError,
  readFleet,
  revoke,
  roleOf,
  type Connection,
  type StationLedger,
} from '../../../src/main/ledger/index.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';

let fleet: TestLedger;
let watching: Connection;
let working: { readonly ledger: StationLedger; readonly connection: Connection };
beforeAll(async () => {
  fleet = await startLedger();
  ({ connection: watching } = await fleet.station('desk-watches', createTestSigner()));
  working = await fleet.station('desk-works', createTestSigner());
  await fleet.admin.query("UPDATE stations SET site = 'Harbour' WHERE station = 'desk-works'");
}, 60_000);
afterAll(() => fleet.stop());

const GENESIS = '0'.repeat(64);

/** Entries in the form of a journal, one after the other. */
const chainOf = (station: string, all: readonly (readonly [type: string, data: object])[]) => {
  let prev = GENESIS;
  return all.map(([type, data], index) => {
    const seq = index + 1;
    const bytes = `{"actor":"station","at":"2026-11-22T08:00:00.000Z","commitments":{},"data":${JSON.stringify(data)},"enrollment":null,"epoch":1,"monotonicMs":1,"prev":"${prev}","seq":${seq},"station":"${station}","step":null,"subject":null,"type":"${type}","v":1}`;
    const entry = { seq, prev, bytes, hash: createHash('sha256').update(`\0${bytes}`).digest('hex') };
    prev = entry.hash;
    return entry;
  });
};

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'taken';
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    return error.code;
  }
};

describe('the console over the fleet', () => {
  it('is for a station that was allowed it, and not for another', async () => {
    expect(await codeOf(readFleet(watching))).toBe('ledger.denied');
    expect(await allowConsole(fleet.admin, { station: 'desk-watches', allowed: true })).toBe(true);
    expect(await codeOf(readFleet(watching))).toBe('taken');
    expect(await codeOf(readFleet(working.connection))).toBe('ledger.denied');
    expect(await allowConsole(fleet.admin, { station: 'desk-never', allowed: true })).toBe(false);
  });

  it('shows how each station stands, and what it did', async () => {
    const { ledger } = working;
    await ledger.push(
      1,
      chainOf('desk-works', [
        [
          'posture.checked',
          { checked: 60, closing: [], notFine: ['a'], readBy: 'operator', unknown: ['b', 'c'] },
        ],
        ['enrollment.ended', { ending: 'done' }],
        ['enrollment.ended', { ending: 'done' }],
        ['enrollment.ended', { ending: 'refused' }],
        ['decision', { allows: ['x'], refuses: ['pass.live', 'hours.closed'], verdict: 'refuse' }],
        ['decision', { allows: ['x'], refuses: [], verdict: 'allow' }],
      ]),
    );
    await ledger.signOfLife({ version: '0.1.0', open: true, unsent: 7 });
    await fleet.admin.query(
      `INSERT INTO leases (person, station, enrollment, token, expires_at)
       VALUES ('p', 'desk-works', 'e', 1, now() + interval '1 minute'), ('q', 'desk-works', 'f', 1, now())`,
    );
    await fleet.admin.query(
      `INSERT INTO findings (station, kind, what, found_at) VALUES ('desk-works', 'silence', 'x', '2026-11-22T09:00:00Z')`,
    );
    const { stations, ...figures } = await readFleet(watching);
    expect(stations).toMatchObject([
      {
        ...{ station: 'desk-works', site: 'Harbour', state: 'admitted', version: '0.1.0', open: true },
        ...{ unsent: 7, checkpointAt: null, enrolling: 1, refusals: 0, findings: 1, checked: 60, fine: 57 },
      },
      { station: 'desk-watches', site: 'Test site', seenAt: null, version: null, checked: null },
    ]);
    expect(figures).toEqual({
      findings: [
        {
          ...{ station: 'desk-works', site: 'Harbour', kind: 'silence', epoch: 0, seq: 0 },
          foundAt: '2026-11-22T09:00:00.000Z',
        },
      ],
      days: expect.arrayContaining([
        { site: 'Harbour', day: '2026-11-22', ending: 'done', count: 2 },
        { site: 'Harbour', day: '2026-11-22', ending: 'refused', count: 1 },
      ]) as unknown,
      refusals: expect.arrayContaining([
        { site: 'Harbour', code: 'pass.live', count: 1 },
        { site: 'Harbour', code: 'hours.closed', count: 1 },
      ]) as unknown,
      waiting: [],
    });
  });

  it('reads no entry, and nobody’s object id', async () => {
    for (const sql of ['SELECT * FROM findings', 'SELECT * FROM refusals', 'SELECT * FROM console_none'])
      expect([sql, await codeOf(watching.use((client) => client.query(sql)))]).toEqual([
        sql,
        'ledger.denied',
      ]);
    const seen = await watching.use((client) => client.query('SELECT * FROM entries'));
    expect(seen.rows).toEqual([]);
  });

  it('stands whatever a station writes into its entries', async () => {
    const odd = await fleet.station('desk-odd', createTestSigner());
    await odd.ledger.push(
      1,
      chainOf('desk-odd', [
        ['posture.checked', { checked: 'many', notFine: 5, unknown: { a: 1 } }],
        ['posture.checked', { checked: 1e300, notFine: null }],
        ['enrollment.ended', { ending: { a: 1 } }],
        ['decision', { refuses: 5, verdict: 'refuse' }],
        ['decision', { refuses: [null, 7, { a: 1 }], verdict: 'refuse' }],
      ]),
    );
    const { stations } = await readFleet(watching);
    expect(stations.find((one) => one.station === 'desk-odd')).toMatchObject({ checked: 0, fine: 0 });
  });

  it('ends with the station’s admission', async () => {
    await allowConsole(fleet.admin, { station: 'desk-watches', allowed: true });
    await revoke(fleet.admin, { station: 'desk-watches', by: 'supervisor' });
    await fleet.admin.query(`ALTER ROLE "${roleOf('desk-watches')}" LOGIN`);
    const again = createConnection(await fleet.addressOf(roleOf('desk-watches')));
    expect(await codeOf(readFleet(again))).toBe('ledger.denied');
    await again.close();
  });
});
