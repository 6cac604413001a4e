import { STATIONS } from './0002-rights.ts';

/** The text of an intent to create a pass, and of any word on one: decided by the canonical form of an entry. */
const OF_A_PASS = `strpos(bytes, ',"step":"issue","subject":"') > 0`;
const IS_INTENT = `right(bytes, 29) = '"type":"effect.intent","v":1}'`;
const IS_OUTCOME = `right(bytes, 30) = '"type":"effect.outcome","v":1}'`;

const taken = (value: string, type: string, when: string): string =>
  `${type} GENERATED ALWAYS AS (CASE WHEN ${OF_A_PASS} AND ${when} THEN ${value} END) STORED`;

/**
 * What a desk may know of passes that other desks issued: for whom, by which operator and when, as far back as policies
 * look. The database takes it out of the signed entries itself, so that no station can tell something else here than in
 * its journal. An intent counts until its outcome says that it failed: what nobody knows counts.
 */
const whatWasIssued = [
  `ALTER TABLE entries
     ADD COLUMN pass_for ${taken(`bytes::json ->> 'subject'`, 'text', IS_INTENT)},
     ADD COLUMN pass_by ${taken(`bytes::json -> 'data' ->> 'operator'`, 'text', IS_INTENT)},
     ADD COLUMN pass_at ${taken(`(bytes::json -> 'data' ->> 'at')::bigint`, 'bigint', IS_INTENT)},
     ADD COLUMN pass_effect ${taken(`bytes::json -> 'data' ->> 'effect'`, 'text', IS_INTENT)},
     ADD COLUMN pass_failed ${taken(
       `CASE WHEN bytes::json -> 'data' ->> 'result' = 'failed' THEN bytes::json -> 'data' ->> 'effect' END`,
       'text',
       IS_OUTCOME,
     )}`,
  'CREATE INDEX entries_pass_for ON entries (pass_for, pass_at) WHERE pass_for IS NOT NULL',
  'CREATE INDEX entries_pass_by ON entries (pass_by, pass_at) WHERE pass_by IS NOT NULL',
  'CREATE INDEX entries_pass_failed ON entries (station, pass_failed) WHERE pass_failed IS NOT NULL',
  // With its owner's rights, which see all entries; nothing but these columns leaves it, whatever a query adds.
  `CREATE VIEW passes_elsewhere WITH (security_barrier) AS
     SELECT e.pass_for AS person, e.pass_by AS operator, e.pass_at AS at FROM entries e
      WHERE e.pass_for IS NOT NULL
        AND 'station_' || e.station <> current_user
        AND e.pass_at > (extract(epoch FROM now()) * 1000)::bigint - 2678400000
        AND NOT EXISTS (
          SELECT 1 FROM entries o WHERE o.station = e.station AND o.pass_failed = e.pass_effect)`,
  `GRANT SELECT ON passes_elsewhere TO ${STATIONS}`,
];

/**
 * The tenant's quota of reads, which all desks share: the times for which the last five were given out, oldest first.
 * Whoever asks is given the next time that keeps to the quota, so that everybody comes in the order of asking.
 */
const whatIsRead = [
  `CREATE TABLE tenant_reads (
    id integer PRIMARY KEY CHECK (id = 1),
    t1 timestamptz NOT NULL,
    t2 timestamptz NOT NULL,
    t3 timestamptz NOT NULL,
    t4 timestamptz NOT NULL,
    t5 timestamptz NOT NULL,
    station text NOT NULL
  )`,
  `INSERT INTO tenant_reads SELECT 1, t, t, t, t, t, '' FROM (SELECT now() - interval '1 day' AS t) AS before`,
  'ALTER TABLE tenant_reads ENABLE ROW LEVEL SECURITY',
  `GRANT SELECT, UPDATE (t1, t2, t3, t4, t5, station) ON tenant_reads TO ${STATIONS}`,
  `CREATE POLICY reads_seen ON tenant_reads FOR SELECT TO ${STATIONS} USING (true)`,
  // Nobody gives out what comes an hour from now: a station that is not what it seems would shut the others out.
  `CREATE POLICY reads_taken ON tenant_reads FOR UPDATE TO ${STATIONS} USING (true)
     WITH CHECK (current_user = 'station_' || station AND t5 <= now() + interval '1 hour' AND EXISTS (
       SELECT 1 FROM stations s WHERE s.station = tenant_reads.station AND s.state = 'admitted'))`,
  `CREATE VIEW fleet_size AS SELECT count(*)::int AS stations FROM stations WHERE state = 'admitted'`,
  `GRANT SELECT ON fleet_size TO ${STATIONS}`,
];

export const facts: readonly string[] = [...whatWasIssued, ...whatIsRead];
