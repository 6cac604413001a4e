import { CardFault } from './card-fault.ts';
import type { KeyAlgorithm, ParsedCertificate } from './certificate.ts';

/** id-PIV-cardAuth (FIPS 201-3, 4.2.2.2): a key that signs for whoever holds the card. */
const CARD_AUTHENTICATION = '2.16.840.1.101.3.6.8';
/** Client authentication, smart-card logon, any: what certificates of people are for. */
const personal: ReadonlySet<string> = new Set(['1.3.6.1.5.5.7.3.2', '1.3.6.1.4.1.311.20.2.2', '2.5.29.37.0']);
const DIGITAL_SIGNATURE = 0x80;

const isForKey = (usages: readonly string[] | null, key: '9E' | '9A'): boolean => {
  if (key === '9E') return usages?.includes(CARD_AUTHENTICATION) ?? false;
  if (usages === null) return true;
  // The key of the card itself needs no PIN: its certificate in the person's place would prove no PIN.
  return !usages.includes(CARD_AUTHENTICATION) && usages.some((one) => personal.has(one));
};

/**
 * Looks at what a certificate may be used for.
 *
 * @returns the kind of its key
 * @throws CardFault `badge.wrong-use`
 */
export const checkUse = (certificate: ParsedCertificate, key: '9E' | '9A'): KeyAlgorithm => {
  const { algorithm, keyUsage, extendedKeyUsage, isAuthority } = certificate;
  const maySign = keyUsage !== null && (keyUsage & DIGITAL_SIGNATURE) !== 0;
  if (algorithm === null || isAuthority || !maySign || !isForKey(extendedKeyUsage, key)) {
    throw new CardFault('badge.wrong-use');
  }
  return algorithm;
};
