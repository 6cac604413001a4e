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

export const facts: readonly string[] = [...whatWasIssued];
