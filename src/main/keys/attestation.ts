import { createHash, X509Certificate } from 'node:crypto';
import type { KeyAnswer, KeyAsk } from './port.ts';

/** What the key signs, in the order in which browsers write it. Source: WebAuthn Level 3, 5.8.1. */
export const clientDataOf = ({ challenge, rp }: Pick<KeyAsk, 'challenge' | 'rp'>): Buffer =>
  Buffer.from(
    JSON.stringify({
      type: 'webauthn.create',
      challenge,
      origin: `https://${rp.id}`,
      crossOrigin: false,
    }),
  );

export const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();

/** CBOR's head for a kind and a length up to 65535. Source: RFC 8949, 3. */
const head = (major: number, length: number): Buffer => {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
};
const text = (value: string): Buffer => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const bytes = (value: Uint8Array): Buffer => Buffer.concat([head(2, value.length), value]);
const integer = (value: number): Buffer => (value >= 0 ? head(0, value) : head(1, -1 - value));

/** The bytes in a CBOR byte string, which must be all there is. */
const unwrapped = (data: Buffer): Buffer | null => {
  for (const size of [1, 2, 3]) {
    const inner = data.subarray(size);
    if (head(2, inner.length).equals(data.subarray(0, size))) return inner;
  }
  return null;
};

const byCurve: Readonly<Record<string, number>> = { prime256v1: -7, secp384r1: -35 };

/**
 * The algorithm of the attestation's signature, which the tool does not tell. By the maker's key where a certificate is
 * there; otherwise the credential signed for itself. Source: WebAuthn Level 3, 8.2.
 */
const signedBy = (certificate: Buffer | null, algorithm: number): number | null => {
  if (certificate === null) return algorithm;
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = new X509Certificate(certificate).publicKey;
    if (asymmetricKeyType === 'rsa') return -257;
    if (asymmetricKeyType === 'ed25519') return -8;
    return byCurve[asymmetricKeyDetails?.namedCurve ?? ''] ?? null;
  } catch {
    return null;
  }
};

/** Flags of the authenticator data: present, verified, with a credential. Source: WebAuthn Level 3, 6.1. */
const wanted = 0x01 | 0x04 | 0x40;
const flagsAt = 32;
const idLengthAt = 53;
const idAt = 55;

const isAnswerTo = (ask: KeyAsk, data: Buffer, id: Buffer): boolean =>
  data.length > idAt + id.length &&
  data.subarray(0, flagsAt).equals(sha256(ask.rp.id)) &&
  (data.readUInt8(flagsAt) & wanted) === wanted &&
  data.readUInt16BE(idLengthAt) === id.length &&
  data.subarray(idAt, idAt + id.length).equals(id);

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const decoded = (line: string | undefined): Buffer | null =>
  line !== undefined && base64.test(line) ? Buffer.from(line, 'base64') : null;

interface Parts {
  readonly data: Buffer;
  readonly id: Buffer;
  readonly signature: Buffer;
  readonly certificate: Buffer | null;
}

/** The tool's lines. Source: fido2-cred(1), OUTPUT FORMAT; the authenticator data is wrapped in CBOR (libfido2 1.12). */
const partsOf = (ask: KeyAsk, output: string): Parts | null => {
  const [hash, rpId, format, data, id, signature, certificate] = output.split('\n');
  const wrapped = decoded(data);
  const parts = {
    data: wrapped === null ? null : unwrapped(wrapped),
    id: decoded(id),
    signature: decoded(signature),
  };
  if (hash !== sha256(clientDataOf(ask)).toString('base64') || rpId !== ask.rp.id || format !== 'packed') {
    return null;
  }
  if (parts.data === null || parts.id === null || parts.signature === null) return null;
  return { data: parts.data, id: parts.id, signature: parts.signature, certificate: decoded(certificate) };
};

/**
 * Puts together what a browser would hand over, from what `fido2-cred` printed. Null when it is no answer to what was
 * asked, when nobody was verified, or when it is of a format other than `packed`. Source: WebAuthn Level 3, 6.5.4. Pure.
 */
export const answerOf = (ask: KeyAsk, algorithm: number, output: string): KeyAnswer | null => {
  const parts = partsOf(ask, output);
  if (parts === null || !isAnswerTo(ask, parts.data, parts.id)) return null;
  const { data, id, signature, certificate } = parts;
  const by = signedBy(certificate, algorithm);
  if (by === null) return null;
  const chain = certificate === null ? [] : [text('x5c'), Buffer.concat([head(4, 1), bytes(certificate)])];
  const statement = [text('alg'), integer(by), text('sig'), bytes(signature), ...chain];
  const object = [
    head(5, 3),
    ...[text('fmt'), text('packed')],
    ...[text('attStmt'), head(5, statement.length / 2), ...statement],
    ...[text('authData'), bytes(data)],
  ];
  return {
    id: id.toString('base64url'),
    clientDataJSON: clientDataOf(ask).toString('base64url'),
    attestationObject: Buffer.concat(object).toString('base64url'),
    authenticatorData: data.toString('base64url'),
  };
};
