import type { Guard } from './guard.ts';
import { inSql } from './in-sql.ts';

const lease = 'test/unit/enrollment/lease.test.ts';
const sql = 'test/integration/ledger/sql-guards.test.ts';
const work = 'src/main/enrollment/work.ts';

/** The looks at the lease, each before what must not happen without it. */
const ofLeases: readonly Guard[] = [
  {
    name: 'the lease before somebody joins a group',
    file: work,
    find: 'join: underLease(parts, join(parts)),',
    replace: 'join: join(parts),',
    tests: [lease, 'while everything is read again'],
  },
  {
    name: 'the lease before a pass is created',
    file: work,
    find: 'create: underLease(parts, create(parts)),',
    replace: 'create: create(parts),',
    tests: [lease, 'while the person joins'],
  },
  {
    name: 'the lease before an enrollment is closed',
    file: work,
    find: 'close: underLease(parts, close(parts)),',
    replace: 'close: close(parts),',
    tests: [lease, 'closes nothing'],
  },
  {
    name: 'the lease while a pass is shown',
    file: 'src/main/enrollment/runner.ts',
    find: 'passPlaces.has(chart.place()) && leaseStands(ports) === null ?',
    replace: 'passPlaces.has(chart.place()) ?',
    tests: [lease, 'shows no pass'],
  },
  {
    name: 'the end of a lease here before it ends in the ledger',
    file: 'src/main/ledger/lease-keeper.ts',
    find: 'seconds * 1000 * (1 - MARGIN)',
    replace: 'seconds * 2000',
    tests: ['test/integration/ledger/leases.test.ts', 'ends here before'],
  },
  {
    name: 'the ledger’s answer before the last decision',
    file: work,
    find: 'const facts = { ...readNow, passesElsewhere: ports.lease?.passesElsewhere() ?? null };',
    replace: 'const facts = readNow;',
    tests: [lease, 'comes late'],
  },
  {
    name: 'the turn of a read among all desks',
    file: 'src/main/directory/graph/send.ts',
    find: '...(sending.quota === undefined ? [] : [pacing(call, sending.quota)]),',
    replace: '',
    tests: ['test/unit/directory/pacing.test.ts', 'asked before each read'],
  },
  {
    name: 'the window of reads in the ledger',
    file: 'src/main/ledger/reads.ts',
    find: "+ $2 * interval '1 millisecond')",
    replace: "+ $2 * interval '1 microsecond')",
    tests: ['test/integration/ledger/read-quota.test.ts', 'kept by all desks'],
  },
];

