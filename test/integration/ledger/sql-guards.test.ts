import { createHash } from 'node:crypto';
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

let fleet: TestLedger;
const GENESIS = '0'.repeat(64);

interface Entry {
  readonly station?: string;
  readonly epoch?: number;
  readonly seq?: number;
  readonly prev?: string;
  /** What the text says, where that is something else than its place. */
  readonly text?: {
    readonly station?: string;
    readonly epoch?: number;
    readonly seq?: number;
  };
  readonly data?: string;
  readonly bytes?: string;
  readonly hash?: string;
  readonly before?: number;
}

const textOf = (entry: Entry): string => {
  const { station = 'one', epoch = 1, seq = 1, prev = GENESIS, data = '{}' } = { ...entry, ...entry.text };
  return `{"actor":"station","at":"2026-11-28T08:00:00.000Z","commitments":{},"data":${data},"enrollment":null,"epoch":${epoch},"monotonicMs":1,"prev":"${prev}","seq":${seq},"station":"${station}","step":null,"subject":null,"type":"x","v":1}`;
};
const hashOf = (bytes: string): string => createHash('sha256').update(`\0${bytes}`).digest('hex');

/** Adds an entry past the program. */
const add = (entry: Entry): string => {
  const { station = 'one', epoch = 1, seq = 1, prev = GENESIS } = entry;
  const bytes = entry.bytes ?? textOf(entry);
  const before = entry.before ?? (seq === 1 ? 'NULL' : seq - 1);
  return `INSERT INTO entries (station, epoch, seq, before, prev, hash, bytes) VALUES (${literal(station)}, ${epoch}, ${seq},
    ${before}, ${prev === GENESIS ? 'NULL' : bytea(prev)}, ${bytea(entry.hash ?? hashOf(bytes))}, ${literal(bytes)})`;
};

const first = hashOf(textOf({}));
const checkpoint = (station: string, more: { size?: number; jws?: string; digest?: string } = {}): string => {
  const { size = 1, jws = 'a.b.c' } = more;
  const digest = more.digest ?? createHash('sha256').update(jws).digest('hex');
  return `INSERT INTO checkpoints (station, epoch, size, digest, jws) VALUES ('${station}', 1, ${size}, ${bytea(digest)}, '${jws}')`;
};
const lease = (
  station: string,
  more: { person?: string; enrollment?: string; token?: number } = {},
): string =>
  `INSERT INTO leases VALUES ('${more.person ?? 'p-9'}', '${station}', '${more.enrollment ?? 'e'}', ${more.token ?? 1}, now())`;
const presence = (station: string, more: { version?: string; unsent?: number } = {}): string =>
  `INSERT INTO presence (station, version, open, unsent) VALUES ('${station}', '${more.version ?? '1'}', true, ${more.unsent ?? 0})`;
const refusal = (station: string, more: { code?: string; digest?: string } = {}): string =>
  `INSERT INTO refusals (station, code, epoch, seq, digest) VALUES ('${station}', '${more.code ?? 'x'}', 1, 1, '${more.digest ?? ''}')`;

const AUDITOR = 'auditor_one';
const STRANGER = 'stranger_one';

const ofTheChain: readonly SqlGuard[] = [
  {
    name: 'a second entry in one place',
    without: drop('entries', 'entries_pkey'),
    attack: add({ data: '{"other":1}' }),
  },
  {
    name: 'an entry that follows none, or another',
    without: drop('entries', 'entries_follow'),
    attack: add({ seq: 2, prev: 'ab'.repeat(32) }),
  },
  {
    name: 'a gap',
    without: drop('entries', 'entries_follow'),
    attack: add({ seq: 3, prev: first }),
  },
  {
    name: 'a text of another hash',
    without: drop('entries', 'entries_hash'),
    attack: add({ seq: 2, prev: first, hash: first }),
  },
  {
    name: 'more than 64 KB',
    without: drop('entries', 'entries_size'),
    attack: add({ seq: 2, prev: first, data: `"${long(66_000)}"` }),
  },
  {
    name: 'what is no JSON',
    without: drop('entries', 'entries_json'),
    attack: add({ seq: 2, prev: first, data: '{' }),
  },
  {
    name: 'what begins otherwise than an entry',
    without: drop('entries', 'entries_json'),
    attack: add({
      seq: 2,
      prev: first,
      bytes: textOf({ seq: 2, prev: first }).replace('{"actor"', '{ "actor"'),
    }),
  },
  ...(
    [
      ['another station', { station: 'two' }],
      ['another epoch', { epoch: 2 }],
      ['another number', { seq: 3 }],
    ] as const
  ).map(([of, text]): SqlGuard => ({
    name: `a text of ${of}`,
    without: drop('entries', 'entries_place'),
    attack: add({ seq: 2, prev: first, text }),
  })),
  {
    name: 'a first entry that leaves out the ones before',
    without: drop('entries', 'entries_place'),
    attack: add({ seq: 5, prev: GENESIS, before: 4 }),
  },
  {
    name: 'an entry of epoch 0',
    without: drop('entries', 'entries_epoch_check'),
    attack: add({ epoch: 0 }),
  },
  {
    name: 'an entry of number 0',
    without: `${drop('entries', 'entries_seq_check')}; ${drop('entries', 'entries_place')}`,
    attack: add({ seq: 0, prev: first, before: 1 }),
  },
];

