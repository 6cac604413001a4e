/** Stations are members of the first, whoever audits of the second. Neither can log in itself. */
export const STATIONS = 'tapdesk_ledger_stations';
export const AUDITORS = 'tapdesk_ledger_auditors';

/** The role of one station. Source: `station.id` of the configuration has nothing that a name would need escaped. */
export const roleOf = (station: string): string => `station_${station}`;

const OWN = `current_user = 'station_' || station`;
const ADMITTED = (table: string): string =>
  `${OWN} AND EXISTS (SELECT 1 FROM stations s WHERE s.station = ${table}.station AND s.state = 'admitted')`;

const readsOwn = (table: string): string =>
  `CREATE POLICY own_read ON ${table} FOR SELECT TO ${STATIONS} USING (${OWN})`;
const addsOwn = (table: string): string =>
  `CREATE POLICY own_add ON ${table} FOR INSERT TO ${STATIONS} WITH CHECK (${ADMITTED(table)})`;

const withPolicies = [
  'stations',
  'station_keys',
  'entries',
  'checkpoints',
  'audited',
  'audited_checkpoints',
  'presence',
  'refusals',
  'findings',
  'leases',
] as const;

/**
 * Who may do what. A station adds its own rows and reads them; it changes and deletes none, but for its sign of life
 * and the lease that it holds or that is over. Whoever audits reads all and writes what the audit found.
 */
export const rights: readonly string[] = [
  ...[STATIONS, AUDITORS].map((role) => `CREATE ROLE ${role} NOLOGIN`),
  'REVOKE ALL ON SCHEMA public FROM PUBLIC',
  `GRANT USAGE ON SCHEMA public TO ${STATIONS}, ${AUDITORS}`,
  ...withPolicies.map((table) => `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`),
  ...withPolicies.map((table) => `GRANT SELECT ON ${table} TO ${AUDITORS}`),
  ...withPolicies.map(
    (table) => `CREATE POLICY audit_read ON ${table} FOR SELECT TO ${AUDITORS} USING (true)`,
  ),
  ...(['audited', 'audited_checkpoints', 'findings'] as const).flatMap((table) => [
    `GRANT INSERT, UPDATE ON ${table} TO ${AUDITORS}`,
    `CREATE POLICY audit_add ON ${table} FOR INSERT TO ${AUDITORS} WITH CHECK (true)`,
    `CREATE POLICY audit_change ON ${table} FOR UPDATE TO ${AUDITORS} USING (true) WITH CHECK (true)`,
  ]),
  `GRANT INSERT ON station_keys TO ${AUDITORS}`,
  `CREATE POLICY audit_add ON station_keys FOR INSERT TO ${AUDITORS} WITH CHECK (admitted_by = 'the key before')`,
  `GRANT SELECT ON stations, entries, checkpoints, presence TO ${STATIONS}`,
  ...['stations', 'entries', 'checkpoints', 'presence'].map(readsOwn),
  `GRANT INSERT (station, epoch, seq, before, prev, hash, bytes) ON entries TO ${STATIONS}`,
  `GRANT INSERT (station, epoch, size, digest, jws) ON checkpoints TO ${STATIONS}`,
  `GRANT INSERT (station, code, epoch, seq, digest) ON refusals TO ${STATIONS}`,
  ...['entries', 'checkpoints', 'refusals', 'presence', 'leases'].map(addsOwn),
  `GRANT INSERT (station, version, open, unsent), UPDATE (seen_at, version, open, unsent) ON presence TO ${STATIONS}`,
  `CREATE POLICY own_change ON presence FOR UPDATE TO ${STATIONS} USING (${OWN}) WITH CHECK (${ADMITTED('presence')})`,
  `GRANT SELECT, INSERT, UPDATE ON leases TO ${STATIONS}`,
  `CREATE POLICY lease_read ON leases FOR SELECT TO ${STATIONS} USING (true)`,
  `CREATE POLICY lease_take ON leases FOR UPDATE TO ${STATIONS}
     USING (expires_at <= now() OR ${OWN}) WITH CHECK (${ADMITTED('leases')})`,
];
