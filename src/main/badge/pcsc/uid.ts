import { CardFault } from '../piv/card-fault.ts';
import { exchange, fine, type Transmit } from './apdu.ts';

const RANDOM = 0x08;

/** Four bytes that begin with 08 are made up anew each time (ISO/IEC 14443-3, 6.5.4): phones and passports do so. */
const isRandom = (uid: Uint8Array): boolean => uid.length === 4 && uid[0] === RANDOM;

/**
 * Asks the reader for the number of a contactless card (PC/SC part 3, 3.2.2.1.3, GET DATA).
 *
 * @returns upper-case hexadecimal; null for a card that has no number, or a new one each time
 * @throws CardFault when the number has a length that none has
 */
export const readUid = async (transmit: Transmit): Promise<string | null> => {
  const { status, data } = await exchange(transmit, { cla: 0xff, ins: 0xca, p1: 0, p2: 0 });
  if (status !== fine) return null;
  if (data.length > 10) throw new CardFault('badge.oversized');
  if (data.length < 4) throw new CardFault('badge.cut-short');
  return isRandom(data) ? null : Buffer.from(data).toString('hex').toUpperCase();
};
