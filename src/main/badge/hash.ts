import { createHmac } from 'node:crypto';
import { keysOf, keyText } from './mapping/index.ts';
import type { BadgeRead } from './port.ts';

/** Names a badge for the record. */
export type BadgeHash = (read: Pick<BadgeRead, 'identifier' | 'proof'>) => string;

/** Sets these hashes apart from anything else that a key may be used for. */
const PURPOSE = 'tapdesk-badge-1';

/**
 * HMAC-SHA-256 over what names a badge first: facility and number, UID, or the card's UUID, FASC-N or subject. Numbers of
 * badges are short, so that a hash without a key would be found by trying all of them.
 *
 * @param key of the station, opened when it is needed. What it throws is thrown
 */
export const createBadgeHash =
  (key: () => Uint8Array): BadgeHash =>
  (read) => {
    const [first] = keysOf(read);
    const named = first === undefined ? '' : keyText(first);
    return createHmac('sha256', key()).update(`${PURPOSE}\0${named}`).digest('hex');
  };
