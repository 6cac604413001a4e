import { z } from 'zod';
import { prepared, type Connection } from './connect.ts';

/** One person's lease as the ledger gave it. */
export interface GivenLease {
  /** Grows with each lease of the person: of two, the greater is the one that counts. */
  readonly token: number;
  readonly passes: FleetPasses;
}

/** Times, epoch milliseconds, at which other stations of the fleet issued passes, as far as their journals have come. */
export interface FleetPasses {
  /** For the person. */
  readonly person: readonly number[];
  /** By the operator. */
  readonly operator: readonly number[];
}

/** Whose passes are asked for with a lease, and since when; epoch milliseconds. */
export interface PassesAsked {
  readonly operator: string;
  readonly personSince: number;
  readonly operatorSince: number;
}

/** The leases of the fleet as one station sees them. Everything throws LedgerError. */
export interface LeaseTable {
  /** @returns null while another station, or another enrollment here, holds the person */
  readonly take: (person: string, enrollment: string, asked: PassesAsked) => Promise<GivenLease | null>;
  /** @returns false when another has taken the person meanwhile */
  readonly renew: (person: string, token: number) => Promise<boolean>;
  readonly release: (person: string, token: number) => Promise<void>;
}

/** More than any window of a policy counts. Source: policy.rates, policy.repeats. */
const MOST_TIMES = 1_001;

// The ledger's own clock decides when a lease is over: no station's does.
const TAKE = `WITH given AS (
    INSERT INTO leases (person, station, enrollment, token, expires_at)
    VALUES ($1, $2, $3, 1, now() + $4 * interval '1 second')
    ON CONFLICT (person) DO UPDATE SET station = excluded.station, enrollment = excluded.enrollment,
      token = leases.token + 1, expires_at = excluded.expires_at
      WHERE leases.expires_at <= now()
    RETURNING token)
  SELECT token,
    ARRAY(SELECT at FROM passes_elsewhere WHERE person = $1 AND at >= $5 ORDER BY at DESC LIMIT ${MOST_TIMES})
      AS person,
    ARRAY(SELECT at FROM passes_elsewhere WHERE operator = $6 AND at >= $7 ORDER BY at DESC LIMIT ${MOST_TIMES})
      AS operator
  FROM given`;
const RENEW = `UPDATE leases SET expires_at = now() + $4 * interval '1 second'
  WHERE person = $1 AND station = $2 AND token = $3`;
const RELEASE =
  'UPDATE leases SET expires_at = now() WHERE person = $1 AND station = $2 AND token = $3 AND expires_at > now()';

const times = z.array(z.coerce.number());
const givenRow = z.object({ token: z.coerce.number(), person: times, operator: times });

/** @param seconds how long a lease holds without being renewed */
export const createLeaseTable = (connection: Connection, station: string, seconds: number): LeaseTable => ({
  take: (person, enrollment, { operator, personSince, operatorSince }) =>
    connection.use(async (client) => {
      const of = [person, station, enrollment, seconds, personSince, operator, operatorSince];
      const { rows } = await client.query(prepared(TAKE, of));
      if (rows[0] === undefined) return null;
      const { token, ...passes } = givenRow.parse(rows[0]);
      return { token, passes };
    }),
  renew: (person, token) =>
    connection.use(async (client) => {
      const { rowCount } = await client.query(prepared(RENEW, [person, station, token, seconds]));
      return rowCount === 1;
    }),
  release: (person, token) =>
    connection.use(async (client) => {
      await client.query(prepared(RELEASE, [person, station, token]));
    }),
});
