import { X509Certificate, type KeyObject } from 'node:crypto';
import { ObjectIdentifier, OctetString, type BitString, type Constructed } from 'asn1js';
import { BasicConstraints, Certificate, ExtKeyUsage, type GeneralName } from 'pkijs';
import { CardFault } from './card-fault.ts';
import { uuidOf } from './chuid.ts';
import { distinguishedName } from './distinguished-name.ts';
import { decodeFascN } from './fasc-n.ts';

/** Numbers of certificate extensions and of what stands in them (RFC 5280; FIPS 201 and its companions). */
const oids = {
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extKeyUsage: '2.5.29.37',
  fascN: '2.16.840.1.101.3.6.6',
} as const;

export type KeyAlgorithm = 'RSA-2048' | 'P-256' | 'P-384';

/** A certificate, taken apart as far as this program looks at it. */
export interface ParsedCertificate {
  readonly parsed: Certificate;
  readonly der: Uint8Array;
  readonly publicKey: KeyObject;
  /** Null for a key of a kind that cards are not read with. */
  readonly algorithm: KeyAlgorithm | null;
  /** SHA-256, small hexadecimal. */
  readonly thumbprint: string;
  readonly subject: string;
  readonly issuer: string;
  /** Epoch milliseconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** First byte of the key usage, null where the certificate does not limit its key. */
  readonly keyUsage: number | null;
  readonly extendedKeyUsage: readonly string[] | null;
  readonly isAuthority: boolean;
  /** How many authorities may stand below it; null for any number. */
  readonly pathLength: number | null;
  readonly fascN: string | null;
  readonly uuid: string | null;
}

const curves: Readonly<Record<string, KeyAlgorithm | undefined>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
};

const algorithmOf = ({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): KeyAlgorithm | null => {
  if (asymmetricKeyType === 'rsa') return asymmetricKeyDetails?.modulusLength === 2048 ? 'RSA-2048' : null;
  if (asymmetricKeyType !== 'ec') return null;
  return curves[asymmetricKeyDetails?.namedCurve ?? ''] ?? null;
};

/** What stands in an extension of that number; undefined where there is none. Two of one kind are a fault (RFC 5280, 4.2). */
const extensionOf = ({ extensions = [] }: Certificate, oid: string): unknown => {
  const found = extensions.filter(({ extnID }) => extnID === oid);
  if (found.length > 1) throw new CardFault('badge.malformed');
  return found[0]?.parsedValue;
};

// The library says nothing of what a parsed extension is; its number does (RFC 5280, 4.2.1.3 and 4.2.1.6).
const keyUsageOf = (certificate: Certificate): number | null => {
  const value = extensionOf(certificate, oids.keyUsage) as BitString | undefined;
  return value === undefined ? null : (value.valueBlock.valueHexView[0] ?? 0);
};

const alternativeNamesOf = (certificate: Certificate): readonly GeneralName[] => {
  const value = extensionOf(certificate, oids.subjectAltName) as
    { altNames?: readonly GeneralName[] } | undefined;
  return value?.altNames ?? [];
};

/** The octets of a name of another kind; null when it is not of that kind. */
const otherName = (name: GeneralName, oid: string): Uint8Array | null => {
  if (name.type !== 0) return null;
  // GeneralName type 0 is a constructed [0] { OBJECT IDENTIFIER, [0] EXPLICIT value } (RFC 5280, 4.2.1.6).
  const [type, wrapped] = (name.value as Constructed).valueBlock.value;
  if (!(type instanceof ObjectIdentifier) || type.valueBlock.toString() !== oid) return null;
  const value = (wrapped as Constructed | undefined)?.valueBlock.value[0];
  return value instanceof OctetString ? value.valueBlock.valueHexView : null;
};

const uniform = /^urn:uuid:([0-9a-fA-F-]{36})$/;

const uuidIn = (name: GeneralName): string | null => {
  if (name.type !== 6 || typeof name.value !== 'string') return null;
  const hex = uniform.exec(name.value)?.[1]?.replaceAll('-', '');
  return hex === undefined ? null : uuidOf(Buffer.from(hex, 'hex'));
};

/** The one that is named; null when none is. Two different ones are a fault. */
const onlyOne = (values: readonly (string | null)[]): string | null => {
  const distinct = [...new Set(values.filter((one) => one !== null))];
  if (distinct.length > 1) throw new CardFault('badge.malformed');
  return distinct[0] ?? null;
};

const take = (der: Uint8Array): ParsedCertificate => {
  const parsed = Certificate.fromBER(Uint8Array.from(der));
  const { publicKey, fingerprint256 } = new X509Certificate(der);
  const names = alternativeNamesOf(parsed);
  const constraints = extensionOf(parsed, oids.basicConstraints);
  const usages = extensionOf(parsed, oids.extKeyUsage);
  const fascNs = names.map((name) => otherName(name, oids.fascN)).filter((one) => one !== null);
  const basic = constraints instanceof BasicConstraints ? constraints : null;
  return {
    parsed,
    der,
    publicKey,
    algorithm: algorithmOf(publicKey),
    thumbprint: fingerprint256.replaceAll(':', '').toLowerCase(),
    subject: distinguishedName(parsed.subject),
    issuer: distinguishedName(parsed.issuer),
    notBefore: parsed.notBefore.value.getTime(),
    notAfter: parsed.notAfter.value.getTime(),
    keyUsage: keyUsageOf(parsed),
    extendedKeyUsage: usages instanceof ExtKeyUsage ? usages.keyPurposes : null,
    isAuthority: basic?.cA ?? false,
    pathLength: typeof basic?.pathLenConstraint === 'number' ? basic.pathLenConstraint : null,
    fascN: onlyOne(fascNs.map(decodeFascN)),
    uuid: onlyOne(names.map(uuidIn)),
  };
};

/**
 * Parses a certificate.
 *
 * @throws CardFault `badge.malformed`
 */
export const parseCertificate = (der: Uint8Array): ParsedCertificate => {
  try {
    return take(der);
  } catch (error) {
    if (error instanceof CardFault) throw error;
    throw new CardFault('badge.malformed', { cause: error });
  }
};
