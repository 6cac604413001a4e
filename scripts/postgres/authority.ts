import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A certificate with its key, both PEM. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** Issues the certificates of one ledger for a trial. Its key stays in memory. */
export interface Authority {
  /** PEM, to be trusted by both sides. */
  readonly ca: string;
  /** For localhost, 127.0.0.1 and ::1. */
  readonly server: () => Promise<Identity>;
  /** The common name is the role that PostgreSQL lets its holder be. */
  readonly client: (role: string) => Promise<Identity>;
}

const DAY = 86_400_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const newKeys = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
const newSerial = (): string => `4${randomBytes(9).toString('hex').slice(1)}`;

const localhost = (): x509.Extension =>
  new x509.SubjectAlternativeNameExtension([
    { type: 'dns', value: 'localhost' },
    { type: 'ip', value: '127.0.0.1' },
    { type: 'ip', value: '::1' },
  ]);

/**
 * Makes an authority, valid since yesterday for a year.
 *
 * @param now epoch milliseconds
 */
export const createAuthority = async (now: number): Promise<Authority> => {
  x509.cryptoProvider.set(crypto);
  const validity = { notBefore: new Date(now - DAY), notAfter: new Date(now + 365 * DAY) };
  const keys = await newKeys();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    ...validity,
    serialNumber: newSerial(),
    name: 'CN=Tapdesk ledger CA',
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const issue = async (subject: string, extensions: readonly x509.Extension[]): Promise<Identity> => {
    const own = await newKeys();
    const leaf = await x509.X509CertificateGenerator.create({
      ...validity,
      serialNumber: newSerial(),
      subject,
      issuer: certificate.subject,
      signingKey: keys.privateKey,
      publicKey: own.publicKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey),
        ...extensions,
      ],
    });
    const pkcs8 = await crypto.subtle.exportKey('pkcs8', own.privateKey);
    return { certificate: leaf.toString('pem'), key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY') };
  };
  const { serverAuth, clientAuth } = x509.ExtendedKeyUsage;
  return {
    ca: certificate.toString('pem'),
    server: () => issue('CN=localhost', [new x509.ExtendedKeyUsageExtension([serverAuth]), localhost()]),
    client: (role) => issue(`CN=${role}`, [new x509.ExtendedKeyUsageExtension([clientAuth])]),
  };
};
