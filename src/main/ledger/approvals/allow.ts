import type pg from 'pg';

/**
 * Says for which sites' requests may be answered at a station, in place of what was said before.
 *
 * @returns whether there is such a station
 */
export const allowApprovals = async (
  client: pg.Client,
  {
    station,
    sites,
    by,
  }: {
    readonly station: string;
    readonly sites: readonly string[];
    readonly by: string;
  },
): Promise<boolean> => {
  const { rows } = await client.query("SELECT 1 FROM stations WHERE station = $1 AND state = 'admitted'", [
    station,
  ]);
  if (rows.length === 0) return false;
  await client.query('BEGIN');
  try {
    await client.query('DELETE FROM approval_sites WHERE station = $1', [station]);
    await client.query(
      'INSERT INTO approval_sites (station, site, allowed_by) SELECT $1::text, site, $3::text FROM unnest($2::text[]) AS t (site)',
      [station, [...new Set(sites)], by],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  return true;
};
