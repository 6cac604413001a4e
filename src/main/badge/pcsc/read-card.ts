import { CardFault } from '../piv/card-fault.ts';
import type { Transmit } from './apdu.ts';
import type { CardContent, ReadPlan } from './messages.ts';
import { pinTries, readCertificate, readChuid, selectPiv } from './piv-card.ts';
import { readUid } from './uid.ts';

const readPiv = async (transmit: Transmit, { key }: ReadPlan): Promise<CardContent> => {
  const chuid = await readChuid(transmit);
  const certificate = await readCertificate(transmit, key);
  if (certificate === null) throw new CardFault('badge.no-proof');
  return {
    kind: 'piv',
    chuid,
    certificate: Buffer.from(certificate).toString('base64'),
    pinTries: key === '9A' ? await pinTries(transmit) : null,
  };
};

/**
 * Reads what the site reads of a card. A card that can sign is never taken for its number when signing goes wrong:
 * the number is what a copy has.
 *
 * @throws CardFault `badge.no-proof` where the site wants proof and the card only has a number; `badge.wrong-kind`
 *   for a card that has not even that
 */
export const readCard = async (transmit: Transmit, plan: ReadPlan): Promise<CardContent> => {
  if (plan.technologies.includes('piv') && (await selectPiv(transmit))) return readPiv(transmit, plan);
  const uid = await readUid(transmit);
  if (uid === null) throw new CardFault('badge.wrong-kind');
  if (!plan.technologies.includes('uid')) throw new CardFault('badge.no-proof');
  return { kind: 'uid', uid };
};
