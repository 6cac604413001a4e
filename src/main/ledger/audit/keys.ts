import type pg from 'pg';
import { z } from 'zod';
import { endorsedKey, keyOf, type PublicKey } from '../../../verifier/checkpoint.ts';
import { dataOf, type Entry } from '../../../verifier/entry.ts';

/** The keys of one station that count: those admitted, and those that one of them gave its word for. */
export type Keys = Map<string, PublicKey>;

const keyRow = z.object({ x: z.string() });

/** Reads a station's keys. */
export const keysOf = async (client: pg.Client, station: string): Promise<Keys> => {
  const { rows } = await client.query(
    'SELECT x FROM station_keys WHERE station = $1 AND revoked_at IS NULL ORDER BY admitted_at',
    [station],
  );
  const keys: Keys = new Map();
  for (const row of rows) {
    const key = keyOf({ kty: 'OKP', crv: 'Ed25519', x: keyRow.parse(row).x });
    if (key !== null) keys.set(key.kid, key);
  }
  return keys;
};

const endorsedBy = (keys: Keys, jws: string): PublicKey | null => {
  for (const by of keys.values()) {
    const endorsed = endorsedKey(jws, by);
    if (typeof endorsed !== 'string') return endorsed;
  }
  return null;
};

/** Takes in a key that the chain names. @returns what is wrong with it, in words; null when it counts */
export const takeKey = async (
  client: pg.Client,
  { station, keys, entry }: { readonly station: string; readonly keys: Keys; readonly entry: Entry },
): Promise<string | null> => {
  const data = dataOf(entry);
  const key = keyOf(data);
  if (key === null || key.kid !== data['kid']) return 'the key and its name do not belong together';
  if (keys.has(key.kid)) return null;
  const word = data['endorsement'];
  const endorsed = typeof word === 'string' ? endorsedBy(keys, word) : null;
  if (endorsed?.kid !== key.kid)
    return `nobody admitted the key ${key.kid}, and no admitted one gave its word for it`;
  keys.set(key.kid, key);
  await client.query(
    `INSERT INTO station_keys (station, kid, x, admitted_by) VALUES ($1, $2, $3, 'the key before')
     ON CONFLICT (station, kid) DO NOTHING`,
    [station, key.kid, key.jwk['x']],
  );
  return null;
};
