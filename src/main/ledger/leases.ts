import { z } from 'zod';
import type { Connection } from './connect.ts';

/** One person's lease as the ledger gave it. */
export interface GivenLease {
  /** Grows with each lease of the person: of two, the greater is the one that counts. */
  readonly token: number;
}

/** The leases of the fleet as one station sees them. Everything throws LedgerError. */
export interface LeaseTable {
  /** @returns null while another station, or another enrollment here, holds the person */
  readonly take: (person: string, enrollment: string) => Promise<GivenLease | null>;
  /** @returns false when another has taken the person meanwhile */
  readonly renew: (person: string, token: number) => Promise<boolean>;
  readonly release: (person: string, token: number) => Promise<void>;
}

// The ledger's own clock decides when a lease is over: no station's does.
const TAKE = `INSERT INTO leases (person, station, enrollment, token, expires_at)
  VALUES ($1, $2, $3, 1, now() + $4 * interval '1 second')
  ON CONFLICT (person) DO UPDATE SET station = excluded.station, enrollment = excluded.enrollment,
    token = leases.token + 1, expires_at = excluded.expires_at
    WHERE leases.expires_at <= now()
  RETURNING token`;
const RENEW = `UPDATE leases SET expires_at = now() + $4 * interval '1 second'
  WHERE person = $1 AND station = $2 AND token = $3`;
const RELEASE =
  'UPDATE leases SET expires_at = now() WHERE person = $1 AND station = $2 AND token = $3 AND expires_at > now()';

const tokenRow = z.object({ token: z.coerce.number() });

/** @param seconds how long a lease holds without being renewed */
export const createLeaseTable = (connection: Connection, station: string, seconds: number): LeaseTable => ({
  take: (person, enrollment) =>
    connection.use(async (client) => {
      const { rows } = await client.query(TAKE, [person, station, enrollment, seconds]);
      return rows[0] === undefined ? null : tokenRow.parse(rows[0]);
    }),
  renew: (person, token) =>
    connection.use(async (client) => {
      const { rowCount } = await client.query(RENEW, [person, station, token, seconds]);
      return rowCount === 1;
    }),
  release: (person, token) =>
    connection.use(async (client) => {
      await client.query(RELEASE, [person, station, token]);
    }),
});
