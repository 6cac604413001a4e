import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** Certificates of one simulation. Private keys stay in memory. */
export interface TlsMaterial {
  /** PEM, to be trusted by clients. */
  readonly ca: string;
  /** PEM chain of the server. */
  readonly certificate: string;
  /** PEM (PKCS#8). */
  readonly key: string;
  /** `sha256/` and base64, as Electron's certificate.fingerprint gives it. */
  readonly leafFingerprint: string;
}

const DAY = 86_400_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const newKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

async function createCa(validity: { notBefore: Date; notAfter: Date }) {
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: '01',
    name: 'CN=Tapdesk simulated tenant CA',
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { keys, certificate };
}

/**
 * Makes an own CA and a certificate for localhost, 127.0.0.1 and ::1. `now` in milliseconds; valid for 30 days,
 * from a day before, so that moderately wrong clocks do not matter.
 */
export async function createTls(now: number): Promise<TlsMaterial> {
  x509.cryptoProvider.set(webcrypto);
  const validity = { notBefore: new Date(now - DAY), notAfter: new Date(now + 30 * DAY) };
  const ca = await createCa(validity);
  const keys = await newKeys();
  const leaf = await x509.X509CertificateGenerator.create({
    ...validity,
    serialNumber: '02',
    subject: 'CN=localhost',
    issuer: ca.certificate.subject,
    signingKey: ca.keys.privateKey,
    publicKey: keys.publicKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
      ]),
      await x509.AuthorityKeyIdentifierExtension.create(ca.keys.publicKey),
    ],
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const digest = await webcrypto.subtle.digest('SHA-256', leaf.rawData);
  return {
    ca: ca.certificate.toString('pem'),
    certificate: `${leaf.toString('pem')}\n${ca.certificate.toString('pem')}`,
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    leafFingerprint: `sha256/${Buffer.from(digest).toString('base64')}`,
  };
}
