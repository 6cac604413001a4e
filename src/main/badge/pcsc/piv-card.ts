import { CardFault } from '../piv/card-fault.ts';
import { certificateIn } from '../piv/certificate-object.ts';
import { parseChuid, type Chuid } from '../piv/chuid.ts';
import { parseTlvs, tlv, unwrap } from '../piv/tlv.ts';
import { exchange, fine, type Answer, type Transmit } from './apdu.ts';

// Names and numbers: SP 800-73-5 part 1, table 3; part 2, chapter 3; SP 800-78-5, table 8.

const applicationId = Uint8Array.from([0xa0, 0, 0, 3, 8, 0, 0, 0x10, 0, 1, 0]);
const notFound = 0x6a82;
const blocked = 0x6983;
/** The answer to a wrong PIN; the last digit is how many tries are left. */
const wrongPin = 0x63c0;

const CHUID = Uint8Array.from([0x5f, 0xc1, 0x02]);
export type PivKey = '9E' | '9A';
const certificates: Readonly<Record<PivKey, Uint8Array>> = {
  '9E': Uint8Array.from([0x5f, 0xc1, 0x01]),
  '9A': Uint8Array.from([0x5f, 0xc1, 0x05]),
};
const keys: Readonly<Record<PivKey, number>> = { '9E': 0x9e, '9A': 0x9a };
export type PivAlgorithm = 'RSA-2048' | 'P-256' | 'P-384';
const algorithms: Readonly<Record<PivAlgorithm, number>> = { 'RSA-2048': 0x07, 'P-256': 0x11, 'P-384': 0x14 };

/** @returns whether the card has a PIV application, which then is the one that answers */
export const selectPiv = async (transmit: Transmit): Promise<boolean> => {
  const { status } = await exchange(transmit, { ins: 0xa4, p1: 4, p2: 0, data: applicationId });
  return status === fine;
};

/** What is in a data object; null when the card has none of that kind. @throws CardFault */
const readObject = async (transmit: Transmit, id: Uint8Array): Promise<Uint8Array | null> => {
  const { status, data } = await exchange(transmit, { ins: 0xcb, p1: 0x3f, p2: 0xff, data: tlv(0x5c, id) });
  if (status === notFound) return null;
  if (status !== fine) throw new CardFault('badge.malformed');
  const content = unwrap(data, 0x53);
  return content.length === 0 ? null : content;
};

/** @returns null for a card without one. @throws CardFault */
export const readChuid = async (transmit: Transmit): Promise<Chuid | null> => {
  const content = await readObject(transmit, CHUID);
  return content === null ? null : parseChuid(content);
};

/** @returns DER; null for a card that has no certificate for that key. @throws CardFault */
export const readCertificate = async (transmit: Transmit, key: PivKey): Promise<Uint8Array | null> => {
  const content = await readObject(transmit, certificates[key]);
  return content === null ? null : certificateIn(content);
};

const verify = (transmit: Transmit, data?: Uint8Array): Promise<Answer> =>
  exchange(transmit, { ins: 0x20, p1: 0, p2: 0x80, ...(data === undefined ? {} : { data }) });

/** Tries that a status speaks of; null when it speaks of none. */
const triesIn = (status: number): number | null => {
  if (status === blocked) return 0;
  return (status & 0xfff0) === wrongPin ? status & 0x0f : null;
};

/** How many tries of the PIN the card has left, without using one; null where it does not say. */
export const pinTries = async (transmit: Transmit): Promise<number | null> =>
  triesIn((await verify(transmit)).status);

const padded = (pin: string): Uint8Array => {
  const digits = Buffer.alloc(8, 0xff);
  digits.write(pin, 'latin1');
  return digits;
};

export type PinAnswer =
  { readonly right: true } | { readonly right: false; readonly triesLeft: number | null };

/** Gives the card its PIN. A card that says neither yes nor how many tries are left has said no. */
export const givePin = async (transmit: Transmit, pin: string): Promise<PinAnswer> => {
  const data = padded(pin);
  try {
    const { status } = await verify(transmit, data);
    return status === fine ? { right: true } : { right: false, triesLeft: triesIn(status) };
  } finally {
    data.fill(0);
  }
};

/**
 * Has the card sign (GENERAL AUTHENTICATE, internal authentication): RSA takes a padded block, the curves a hash.
 *
 * @throws CardFault when what it answers is no signature
 */
export const sign = async (
  transmit: Transmit,
  {
    key,
    algorithm,
    block,
  }: { readonly key: PivKey; readonly algorithm: PivAlgorithm; readonly block: Uint8Array },
): Promise<Uint8Array> => {
  const template = tlv(0x7c, Buffer.concat([tlv(0x82, new Uint8Array()), tlv(0x81, block)]));
  const p = { p1: algorithms[algorithm], p2: keys[key] };
  const { status, data } = await exchange(transmit, { ins: 0x87, ...p, data: template });
  if (status !== fine) throw new CardFault('badge.wrong-answer');
  const response = parseTlvs(unwrap(data, 0x7c)).find(({ tag }) => tag === 0x82)?.value;
  if (response === undefined || response.length === 0) throw new CardFault('badge.malformed');
  return response;
};
