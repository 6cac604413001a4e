import 'reflect-metadata';
import { createPrivateKey, randomBytes, type KeyObject } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { der, oid } from './der.ts';
import { encodeFascN, type CardIdentity } from './identity.ts';

/** An authority that issues cards, or other authorities. */
export interface Issuer {
  readonly certificate: x509.X509Certificate;
  readonly key: CryptoKey;
  /** DER. */
  readonly der: Buffer;
  readonly pem: string;
}

export type KeyKind = 'RSA-2048' | 'RSA-1024' | 'P-256' | 'P-384';

/** A key and a certificate for it, as they are put on a card. */
export interface Credential {
  readonly certificate: Buffer;
  readonly privateKey: KeyObject;
  readonly serialNumber: string;
}

const day = 86_400_000;
export const cardAuthentication = '2.16.840.1.101.3.6.8';
export const clientAuthentication = '1.3.6.1.5.5.7.3.2';

const rsa = (modulusLength: number) => ({
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength,
});
const algorithms = {
  'RSA-2048': rsa(2048),
  'RSA-1024': rsa(1024),
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'P-384': { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
} as const;

const signing = algorithms['P-256'];
const newKeys = (kind: KeyKind): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(algorithms[kind], true, ['sign', 'verify']);

const newSerial = (): string => `4${randomBytes(9).toString('hex').slice(1)}`;

/** How an authority, or a card's certificate, differs from an ordinary one. */
export interface IssuerChange {
  readonly name?: string;
  /** Null for an authority that does not say it is one. */
  readonly pathLength?: number | null;
  readonly notAfter?: Date;
  readonly lists?: readonly string[];
  readonly responder?: string;
  /** Numbers of extended key usages; none where left out. */
  readonly usages?: readonly string[];
}

const authorityExtensions = async (keys: CryptoKeyPair, { pathLength = 3, usages = [] }: IssuerChange) => [
  ...(usages.length === 0 ? [] : [new x509.ExtendedKeyUsageExtension([...usages])]),
  ...(pathLength === null ? [] : [new x509.BasicConstraintsExtension(true, pathLength, true)]),
  new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
  await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
];

const pointersOf = ({ lists = [], responder }: IssuerChange): readonly x509.Extension[] => [
  ...(lists.length === 0 ? [] : [new x509.CRLDistributionPointsExtension([...lists])]),
  ...(responder === undefined ? [] : [new x509.AuthorityInfoAccessExtension({ ocsp: responder })]),
];

const issuerOf = (certificate: x509.X509Certificate, key: CryptoKey): Issuer => ({
  certificate,
  key,
  der: Buffer.from(certificate.rawData),
  pem: certificate.toString('pem'),
});

/** Makes a root. Its certificate is valid since yesterday, for ten years. */
export const createRoot = async (change: IssuerChange = {}): Promise<Issuer> => {
  x509.cryptoProvider.set(crypto);
  const keys = await newKeys('P-256');
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: newSerial(),
    name: change.name ?? 'CN=Card root,O=Example site',
    notBefore: new Date(Date.now() - day),
    notAfter: change.notAfter ?? new Date(Date.now() + 3650 * day),
    signingAlgorithm: signing,
    keys,
    extensions: await authorityExtensions(keys, change),
  });
  return issuerOf(certificate, keys.privateKey);
};

/** Makes an authority below another. */
export const createIntermediate = async (above: Issuer, change: IssuerChange = {}): Promise<Issuer> => {
  const keys = await newKeys('P-256');
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: newSerial(),
    subject: change.name ?? 'CN=Card issuer,O=Example site',
    issuer: above.certificate.subject,
    notBefore: new Date(Date.now() - day),
    notAfter: change.notAfter ?? new Date(Date.now() + 1825 * day),
    signingAlgorithm: signing,
    signingKey: above.key,
    publicKey: keys.publicKey,
    extensions: [
      ...(await authorityExtensions(keys, { pathLength: 0, ...change })),
      await x509.AuthorityKeyIdentifierExtension.create(above.certificate.publicKey),
      ...pointersOf(change),
    ],
  });
  return issuerOf(certificate, keys.privateKey);
};

/** How a card's certificate differs from an ordinary one. */
export interface CredentialChange extends IssuerChange {
  readonly kind?: KeyKind;
  readonly notBefore?: Date;
  readonly keyUsage?: x509.KeyUsageFlags;
}

const namesOf = ({ fascN, uuid }: CardIdentity): readonly x509.Extension[] => {
  const names = [
    ...(fascN === null
      ? []
      : [der(0xa0, oid('2.16.840.1.101.3.6.6'), der(0xa0, der(0x04, encodeFascN(fascN))))]),
    ...(uuid === null ? [] : [der(0x86, Buffer.from(`urn:uuid:${uuid}`))]),
  ];
  return names.length === 0
    ? []
    : [new x509.Extension('2.5.29.17', false, Uint8Array.from(der(0x30, ...names)))];
};

/** Issues a key and its certificate for a card: for card authentication where nothing else is said. */
export const issueCredential = async (
  issuer: Issuer,
  identity: CardIdentity,
  change: CredentialChange = {},
): Promise<Credential> => {
  const keys = await newKeys(change.kind ?? 'P-256');
  const serialNumber = newSerial();
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber,
    subject: change.name ?? 'CN=Card of somebody,O=Example site',
    issuer: issuer.certificate.subject,
    notBefore: change.notBefore ?? new Date(Date.now() - day),
    notAfter: change.notAfter ?? new Date(Date.now() + 365 * day),
    signingAlgorithm: signing,
    signingKey: issuer.key,
    publicKey: keys.publicKey,
    extensions: [
      new x509.KeyUsagesExtension(change.keyUsage ?? x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([...(change.usages ?? [cardAuthentication])], true),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey),
      ...namesOf(identity),
      ...pointersOf(change),
    ],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    certificate: Buffer.from(certificate.rawData),
    privateKey: createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' }),
    serialNumber,
  };
};

/** Publishes which serial numbers are revoked. @returns DER */
export const issueList = async (
  issuer: Issuer,
  revoked: readonly string[],
  { nextUpdate = new Date(Date.now() + day), extensions = [] as readonly x509.Extension[] } = {},
): Promise<Buffer> => {
  const list = await x509.X509CrlGenerator.create({
    issuer: issuer.certificate.subject,
    thisUpdate: new Date(Date.now() - 2 * day),
    nextUpdate,
    signingAlgorithm: signing,
    signingKey: issuer.key,
    extensions: [...extensions],
    // Without a reason the library writes an empty list of extensions, which is no valid one.
    entries: revoked.map((serialNumber) => ({
      reason: x509.X509CrlReason.keyCompromise,
      serialNumber,
      revocationDate: new Date(Date.now() - day),
    })),
  });
  return Buffer.from(list.rawData);
};
