import { AUDITORS, STATIONS } from './0002-rights.ts';

const OWN = (table: string): string => `current_user = 'station_' || ${table}.station`;

/** Longest that a request may stand, by the ledger's clock. */
const MOST = "interval '1 hour'";

const tables = [
  // For which sites a station may be approved at: the administrator says so.
  `CREATE TABLE approval_sites (
    station text NOT NULL REFERENCES stations (station),
    site text NOT NULL CHECK (length(site) BETWEEN 1 AND 64),
    allowed_by text NOT NULL,
    allowed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (station, site)
  )`,
  `CREATE TABLE approval_offers (
    offer text PRIMARY KEY,
    station text NOT NULL,
    site text NOT NULL,
    jws text NOT NULL CHECK (octet_length(jws) <= 65536),
    made_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    closed_at timestamptz,
    CONSTRAINT approval_offers_digest CHECK (offer = encode(sha256(convert_to(jws, 'UTF8')), 'hex')),
    CONSTRAINT approval_offers_time CHECK (expires_at > made_at AND expires_at <= made_at + ${MOST})
  )`,
  'CREATE INDEX approval_offers_open ON approval_offers (expires_at) WHERE closed_at IS NULL',
  `CREATE TABLE approval_answers (
    offer text NOT NULL REFERENCES approval_offers (offer),
    digest text NOT NULL,
    station text NOT NULL,
    jws text NOT NULL CHECK (octet_length(jws) <= 8192),
    given_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (offer, digest),
    CONSTRAINT approval_answers_digest CHECK (digest = encode(sha256(convert_to(jws, 'UTF8')), 'hex'))
  )`,
  // Public keys, and of whom: what a station needs to check another's word. It runs with its owner's right to read.
  `CREATE VIEW admitted_keys AS SELECT s.station, k.kid, k.x
    FROM stations s JOIN station_keys k ON k.station = s.station
    WHERE s.state = 'admitted' AND k.revoked_at IS NULL`,
];

const admitted = (table: string): string =>
  `${OWN(table)} AND EXISTS (SELECT 1 FROM stations s WHERE s.station = ${table}.station AND s.state = 'admitted')`;

const isOpen = (alias: string): string => `${alias}.closed_at IS NULL AND ${alias}.expires_at > now()`;

/** Of the sites that the administrator has named for whoever asks. */
const FOR_ME = `EXISTS (SELECT 1 FROM approval_sites a
    WHERE a.site = approval_offers.site AND current_user = 'station_' || a.station)`;

const policies = [
  `CREATE POLICY own_read ON approval_sites FOR SELECT TO ${STATIONS} USING (${OWN('approval_sites')})`,
  `CREATE POLICY own_read ON approval_offers FOR SELECT TO ${STATIONS} USING (${OWN('approval_offers')})`,
  // Another's only while it is open, and only of a site that was named.
  `CREATE POLICY open_read ON approval_offers FOR SELECT TO ${STATIONS}
     USING (${isOpen('approval_offers')} AND ${FOR_ME})`,
  `CREATE POLICY own_add ON approval_offers FOR INSERT TO ${STATIONS} WITH CHECK (${admitted('approval_offers')}
     AND site = (SELECT s.site FROM stations s WHERE s.station = approval_offers.station))`,
  `CREATE POLICY own_close ON approval_offers FOR UPDATE TO ${STATIONS}
     USING (${OWN('approval_offers')}) WITH CHECK (${OWN('approval_offers')})`,
  // Its own, and those to its own offers.
  `CREATE POLICY own_read ON approval_answers FOR SELECT TO ${STATIONS} USING (${OWN('approval_answers')}
     OR EXISTS (SELECT 1 FROM approval_offers o
       WHERE o.offer = approval_answers.offer AND current_user = 'station_' || o.station))`,
  // To what it may read and is not its own: nobody answers at the desk that asks by this way.
  `CREATE POLICY own_add ON approval_answers FOR INSERT TO ${STATIONS} WITH CHECK (${admitted('approval_answers')}
     AND EXISTS (SELECT 1 FROM approval_offers o
       WHERE o.offer = approval_answers.offer AND o.station <> approval_answers.station AND ${isOpen('o')}))`,
];

/**
 * Approvals at another desk. The tables hold who may read and answer; whether an answer counts is told by its signature
 * alone, which the asking desk checks.
 */
export const approvals: readonly string[] = [
  ...tables,
  ...['approval_sites', 'approval_offers', 'approval_answers'].flatMap((table) => [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `GRANT SELECT ON ${table} TO ${STATIONS}, ${AUDITORS}`,
    `CREATE POLICY audit_read ON ${table} FOR SELECT TO ${AUDITORS} USING (true)`,
  ]),
  `GRANT SELECT ON admitted_keys TO ${STATIONS}, ${AUDITORS}`,
  `GRANT INSERT (offer, station, site, jws, expires_at), UPDATE (closed_at) ON approval_offers TO ${STATIONS}`,
  `GRANT INSERT (offer, digest, station, jws) ON approval_answers TO ${STATIONS}`,
  ...policies,
];
