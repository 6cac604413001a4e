import type { KeyAnswer } from '../keys/index.ts';

/** What a key says of itself in what it made. */
export interface KeyModel {
  /** Lower case, with dashes; all zeros when the key does not tell. */
  readonly aaGuid: string;
  /** Whether it comes with a proof of its maker, whatever that is worth: the tenant checks it. */
  readonly attested: boolean;
}

/** Where the model stands: after the hash of the relying party (32 bytes), flags (1) and counter (4). */
const flagsAt = 32;
const modelAt = 37;
const modelEnd = modelAt + 16;
const hasCredential = 0x40;

/** An attestation object begins with its format: a map of three, the text `fmt`, a text. Source: CTAP canonical CBOR. */
const beginning = Buffer.from([0xa3, 0x63, ...Buffer.from('fmt')]);

const formatOf = (object: Buffer): string | null => {
  const head = object[beginning.length] ?? 0;
  const length = head & 0x1f;
  if (!object.subarray(0, beginning.length).equals(beginning) || head >> 5 !== 3 || length > 23) return null;
  const at = beginning.length + 1;
  return object.length < at + length ? null : object.subarray(at, at + length).toString('utf8');
};

/**
 * Reads which model made it. Null when the bytes are not as WebAuthn has them: a model that is not known is not allowed.
 * Source: WebAuthn Level 3, 6.1 and 6.5. Pure.
 */
export const modelOf = ({ authenticatorData, attestationObject }: KeyAnswer): KeyModel | null => {
  const data = Buffer.from(authenticatorData, 'base64url');
  const format = formatOf(Buffer.from(attestationObject, 'base64url'));
  if (data.length < modelEnd || ((data[flagsAt] ?? 0) & hasCredential) === 0 || format === null) return null;
  const hex = data.subarray(modelAt, modelEnd).toString('hex');
  const aaGuid = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { aaGuid, attested: format !== 'none' };
};
