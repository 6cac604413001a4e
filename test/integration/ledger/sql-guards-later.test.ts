import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { revoke, roleOf } from '../../../src/main/ledger/index.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';
import {
  asGuarded,
  bytea,
  drop,
  literal,
  long,
  open,
  tried,
  type SqlGuard,
} from '../../support/sql-guards.ts';
import { digestOf, ofApprovals, whatWasAsked } from './approval-guards.ts';

// What came after the tables of the chain: approvals, what a desk may know of others, findings, the console.

let fleet: TestLedger;
const AUDITOR = 'auditor_one';
const [two, gone] = [roleOf('two'), roleOf('gone')];

const keysWhere = (condition: string): string =>
  `CREATE OR REPLACE VIEW admitted_keys AS SELECT s.station, k.kid, k.x
    FROM stations s JOIN station_keys k ON k.station = s.station WHERE ${condition}`;

const ofKeys: readonly SqlGuard[] = [
  {
    name: 'the key of a station that was revoked',
    without: keysWhere('k.revoked_at IS NULL'),
    attack: "SELECT 1 FROM admitted_keys WHERE station = 'gone'",
    unseen: true,
  },
  {
    name: 'a key that was revoked',
    without: keysWhere("s.state = 'admitted'"),
    attack: "SELECT 1 FROM admitted_keys WHERE kid = 'earlier'",
    unseen: true,
  },
];

/**
 * A condition of whoever asks that tells what it is shown, before the view has left that out. It says of itself that it
 * changes nothing, so that it is asked as early as may be; what it calls writes.
 */
const telling = (view: string, column: string, what: string): string =>
  `CREATE TEMP TABLE told (what text);
   CREATE FUNCTION pg_temp.write(text) RETURNS void LANGUAGE plpgsql
     AS 'BEGIN INSERT INTO told VALUES ($1); END';
   CREATE FUNCTION pg_temp.tell(text) RETURNS boolean LANGUAGE plpgsql STABLE COST 0.0000001
     AS 'BEGIN PERFORM pg_temp.write($1); RETURN true; END';
   SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off;
   SELECT 1 FROM ${view} WHERE pg_temp.tell(${column});
   SELECT 1 FROM told WHERE what = '${what}'`;

const passesWhere = (condition: string): string =>
  `CREATE OR REPLACE VIEW passes_elsewhere WITH (security_barrier) AS
     SELECT e.pass_for AS person, e.pass_by AS operator, e.pass_at AS at FROM entries e WHERE ${condition}`;

const ofFacts: readonly SqlGuard[] = [
  {
    name: 'a pass of more than 31 days ago',
    without: passesWhere('e.pass_for IS NOT NULL'),
    attack: "SELECT 1 FROM passes_elsewhere WHERE person = 'long-ago'",
    unseen: true,
  },
  {
    name: 'what a condition tells of a pass that is not shown',
    without: 'ALTER VIEW passes_elsewhere RESET (security_barrier)',
    attack: telling('passes_elsewhere', 'person', 'long-ago'),
    unseen: true,
  },
  {
    name: 'turns of reads more than an hour from now',
    without: open('reads_taken', 'tenant_reads', 'WITH CHECK (true)'),
    attack: "UPDATE tenant_reads SET station = 'one', t5 = now() + interval '61 minutes'",
  },
  {
    name: 'turns of reads of a revoked station',
    without: open('reads_taken', 'tenant_reads', 'WITH CHECK (true)'),
    as: gone,
    attack: "UPDATE tenant_reads SET station = 'gone'",
  },
  {
    name: 'a second row of turns of reads',
    without: drop('tenant_reads', 'tenant_reads_id_check'),
    as: 'admin',
    attack: "INSERT INTO tenant_reads SELECT 2, t1, t2, t3, t4, t5, '' FROM tenant_reads",
  },
];

const ofTheConsole: readonly SqlGuard[] = [
  {
    name: 'a reason without end',
    without: drop('findings', 'findings_reason_check'),
    as: AUDITOR,
    attack: `UPDATE findings SET reason = '${long(33)}'`,
  },
  {
    name: 'what a condition tells of requests that are not shown',
    without: 'ALTER VIEW console_waiting RESET (security_barrier)',
    as: two,
    attack: telling('console_waiting', 'site', 'Quay'),
    unseen: true,
  },
];

/** A station's word that it creates a pass, as its journal has it. */
const pass = (station: string, person: string, at: number): string => {
  const bytes = `{"actor":"station","at":"2026-11-28T08:00:00.000Z","commitments":{},"data":{"at":${at},"effect":"x-1","operator":"operator-1"},"enrollment":"e-1","epoch":1,"monotonicMs":1,"prev":"${'0'.repeat(64)}","seq":1,"station":"${station}","step":"issue","subject":"${person}","type":"effect.intent","v":1}`;
  return `INSERT INTO entries (station, epoch, seq, hash, bytes)
    VALUES ('${station}', 1, 1, ${bytea(digestOf(`\0${bytes}`))}, ${literal(bytes)})`;
};

const DAY = 86_400_000;

const whatIsThere: readonly string[] = [
  ...whatWasAsked,
  // The revocation of `gone` had gone half the way.
  "UPDATE station_keys SET revoked_at = NULL WHERE station = 'gone'",
  "INSERT INTO station_keys VALUES ('two', 'earlier', 'x', 'admin', now(), now())",
  ...[pass('two', 'long-ago', Date.now() - 40 * DAY), pass('three', 'lately', Date.now() - DAY)],
  "INSERT INTO findings (station, kind, what, found_at) VALUES ('two', 'silence', 'x', now())",
  `CREATE ROLE ${AUDITOR} IN ROLE tapdesk_ledger_auditors`,
  `GRANT tapdesk_ledger_consoles TO ${two}`,
];

beforeAll(async () => {
  fleet = await startLedger();
  for (const id of ['one', 'two', 'three', 'gone']) await fleet.station(id, createTestSigner());
  await revoke(fleet.admin, { station: 'gone', by: 'supervisor' });
  for (const statement of whatIsThere) await fleet.admin.query(statement);
}, 60_000);
afterAll(() => fleet.stop());

const all = [...ofApprovals, ...ofKeys, ...ofFacts, ...ofTheConsole];

describe('the database itself refuses', () => {
  it.each(all.map((one) => [one.name, one] as const))(
    '%s, and only because of that guard',
    async (_, guard) => {
      expect(await tried(fleet.admin, guard)).toEqual(asGuarded(guard));
    },
  );
});