const ofTheRest: readonly SqlGuard[] = [
  {
    name: 'a checkpoint of another digest',
    without: drop('checkpoints', 'checkpoints_digest'),
    attack: checkpoint('one', { digest: first }),
  },
  {
    name: 'a checkpoint of more than 2 KB',
    without: drop('checkpoints', 'checkpoints_jws_check'),
    attack: checkpoint('one', { jws: long(2_049) }),
  },
  {
    name: 'a checkpoint over nothing',
    without: drop('checkpoints', 'checkpoints_size_check'),
    attack: checkpoint('one', { size: 0 }),
  },
  {
    name: 'a version without end',
    without: drop('presence', 'presence_version_check'),
    attack: presence('one', { version: long(65) }),
  },
  {
    name: 'fewer than no entries waiting',
    without: drop('presence', 'presence_unsent_check'),
    attack: presence('one', { unsent: -1 }),
  },
  {
    name: 'a code without end',
    without: drop('refusals', 'refusals_code_check'),
    attack: refusal('one', { code: long(33) }),
  },
  {
    name: 'a digest without end',
    without: drop('refusals', 'refusals_digest_check'),
    attack: refusal('one', { digest: long(65) }),
  },
  {
    name: 'a lease of no person',
    without: drop('leases', 'leases_person_check'),
    attack: lease('one', { person: long(65) }),
  },
  {
    name: 'a lease of no enrollment',
    without: drop('leases', 'leases_enrollment_check'),
    attack: lease('one', { enrollment: long(65) }),
  },
  {
    name: 'a token that is none',
    without: drop('leases', 'leases_token_check'),
    attack: lease('one', { token: 0 }),
  },
  {
    name: 'a station that could not be a role',
    without: drop('stations', 'stations_station_check'),
    as: 'admin',
    attack: `INSERT INTO stations (station, site, state, admitted_by) VALUES ('x"; DROP', 's', 'admitted', 'a')`,
  },
  {
    name: 'a state that is none',
    without: drop('stations', 'stations_state_check'),
    as: 'admin',
    attack: `INSERT INTO stations (station, site, state, admitted_by) VALUES ('x', 's', 'perhaps', 'a')`,
  },
];

const adds: Readonly<Record<string, (station: string) => string>> = {
  entries: (station) => add({ station, seq: 2, prev: hashOf(textOf({ station })) }),
  checkpoints: checkpoint,
  refusals: refusal,
  presence,
  leases: lease,
};

