import { createHash, hash } from 'node:crypto';

/** What stands as `prev` in the first entry of a journal. */
export const GENESIS = '0'.repeat(64);

/** The zero byte, as the text that is encoded to it. */
const ENTRY = '\0';

/**
 * The hash of an entry: hex SHA-256 over one zero byte and the entry's canonical bytes. The leading byte is that
 * of a leaf in RFC 6962, so that the same hashes can become leaves of a tree.
 *
 * @param bytes canonical JSON (RFC 8785)
 */
export const hashOf = (bytes: string): string => hash('sha256', ENTRY + bytes, 'hex');

/**
 * The commitment to a personal value: hex SHA-256 over salt and value. It proves a value that is shown, and
 * tells nothing once the salt is gone.
 *
 * @param salt hex, 16 random bytes of its own for each value
 */
export const commitmentOf = (salt: string, value: string): string =>
  createHash('sha256').update(Buffer.from(salt, 'hex')).update(value, 'utf8').digest('hex');
