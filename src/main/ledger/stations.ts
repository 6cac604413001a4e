import type pg from 'pg';
import { z } from 'zod';
import { roleOf, STATIONS } from './migrations/0002-rights.ts';
import { CONSOLES } from './migrations/0006-console.ts';

/** A station's public key as the station tells it. */
export const stationKey = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().length(43),
});
export type StationKey = z.infer<typeof stationKey>;

/** Whom a supervisor admits. */
export interface Admission {
  readonly station: string;
  readonly site: string;
  readonly key: StationKey;
  /** RFC 7638 thumbprint of the key. */
  readonly kid: string;
  /** Who admits it: an object id, or a name of the site's own. */
  readonly by: string;
}

const stationId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);
const quoted = (role: string): string => `"${role}"`;

const whole = async <T>(client: pg.Client, work: () => Promise<T>): Promise<T> => {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
};

/**
 * Admits a station, or a further key of one that is admitted already: its role may log in, and checkpoints by that
 * key count. One that was revoked is admitted again by this too.
 */
export const admit = (client: pg.Client, { station, site, key, kid, by }: Admission): Promise<void> =>
  whole(client, async () => {
    const role = quoted(roleOf(stationId.parse(station)));
    const { rows } = await client.query('SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1', [
      roleOf(station),
    ]);
    if (rows.length === 0) await client.query(`CREATE ROLE ${role} LOGIN IN ROLE ${STATIONS}`);
    else await client.query(`ALTER ROLE ${role} LOGIN`);
    await client.query(
      `INSERT INTO stations (station, site, state, admitted_by) VALUES ($1, $2, 'admitted', $3)
       ON CONFLICT (station) DO UPDATE SET site = excluded.site, state = 'admitted',
         admitted_by = excluded.admitted_by, admitted_at = now(), revoked_by = NULL, revoked_at = NULL`,
      [station, site, by],
    );
    await client.query(
      `INSERT INTO station_keys (station, kid, x, admitted_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (station, kid) DO UPDATE SET revoked_at = NULL, admitted_by = excluded.admitted_by`,
      [station, kid, key.x, by],
    );
  });

const cannotEnd = z.object({ code: z.enum(['42883', '0A000']) });

/** Where the server has no way to do so, the connections stand, and nothing that they send is taken. */
const endConnections = async (client: pg.Client, role: string): Promise<void> => {
  try {
    await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [role]);
  } catch (error) {
    // Undefined function, or not supported. Source: PostgreSQL, Appendix A.
    if (!cannotEnd.safeParse(error).success) throw error;
  }
};

/**
 * Revokes a station: nothing more gets in, what it is connected by ends, and its leases are over.
 *
 * @returns whether there was such a station
 */
export const revoke = async (
  client: pg.Client,
  { station, by }: { readonly station: string; readonly by: string },
): Promise<boolean> => {
  const found = await whole(client, async () => {
    const { rowCount } = await client.query(
      "UPDATE stations SET state = 'revoked', revoked_by = $2, revoked_at = now() WHERE station = $1",
      [stationId.parse(station), by],
    );
    if (rowCount !== 1) return false;
    await client.query('UPDATE station_keys SET revoked_at = now() WHERE station = $1', [station]);
    await client.query('UPDATE leases SET expires_at = now() WHERE station = $1 AND expires_at > now()', [
      station,
    ]);
    await client.query('DELETE FROM approval_sites WHERE station = $1', [station]);
    await client.query(`REVOKE ${CONSOLES} FROM ${quoted(roleOf(station))}`);
    await client.query(`ALTER ROLE ${quoted(roleOf(station))} NOLOGIN`);
    return true;
  });
  if (found) await endConnections(client, roleOf(station));
  return found;
};

/**
 * Says whether a station's console sees the whole fleet.
 *
 * @returns whether there is such a station
 */
export const allowConsole = async (
  client: pg.Client,
  { station, allowed }: { readonly station: string; readonly allowed: boolean },
): Promise<boolean> => {
  const { rows } = await client.query("SELECT 1 FROM stations WHERE station = $1 AND state = 'admitted'", [
    stationId.parse(station),
  ]);
  if (rows.length === 0) return false;
  const role = quoted(roleOf(station));
  await client.query(allowed ? `GRANT ${CONSOLES} TO ${role}` : `REVOKE ${CONSOLES} FROM ${role}`);
  return true;
};
