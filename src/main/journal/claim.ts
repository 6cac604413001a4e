import { createPublicKey, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { Signer } from './port.ts';

/** The media type that keeps a checkpoint from being taken for anything else that the key may sign one day. */
const CHECKPOINT = 'tapdesk-checkpoint+jws';

const claimSchema = z.strictObject({
  v: z.literal(1),
  station: z.string(),
  epoch: z.int().min(1),
  /** Sequence number of the last entry covered. */
  size: z.int().min(1),
  /** Hash of that entry, hex. */
  head: z.string().regex(/^[0-9a-f]{64}$/),
  /** ISO date-time of the station's wall clock. */
  at: z.iso.datetime(),
});
/** What a checkpoint says: the chain of this station had this length and this head at this moment. */
export type Claim = z.infer<typeof claimSchema>;

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/**
 * A compact JWS (RFC 7515, 7.1) of one type over a payload in canonical form. Signing is synchronous, so that what
 * is signed is on disk before anything else happens.
 */
export const jwsOf = (typ: string, payload: object, signer: Signer): string => {
  const header = canonicalize({ alg: 'EdDSA', kid: signer.kid, typ });
  const signed = `${base64url(header ?? '')}.${base64url(canonicalize(payload) ?? '')}`;
  return `${signed}.${Buffer.from(signer.sign(Buffer.from(signed, 'ascii'))).toString('base64url')}`;
};

/** The checkpoint that says so. */
export const checkpointOf = (claim: Claim, signer: Signer): string => jwsOf(CHECKPOINT, claim, signer);

/** The media type of one key's word for the next. */
const ENDORSEMENT = 'tapdesk-station-key+jws';

/** The old key's word that the station's key is this one from now on. */
export const endorsementOf = ({ kid, publicJwk }: Pick<Signer, 'kid' | 'publicJwk'>, by: Signer): string =>
  jwsOf(ENDORSEMENT, { ...publicJwk, kid, v: 1 }, by);

const partOf = (jws: string, index: number): unknown =>
  JSON.parse(Buffer.from(jws.split('.')[index] ?? '', 'base64url').toString('utf8'));

const orNull = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    // Unreadable is an answer here: the caller names what it is.
    return null;
  }
};

/** What a checkpoint says, whoever signed it; null when it is none. */
export const claimOf = (jws: string): Claim | null => orNull(() => claimSchema.parse(partOf(jws, 1)));

/** By which key a checkpoint says that it was signed; null when it does not say. */
export const kidOf = (jws: string): string | null =>
  orNull(() => z.object({ kid: z.string() }).parse(partOf(jws, 0)).kid);

/** Whether an endorsement is for this key, by the key of that thumbprint. The signature is left to the verifier. */
export const isEndorsementOf = (jws: string, { kid }: Pick<Signer, 'kid'>, by: string): boolean =>
  kidOf(jws) === by && orNull(() => z.object({ kid: z.string() }).parse(partOf(jws, 1)).kid) === kid;

/** Whether a JWS was signed by the key: Ed25519 and nothing else, whatever its header says (RFC 8725, 3.1). */
export const isSignedBy = (jws: string, { publicJwk }: Pick<Signer, 'publicJwk'>): boolean => {
  const end = jws.lastIndexOf('.');
  const signature = Buffer.from(jws.slice(end + 1), 'base64url');
  const key = createPublicKey({ key: { ...publicJwk }, format: 'jwk' });
  return verify(null, Buffer.from(jws.slice(0, end), 'ascii'), key, signature);
};