const ofTables = inSql('0001-tables', sql, [
  [
    "station text PRIMARY KEY CHECK (station ~ '^[a-z0-9][a-z0-9-]{0,31}$'),",
    'station text PRIMARY KEY,',
    'could not be a role',
  ],
  [
    "state text NOT NULL CHECK (state IN ('admitted', 'revoked')),",
    'state text NOT NULL,',
    'a state that is none',
  ],
  ['PRIMARY KEY (station, epoch, seq),', '', 'a second entry in one place'],
  ['CONSTRAINT entries_size CHECK (octet_length(bytes) <= 65536),', '', 'more than 64 KB'],
  [
    'bytes::json IS NOT NULL AND left(bytes, 10) = \'{"actor":"\'',
    'left(bytes, 10) = \'{"actor":"\'',
    'what is no JSON',
  ],
  [' AND left(bytes, 10) = \'{"actor":"\')', ')', 'begins otherwise'],
  [
    "CHECK (hash = sha256('\\\\x00'::bytea || convert_to(bytes, 'UTF8')))",
    'CHECK (true)',
    'a text of another hash',
  ],
  ['AND (prev IS NULL) = (seq = 1)', '', 'leaves out the ones before'],
  ['AND strpos(bytes, \'"epoch":\' || epoch || \',"monotonicMs":\') > 0', '', 'a text of another epoch'],
  [
    '|| \'","seq":\' || seq || \',"station":"\' || station || \'","step":\') > 0',
    '|| \'","seq":\' || seq || \',"station":"\') > 0',
    'a text of another station',
  ],
  [
    '|| \'","seq":\' || seq || \',"station":"\' || station || \'","step":\') > 0',
    '|| \'","seq":\') > 0',
    'a text of another number',
  ],
  [
    'FOREIGN KEY (station, epoch, before, prev)\n      REFERENCES entries (station, epoch, seq, hash)',
    'CHECK (true)',
    'an entry that follows none',
  ],
  [
    "CONSTRAINT checkpoints_digest CHECK (digest = sha256(convert_to(jws, 'UTF8')))",
    'CONSTRAINT checkpoints_digest CHECK (true)',
    'a checkpoint of another digest',
  ],
  ['jws text NOT NULL CHECK (octet_length(jws) <= 2048),', 'jws text NOT NULL,', 'more than 2 KB'],
  ['size bigint NOT NULL CHECK (size >= 1),', 'size bigint NOT NULL,', 'a checkpoint over nothing'],
  ['version text NOT NULL CHECK (length(version) <= 64),', 'version text NOT NULL,', 'a version without end'],
  ['unsent bigint NOT NULL CHECK (unsent >= 0)', 'unsent bigint NOT NULL', 'fewer than no entries'],
  ['code text NOT NULL CHECK (length(code) <= 32),', 'code text NOT NULL,', 'a code without end'],
  ['digest text NOT NULL CHECK (length(digest) <= 64)', 'digest text NOT NULL', 'a digest without end'],
  [
    'person text PRIMARY KEY CHECK (length(person) <= 64),',
    'person text PRIMARY KEY,',
    'a lease of no person',
  ],
  [
    'enrollment text NOT NULL CHECK (length(enrollment) <= 64),',
    'enrollment text NOT NULL,',
    'a lease of no enrollment',
  ],
  ['token bigint NOT NULL CHECK (token >= 1),', 'token bigint NOT NULL,', 'a token that is none'],
]);

const ofRights = inSql('0002-rights', sql, [
  [
    "const OWN = `current_user = 'station_' || station`;",
    'const OWN = `true`;',
    'another.s name in|what others have',
  ],
  [
    "s.station = ${table}.station AND s.state = 'admitted')",
    's.station = ${table}.station)',
    'a revoked station',
  ],
  [
    'FOR SELECT TO ${STATIONS} USING (${OWN})`;',
    'FOR SELECT TO ${STATIONS} USING (true)`;',
    'what others have',
  ],
  [
    'FOR INSERT TO ${STATIONS} WITH CHECK (${ADMITTED(table)})`;',
    'FOR INSERT TO ${STATIONS} WITH CHECK (true)`;',
    'another.s name in',
  ],
  [
    '...withPolicies.map((table) => `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`),',
    '',
    'what others have',
  ],
  ["WITH CHECK (admitted_by = 'the key before')", 'WITH CHECK (true)', 'a key that whoever audits'],
  [
    'GRANT INSERT (station, epoch, seq, before, prev, hash, bytes) ON entries',
    'GRANT INSERT ON entries',
    'a time of arrival',
  ],
  [
    "FOR UPDATE TO ${STATIONS} USING (${OWN}) WITH CHECK (${ADMITTED('presence')})",
    'FOR UPDATE TO ${STATIONS} USING (true) WITH CHECK (true)',
    'sign of life',
  ],
  ['USING (expires_at <= now() OR ${OWN})', 'USING (true)', 'a lease that another holds'],
  ["WITH CHECK (${ADMITTED('leases')})", 'WITH CHECK (true)', 'a lease in another'],
]);

const ofFacts = inSql('0004-facts', sql, [
  [
    "WITH CHECK (current_user = 'station_' || station AND t5",
    'WITH CHECK (true OR t5',
    'reads given out in another',
  ],
]);

/** Guards of the fleet: leases, the shared quota, and what the ledger's database refuses by itself. */
export const ofTheLedger: readonly Guard[] = [...ofLeases, ...ofTables, ...ofRights, ...ofFacts];
