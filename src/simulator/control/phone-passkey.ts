import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { RP_ID } from '../identity/passkeys.ts';
import type { StoredCredential } from '../tenant/model.ts';

/** A passkey that a simulated phone has made. */
export interface PhonePasskey {
  /** What the tenant verifies sign-ins with. */
  readonly credential: StoredCredential;
  /** What is in the phone, for whoever plays it: base64, as Chromium's virtual authenticators take it. */
  readonly kept: {
    readonly credentialId: string;
    readonly privateKey: string;
    readonly userHandle: string;
    readonly rpId: string;
  };
}

/** COSE labels of a P-256 key: kty EC2, alg ES256, crv P-256, x, y (RFC 9053). */
function coseKey(jwk: { readonly x?: string; readonly y?: string }): Uint8Array<ArrayBuffer> {
  const part = (value: string | undefined) => new Uint8Array(Buffer.from(value ?? '', 'base64url'));
  const key = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, part(jwk.x)],
    [-3, part(jwk.y)],
  ]);
  return new Uint8Array(isoCBOR.encode(key));
}

/** Makes a real key pair: the tenant keeps the public half, the phone the private one. */
export function createPhonePasskey(userId: string): PhonePasskey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  return {
    credential: {
      id: id.toString('base64url'),
      publicKey: coseKey(publicKey.export({ format: 'jwk' })),
      transports: ['hybrid', 'internal'],
      counter: 0,
    },
    kept: {
      credentialId: id.toString('base64'),
      privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
      userHandle: Buffer.from(userId).toString('base64'),
      rpId: RP_ID,
    },
  };
}
