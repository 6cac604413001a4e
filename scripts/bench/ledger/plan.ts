import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** What a process of simulated stations is told. */
export const stationsTask = z.object({
  port: z.int(),
  /** Where the certificates are. */
  folder: z.string(),
  stations: z.array(z.object({ id: z.string(), key: z.string() })),
  /** Epoch milliseconds at which writing begins. */
  from: z.number(),
  seconds: z.number(),
  /** Entries that each station writes in a second. */
  perSecond: z.number(),
});
export type StationsTask = z.infer<typeof stationsTask>;

/** How many entries a station has written by then: decided by the time alone, so that a killed process goes on alike. */
export const writtenBy = ({ from, seconds, perSecond }: StationsTask, now: number): number =>
  Math.floor(Math.min(seconds, Math.max(0, (now - from) / 1000)) * perSecond);

const jwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

/** A new station key, PEM. */
export const newKey = (): string =>
  z.string().parse(generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }));

/** What the ledger needs of a key, and signing with it. */
export const signerOf = (pem: string) => {
  const privateKey = createPrivateKey(pem);
  const { kty, crv, x } = jwk.parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { kid, publicJwk: { kty, crv, x }, sign: (bytes: Uint8Array) => sign(null, bytes, privateKey) };
};
