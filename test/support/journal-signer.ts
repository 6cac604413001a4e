import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import type { Signer } from '../../src/main/journal/index.ts';

const jwkSchema = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

/** A station's key made for one test. */
export const createTestSigner = (): Signer => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const publicJwk = jwkSchema.parse(publicKey.export({ format: 'jwk' }));
  return {
    publicJwk,
    kid: createHash('sha256')
      .update(canonicalize(publicJwk) ?? '')
      .digest('base64url'),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
};
