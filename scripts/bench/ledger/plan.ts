import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';

/** What a process of simulated stations is told. */
export const stationsTask = z.object({
  port: z.int(),
  /** Where the certificates and journals are. */
  folder: z.string(),
  stations: z.array(z.string()),
  /** Epoch milliseconds at which writing begins. */
  from: z.number(),
  seconds: z.number(),
  /** Entries that each station writes in a second. */
  perSecond: z.number(),
});
export type StationsTask = z.infer<typeof stationsTask>;

/** Where a station's journal lies, written and signed beforehand. */
export const journalFile = (folder: string, id: string): string => path.join(folder, `${id}.journal`);

/** How many entries a station has written by then: decided by the time alone, so that a killed process goes on alike. */
export const writtenBy = ({ from, seconds, perSecond }: StationsTask, now: number): number =>
  Math.floor(Math.min(seconds, Math.max(0, (now - from) / 1000)) * perSecond);

const jwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

/** A new station key: what the ledger needs of it, and signing with it. */
export const newSigner = () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const { kty, crv, x } = jwk.parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { kid, publicJwk: { kty, crv, x }, sign: (bytes: Uint8Array) => sign(null, bytes, privateKey) };
};
