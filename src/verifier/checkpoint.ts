import { createHash, createPublicKey, verify } from 'node:crypto';
import { canonicalOf, isObject, readObject, type JsonObject } from './canonical.ts';

/** A public key that may sign checkpoints. */
export interface PublicKey {
  /** RFC 7638 thumbprint, SHA-256, base64url. */
  readonly kid: string;
  /** The one algorithm it is good for. */
  readonly alg: 'EdDSA' | 'ES256';
  readonly jwk: Readonly<Record<string, string>>;
}

const shapes = [
  { alg: 'EdDSA', kty: 'OKP', crv: 'Ed25519', coordinates: ['x'] },
  { alg: 'ES256', kty: 'EC', crv: 'P-256', coordinates: ['x', 'y'] },
] as const;

/** Reads a public JWK; only Ed25519 and P-256. Null for anything else. */
export const keyOf = (value: unknown): PublicKey | null => {
  if (!isObject(value)) return null;
  const shape = shapes.find(({ kty, crv }) => value['kty'] === kty && value['crv'] === crv);
  if (shape === undefined) return null;
  const jwk: Record<string, string> = { crv: shape.crv, kty: shape.kty };
  for (const name of shape.coordinates) {
    const coordinate = value[name];
    if (typeof coordinate !== 'string') return null;
    jwk[name] = coordinate;
  }
  const kid = createHash('sha256').update(canonicalOf(jwk)).digest('base64url');
  return { kid, alg: shape.alg, jwk };
};

/** What a checkpoint says, once its signature is good. */
export interface Claim {
  readonly station: string;
  readonly epoch: number;
  readonly size: number;
  readonly head: string;
  readonly at: string;
}

/** A signature and what it is over. */
export interface Signed {
  readonly alg: unknown;
  readonly kid: unknown;
  readonly signed: string;
  readonly signature: Buffer;
}

/** A checkpoint taken apart; nothing of it is believed yet. */
export interface Unverified extends Signed {
  readonly claim: Claim;
}

const TYPE = 'tapdesk-checkpoint+jws';
const HEADER = ['alg', 'kid', 'typ'];
const PAYLOAD = ['at', 'epoch', 'head', 'size', 'station', 'v'];

/** Decodes base64url in the one spelling that encodes to itself. */
const decoded = (part: string): Buffer | null => {
  const bytes = Buffer.from(part, 'base64url');
  return bytes.toString('base64url') === part ? bytes : null;
};

const claimOf = (payload: JsonObject | null): Claim | null => {
  if (payload?.['v'] !== 1) return null;
  const { station, epoch, size, head, at } = payload;
  if (typeof station !== 'string' || typeof head !== 'string' || typeof at !== 'string') return null;
  return typeof epoch === 'number' && typeof size === 'number' ? { station, epoch, size, head, at } : null;
};

/** Takes a compact JWS of one type apart. Null when it is none. */
export const takeJws = (
  jws: string,
  typ: string,
  members: readonly string[],
): (Signed & { payload: JsonObject }) | null => {
  const parts = jws.split('.');
  const [header, body, signature] = parts.map(decoded);
  if (parts.length !== 3 || !header || !body || !signature) return null;
  const head = readObject(header, HEADER);
  const payload = readObject(body, members);
  if (head?.['typ'] !== typ || payload === null) return null;
  const signed = jws.slice(0, jws.lastIndexOf('.'));
  return { alg: head['alg'], kid: head['kid'], payload, signed, signature };
};

/** Takes a compact JWS apart. Null when it is none of a checkpoint. */
export const takeApart = (jws: string): Unverified | null => {
  const taken = takeJws(jws, TYPE, PAYLOAD);
  const claim = taken === null ? null : claimOf(taken.payload);
  return taken === null || claim === null ? null : { ...taken, claim };
};

/**
 * What is wrong with the signature; null when it is good. The algorithm is the key's, never the header's: `none`
 * and everything else that a header may ask for is refused (RFC 8725, 3.1).
 */
export const signatureProblem = (checkpoint: Signed, key: PublicKey): string | null => {
  if (checkpoint.alg !== 'EdDSA' && checkpoint.alg !== 'ES256') {
    return `its algorithm is "${String(checkpoint.alg)}", which is not allowed`;
  }
  if (checkpoint.kid !== key.kid) return 'it was made with another key';
  if (checkpoint.alg !== key.alg) return 'its algorithm is not that of its key';
  const publicKey = createPublicKey({ key: key.jwk, format: 'jwk' });
  const data = Buffer.from(checkpoint.signed, 'ascii');
  const good =
    key.alg === 'EdDSA'
      ? verify(null, data, publicKey, checkpoint.signature)
      : verify('sha256', data, { key: publicKey, dsaEncoding: 'ieee-p1363' }, checkpoint.signature);
  return good ? null : 'its signature is wrong';
};

const ENDORSEMENT = 'tapdesk-station-key+jws';
const ENDORSED = ['crv', 'kid', 'kty', 'v', 'x'];

/** The key that another one gives its word for; in words what is wrong with that word when it is not good. */
export const endorsedKey = (jws: string, by: PublicKey): PublicKey | string => {
  const taken = takeJws(jws, ENDORSEMENT, ENDORSED);
  const key = taken?.payload['v'] === 1 ? keyOf(taken.payload) : null;
  if (taken === null || key === null || key.kid !== taken.payload['kid']) return 'it is none of this format';
  return signatureProblem(taken, by) ?? key;
};
