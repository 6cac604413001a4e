// A security key in software: makes and uses one ES256 passkey, for pages driven without a browser.
import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();

/** CBOR heads for lengths up to 65535, which is all that is needed here (RFC 8949 §3). */
function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  return length < 256
    ? Buffer.from([(major << 5) | 24, length])
    : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value]);
const integer = (value: number) => (value >= 0 ? head(0, value) : head(1, -1 - value));

function coseKey(publicKey: KeyObject): Buffer {
  const jwk = publicKey.export({ format: 'jwk' });
  const part = (name: 'x' | 'y') => bytes(Buffer.from(jwk[name] ?? '', 'base64url'));
  const pairs = [
    integer(1),
    integer(2),
    integer(3),
    integer(-7),
    integer(-1),
    integer(1),
    integer(-2),
    part('x'),
    integer(-3),
    part('y'),
  ];
  return Buffer.concat([head(5, 5), ...pairs]);
}

export interface Ceremony {
  readonly challenge: string;
  readonly origin: string;
}

export interface SoftwareKey {
  readonly id: string;
  readonly create: (ceremony: Ceremony) => string;
  readonly get: (ceremony: Ceremony) => string;
}

/** Flags: user present, user verified, and attested credential data. */
const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

export function createSoftwareKey(options: { readonly verifiesUser?: boolean } = {}): SoftwareKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(32);
  let counter = 0;
  const verified = options.verifiesUser === false ? 0 : VERIFIED;
  const authenticatorData = (flags: number, rest = Buffer.alloc(0)) => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256('localhost'), Buffer.from([flags | PRESENT | verified]), count, rest]);
  };
  const clientData = (type: string, { challenge, origin }: Ceremony) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const encoded = id.toString('base64url');
  const shell = {
    id: encoded,
    rawId: encoded,
    type: 'public-key',
    clientExtensionResults: {},
    authenticatorAttachment: 'cross-platform',
  };
  return {
    id: encoded,
    create: (ceremony) => {
      const length = Buffer.from([0, id.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const authData = authenticatorData(ATTESTED, attested);
      const object = Buffer.concat([
        head(5, 3),
        text('fmt'),
        text('none'),
        text('attStmt'),
        head(5, 0),
        text('authData'),
        bytes(authData),
      ]);
      const response = {
        clientDataJSON: clientData('webauthn.create', ceremony).toString('base64url'),
        attestationObject: object.toString('base64url'),
        transports: ['usb'],
      };
      return JSON.stringify({ ...shell, response });
    },
    get: (ceremony) => {
      const data = clientData('webauthn.get', ceremony);
      const authData = authenticatorData(0);
      const signature = sign('sha256', Buffer.concat([authData, sha256(data)]), privateKey);
      const response = {
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      };
      return JSON.stringify({ ...shell, response });
    },
  };
}

/** What a new key makes of a challenge, as it is sent to the tenant for somebody else. */
export function makeKey(ceremony: Ceremony): {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
} {
  const { id, response } = JSON.parse(createSoftwareKey().create(ceremony)) as {
    readonly id: string;
    readonly response: { readonly clientDataJSON: string; readonly attestationObject: string };
  };
  return { id, clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject };
}
