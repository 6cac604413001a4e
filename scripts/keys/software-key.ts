import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { encode, type Cbor } from './cbor.ts';

/** What CTAP answers. Source: CTAP 2.1 §8.2; the names are libfido2's. */
export const status = {
  unsupportedAlgorithm: 0x26,
  keyStoreFull: 0x28,
  invalidOption: 0x2c,
  noCredentials: 0x2e,
  userActionTimeout: 0x2f,
  pinInvalid: 0x31,
  pinBlocked: 0x32,
  pinAuthInvalid: 0x33,
  pinAuthBlocked: 0x34,
  pinNotSet: 0x35,
  pinRequired: 0x36,
  pinPolicyViolation: 0x37,
} as const;

/** A command that the key does not carry out. */
export class KeyRefusal extends Error {
  readonly status: number;
  constructor(code: number) {
    super(`the key answers 0x${code.toString(16)}`);
    this.status = code;
  }
}

/** One credential as it lies on the key. */
export interface Held {
  /** base64url. */
  readonly id: string;
  readonly rpId: string;
  /** base64url. */
  readonly userId: string;
  /** PKCS #8, base64. */
  readonly privateKey: string;
  counter: number;
}

/** Everything a key remembers while it is not plugged in; JSON. */
export interface KeyMemory {
  /** Hexadecimal, 32 digits. */
  readonly aaguid: string;
  /** What it says that it can make; COSE numbers. */
  readonly algorithms: readonly number[];
  readonly hasPin: boolean;
  /** Fingers are known to it: it asks for one and for no PIN. */
  readonly readsFinger: boolean;
  /** Room for credentials. */
  readonly room: number;
  readonly leastPin: number;
  /** Who vouches for it; null for a key that nobody does. */
  readonly attestation: { readonly certificate: string; readonly privateKey: string } | null;
  /** What happens when it waits for a finger. */
  readonly touched: boolean;
  /** The first half of the PIN's hash, hexadecimal; null while none is set. */
  pin: string | null;
  retries: number;
  wrongInARow: number;
  held: Held[];
}

export const newMemory = (change: Partial<KeyMemory> = {}): KeyMemory => ({
  aaguid: '00000000000000000000000000000000',
  algorithms: [-7],
  hasPin: true,
  readsFinger: false,
  room: 25,
  leastPin: 4,
  attestation: null,
  touched: true,
  pin: null,
  retries: 8,
  wrongInARow: 0,
  held: [],
  ...change,
});

const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();

/** As CTAP hands a PIN over: never more than half of its hash. Source: CTAP 2.1 §6.5.5. */
export const pinHash = (pin: string): Buffer => sha256(pin).subarray(0, 16);

const flagPresent = 0x01;
const flagVerified = 0x04;
const flagCredential = 0x40;

export interface MakeAsk {
  readonly clientDataHash: Buffer;
  readonly rpId: string;
  readonly userId: Buffer;
  readonly algorithms: readonly number[];
  /** Whether PIN or finger was checked. */
  readonly verified: boolean;
}

export interface Made {
  readonly format: 'packed' | 'none';
  readonly authenticatorData: Buffer;
  readonly id: Buffer;
  /** Over authenticator data and client data's hash; null where nobody vouches. */
  readonly signature: Buffer | null;
  readonly certificate: Buffer | null;
}

const coseKey = (publicKey: KeyObject): Buffer => {
  const jwk = publicKey.export({ format: 'jwk' });
  const part = (name: 'x' | 'y'): Buffer => Buffer.from(jwk[name] ?? '', 'base64url');
  const members: [number, Cbor][] = [
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, part('x')],
    [-3, part('y')],
  ];
  return encode(new Map(members));
};

/** A security key in software: what a tool of libfido2 says to it, it answers as CTAP 2 has it. */
export const createSoftwareKey = (memory: KeyMemory) => {
  const counted = (value: number): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(value);
    return count;
  };

  /** @throws KeyRefusal, with one try less */
  const checkPin = (hash: Buffer): void => {
    if (memory.pin === null) throw new KeyRefusal(status.pinNotSet);
    if (memory.retries === 0) throw new KeyRefusal(status.pinBlocked);
    if (memory.wrongInARow >= 3) throw new KeyRefusal(status.pinAuthBlocked);
    if (hash.length === 16 && timingSafeEqual(hash, Buffer.from(memory.pin, 'hex'))) {
      memory.retries = 8;
      memory.wrongInARow = 0;
      return;
    }
    memory.retries -= 1;
    memory.wrongInARow += 1;
    if (memory.retries === 0) throw new KeyRefusal(status.pinBlocked);
    throw new KeyRefusal(memory.wrongInARow >= 3 ? status.pinAuthBlocked : status.pinInvalid);
  };

  return {
    memory,
    checkPin,
    /** Only a key without one takes a new one without the old. */
    setPin: (pin: string): void => {
      if (memory.pin !== null) throw new KeyRefusal(status.pinAuthInvalid);
      if (pin.length < memory.leastPin) throw new KeyRefusal(status.pinPolicyViolation);
      memory.pin = pinHash(pin).toString('hex');
    },
    make: ({ clientDataHash, rpId, userId, algorithms, verified }: MakeAsk): Made => {
      if (!algorithms.some((one) => memory.algorithms.includes(one)))
        throw new KeyRefusal(status.unsupportedAlgorithm);
      if (memory.pin !== null && !verified) throw new KeyRefusal(status.pinRequired);
      if (memory.held.length >= memory.room) throw new KeyRefusal(status.keyStoreFull);
      if (!memory.touched) throw new KeyRefusal(status.userActionTimeout);
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const id = randomBytes(32);
      const user = userId.toString('base64url');
      memory.held = memory.held.filter((one) => one.rpId !== rpId || one.userId !== user);
      memory.held.push({
        id: id.toString('base64url'),
        rpId,
        userId: user,
        privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
        counter: 1,
      });
      const authenticatorData = Buffer.concat([
        sha256(rpId),
        Buffer.from([flagPresent | flagCredential | (verified ? flagVerified : 0)]),
        counted(1),
        Buffer.from(memory.aaguid, 'hex'),
        Buffer.from([0, id.length]),
        id,
        coseKey(publicKey),
      ]);
      const { attestation } = memory;
      if (attestation === null)
        return { format: 'none', authenticatorData, id, signature: null, certificate: null };
      const key = createPrivateKey({
        key: Buffer.from(attestation.privateKey, 'base64'),
        format: 'der',
        type: 'pkcs8',
      });
      const signature = sign('sha256', Buffer.concat([authenticatorData, clientDataHash]), key);
      const certificate = Buffer.from(attestation.certificate, 'base64');
      return { format: 'packed', authenticatorData, id, signature, certificate };
    },
    /** Whether it has the credential; nobody is asked for anything. */
    holds: (rpId: string, id: Buffer): boolean =>
      memory.held.some((one) => one.rpId === rpId && one.id === id.toString('base64url')),
  };
};

export type SoftwareKey = ReturnType<typeof createSoftwareKey>;
