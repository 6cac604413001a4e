import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { JWK } from 'jose';
import { z } from 'zod';

/** The key and certificate of the application that reads by itself. */
export interface ReaderKey {
  /** PEM. */
  readonly certificate: string;
  /** PEM (PKCS#8). */
  readonly privateKey: string;
  /** SHA-256 of the certificate, in hex, as MSAL takes it. */
  readonly thumbprintSha256: string;
  /** For the sign-in service. */
  readonly publicKey: JWK;
  /** How the app registration shows the certificate (Graph: keyCredential). */
  readonly credential: Readonly<Record<string, unknown>>;
}

const DAY = 86_400_000;
const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;

const rsa = z.object({ n: z.string(), e: z.string() });

/** Makes the key and a certificate that it signed itself. `now` in milliseconds; valid for 30 days. */
export async function createReaderKey(now: number): Promise<ReaderKey> {
  x509.cryptoProvider.set(webcrypto);
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const validity = { notBefore: new Date(now - DAY), notAfter: new Date(now + 30 * DAY) };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: '01',
    name: 'CN=Tapdesk reader',
    signingAlgorithm: algorithm,
    keys,
  });
  const digest = Buffer.from(await webcrypto.subtle.digest('SHA-256', certificate.rawData));
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const { n, e } = rsa.parse(await webcrypto.subtle.exportKey('jwk', keys.publicKey));
  return {
    certificate: certificate.toString('pem'),
    privateKey: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    thumbprintSha256: digest.toString('hex').toUpperCase(),
    publicKey: { kty: 'RSA', n, e, use: 'sig', alg: 'PS256' },
    credential: {
      customKeyIdentifier: digest.toString('base64'),
      displayName: 'CN=Tapdesk reader',
      startDateTime: validity.notBefore.toISOString(),
      endDateTime: validity.notAfter.toISOString(),
      key: null,
      keyId: crypto.randomUUID(),
      type: 'AsymmetricX509Cert',
      usage: 'Verify',
    },
  };
}
