import { createHmac } from 'node:crypto';
import { keysOf, keyText, type BadgeKey } from './mapping/index.ts';
import type { BadgeRead } from './port.ts';

/** Names a badge for the record. */
export type BadgeHash = (read: Pick<BadgeRead, 'identifier' | 'proof'>) => string;

/** Sets these hashes apart from anything else that a key may be used for. */
const PURPOSE = 'tapdesk-badge-1';

/** Names one key of a badge, for the site's lists as they lie on disk. */
export type KeyHash = (key: BadgeKey) => string;

const hmac = (key: Uint8Array, named: string): string =>
  createHmac('sha256', key).update(`${PURPOSE}\0${named}`).digest('hex');

/**
 * The same HMAC over any one key: a badge stands in the lists by the name that the journal has for it, when that is the
 * key that names it first.
 *
 * @param key of the station, opened when it is needed. What it throws is thrown
 */
export const createKeyHash =
  (key: () => Uint8Array): KeyHash =>
  (badge) =>
    hmac(key(), keyText(badge));

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
    return hmac(key(), named);
  };
