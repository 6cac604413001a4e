import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLeaseTable, type Connection, type OutgoingEntry } from '../../../src/main/ledger/index.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';

let fleet: TestLedger;
beforeAll(async () => {
  fleet = await startLedger();
}, 60_000);
afterAll(() => fleet.stop());

const GENESIS = '0'.repeat(64);

type Said =
  | { readonly is: 'intent'; readonly effect: string; readonly at: number; readonly by?: string }
  | { readonly is: 'outcome'; readonly effect: string; readonly result: string };

const dataOf = (said: Said): string =>
  said.is === 'intent'
    ? `{"at":${said.at},"effect":"${said.effect}","operator":"${said.by ?? 'operator-1'}"}`
    : `{"effect":"${said.effect}","result":"${said.result}"}`;

/** A chain of words on passes for one person, as a station's journal has them. */
const chainOf = (station: string, person: string, all: readonly Said[]): readonly OutgoingEntry[] => {
  let prev = GENESIS;
  return all.map((said, index) => {
    const seq = index + 1;
    const bytes = `{"actor":"station","at":"2026-11-28T08:00:00.000Z","commitments":{},"data":${dataOf(said)},"enrollment":"e-1","epoch":1,"monotonicMs":${seq},"prev":"${prev}","seq":${seq},"station":"${station}","step":"issue","subject":"${person}","type":"effect.${said.is}","v":1}`;
    const entry = { seq, prev, bytes, hash: createHash('sha256').update(`\0${bytes}`).digest('hex') };
    prev = entry.hash;
    return entry;
  });
};

const tell = async (station: string, person: string, all: readonly Said[]): Promise<Connection> => {
  const { ledger, connection } = await fleet.station(station, createTestSigner());
  await ledger.push(1, chainOf(station, person, all));
  return connection;
};

const now = Date.now();
const minutesAgo = (minutes: number): number => now - minutes * 60_000;

const askAs = (connection: Connection, station: string, person: string) =>
  createLeaseTable(connection, station, 600).take(person, 'e-2', {
    operator: 'operator-1',
    personSince: minutesAgo(1_440),
    operatorSince: minutesAgo(60),
  });

describe('what a station learns of passes that others issued', () => {
  it('comes with the lease: for the person and by the operator, as far back as was asked', async () => {
    await tell('facts-a', 'person-1', [
      { is: 'intent', effect: 'x-1', at: minutesAgo(2_000) },
      { is: 'intent', effect: 'x-2', at: minutesAgo(100) },
      { is: 'intent', effect: 'x-3', at: minutesAgo(50), by: 'operator-2' },
    ]);
    await tell('facts-b', 'person-2', [{ is: 'intent', effect: 'x-1', at: minutesAgo(10) }]);
    const { connection } = await fleet.station('facts-c', createTestSigner());
    expect(await askAs(connection, 'facts-c', 'person-1')).toEqual({
      token: 1,
      passes: { person: [minutesAgo(50), minutesAgo(100)], operator: [minutesAgo(10)] },
    });
    expect(await askAs(connection, 'facts-c', 'person-1')).toBeNull();
  });

  it('is not what it issued itself, which its own journal tells', async () => {
    const own = await tell('facts-own', 'person-3', [{ is: 'intent', effect: 'x-1', at: minutesAgo(5) }]);
    expect((await askAs(own, 'facts-own', 'person-3'))?.passes.person).toEqual([]);
  });

  it('counts what nobody knows, and not what failed', async () => {
    await tell('facts-d', 'person-4', [
      { is: 'intent', effect: 'y-1', at: minutesAgo(30) },
      { is: 'outcome', effect: 'y-1', result: 'unknown' },
      { is: 'intent', effect: 'y-2', at: minutesAgo(20) },
      { is: 'outcome', effect: 'y-2', result: 'failed' },
      { is: 'intent', effect: 'y-3', at: minutesAgo(10) },
    ]);
    const { connection } = await fleet.station('facts-e', createTestSigner());
    const given = await askAs(connection, 'facts-e', 'person-4');
    expect(given?.passes.person).toEqual([minutesAgo(10), minutesAgo(30)]);
  });

  it('is not taken back by another station that says that it failed', async () => {
    await tell('facts-h', 'person-5', [{ is: 'intent', effect: 'z-1', at: minutesAgo(15) }]);
    await tell('facts-i', 'person-6', [{ is: 'outcome', effect: 'z-1', result: 'failed' }]);
    const { connection } = await fleet.station('facts-j', createTestSigner());
    expect((await askAs(connection, 'facts-j', 'person-5'))?.passes.person).toEqual([minutesAgo(15)]);
  });

  it('is found by its index, and nothing else of another station can be read', async () => {
    const { connection } = await fleet.station('facts-f', createTestSigner());
    const query = async (sql: string): Promise<readonly unknown[]> =>
      (await connection.use((client) => client.query({ text: sql, rowMode: 'array' }))).rows;
    await query('SET enable_seqscan = off');
    const plan = await query("EXPLAIN SELECT at FROM passes_elsewhere WHERE person = 'person-1' AND at > 5");
    expect(plan.join('\n')).toContain('entries_pass_for');
    expect(await query('SELECT station FROM entries')).toEqual([]);
    const columns = await query(
      "SELECT column_name FROM information_schema.columns WHERE table_name = 'passes_elsewhere' ORDER BY 1",
    );
    expect(columns.flat()).toEqual(['at', 'operator', 'person']);
    const old = await query(`SELECT at FROM passes_elsewhere WHERE at < ${minutesAgo(31 * 1_440)}`);
    expect(old).toEqual([]);
  });

  it('cannot be told by a station otherwise than in its journal', async () => {
    const { connection } = await fleet.station('facts-g', createTestSigner());
    const write = (sql: string): Promise<unknown> => connection.use((client) => client.query(sql));
    await expect(write("INSERT INTO passes_elsewhere VALUES ('p', 'o', 1)")).rejects.toThrow('ledger.denied');
    await expect(
      write(
        "INSERT INTO entries (station, epoch, seq, hash, bytes, pass_for) VALUES ('x', 1, 1, '', '', 'p')",
      ),
    ).rejects.toThrow('ledger.denied');
  });
});