const ofTheRights: readonly SqlGuard[] = [
  ...Object.entries(adds).flatMap(([table, attack]): readonly SqlGuard[] => [
    {
      name: `another's name in ${table}`,
      without: open('own_add', table, 'WITH CHECK (true)'),
      attack: attack('three'),
    },
    {
      name: `a revoked station in ${table}`,
      without: open('own_add', table, 'WITH CHECK (true)'),
      as: roleOf('gone'),
      attack: attack('gone'),
    },
  ]),
  ...['stations', 'entries', 'checkpoints', 'presence'].map((table): SqlGuard => ({
    name: `what others have in ${table}`,
    without: open('own_read', table, 'USING (true)'),
    attack: `SELECT station FROM ${table} WHERE station = 'two'`,
    unseen: true,
  })),
  ...['entries', 'checkpoints', 'presence', 'refusals', 'leases'].map((table): SqlGuard => ({
    name: `another's name in ${table} without row-level security`,
    without: `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`,
    attack: adds[table]?.('three') ?? '',
  })),
  {
    name: 'another’s sign of life',
    without: open('own_change', 'presence', 'USING (true) WITH CHECK (true)'),
    attack: 'UPDATE presence SET open = false',
    unseen: true,
  },
  {
    name: 'a lease that another holds',
    without: open('lease_take', 'leases', 'USING (true)'),
    attack: `UPDATE leases SET station = 'one', token = 7 WHERE person = 'held'`,
    unseen: true,
  },
  {
    name: 'a lease in another’s name',
    without: open('lease_take', 'leases', 'WITH CHECK (true)'),
    attack: `UPDATE leases SET station = 'two' WHERE person = 'over'`,
  },
  {
    name: 'a key that whoever audits made up',
    without: open('audit_add', 'station_keys', 'WITH CHECK (true)'),
    as: AUDITOR,
    attack: `INSERT INTO station_keys (station, kid, x, admitted_by) VALUES ('one', 'k', 'x', 'me')`,
  },
  {
    name: 'reads given out in another’s name',
    without: open('reads_taken', 'tenant_reads', 'WITH CHECK (true)'),
    attack: `UPDATE tenant_reads SET station = 'two'`,
  },
  {
    name: 'a time of arrival that the station chooses',
    without: 'GRANT INSERT ON entries TO tapdesk_ledger_stations',
    attack: add({ seq: 2, prev: first })
      .replace('bytes)', 'bytes, received_at)')
      .replace(/\)$/, ", '2001-01-01')"),
  },
  {
    name: 'a time of arrival of a checkpoint that the station chooses',
    without: 'GRANT INSERT ON checkpoints TO tapdesk_ledger_stations',
    attack: checkpoint('one').replace('jws)', 'jws, received_at)').replace(/\)$/, ", '2001-01-01')"),
  },
  {
    name: 'a time of a refusal that the station chooses',
    without: 'GRANT INSERT ON refusals TO tapdesk_ledger_stations',
    attack: refusal('one').replace('digest)', 'digest, at)').replace(/\)$/, ", '2001-01-01')"),
  },
  {
    name: 'a look at the tables by somebody who is nothing here',
    without: 'GRANT USAGE ON SCHEMA public TO PUBLIC',
    as: STRANGER,
    attack: "SELECT 'public.stations'::regclass",
  },
  ...['entries', 'checkpoints', 'refusals', 'findings', 'audited', 'stations', 'station_keys'].flatMap(
    (table) =>
      ['DELETE FROM', 'UPDATE'].map((verb): SqlGuard => ({
        name: `${verb} ${table}`,
        without: `GRANT ALL ON ${table} TO tapdesk_ledger_stations; CREATE POLICY all_${table} ON ${table} USING (true)`,
        attack:
          verb === 'UPDATE'
            ? `UPDATE ${table} SET station = station WHERE false`
            : `DELETE FROM ${table} WHERE false`,
      })),
  ),
];

beforeAll(async () => {
  fleet = await startLedger();
  for (const id of ['one', 'two', 'three', 'gone']) {
    await fleet.station(id, createTestSigner());
    await fleet.admin.query(add({ station: id }));
    if (id === 'two') await fleet.admin.query(`${checkpoint(id)}; ${presence(id)}`);
  }
  await revoke(fleet.admin, { station: 'gone', by: 'supervisor' });
  await fleet.admin.query(`CREATE ROLE ${AUDITOR} IN ROLE tapdesk_ledger_auditors; CREATE ROLE ${STRANGER};
    INSERT INTO leases VALUES ('held', 'two', 'e', 1, now() + interval '1 hour'), ('over', 'two', 'e', 1, now())`);
}, 60_000);
afterAll(() => fleet.stop());

describe('the database itself refuses', () => {
  it.each([...ofTheChain, ...ofTheRest, ...ofTheRights].map((one) => [one.name, one] as const))(
    '%s, and only because of that guard',
    async (_, guard) => {
      expect(await tried(fleet.admin, guard)).toEqual(asGuarded(guard));
    },
  );
});
