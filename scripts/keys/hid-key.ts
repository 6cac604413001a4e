import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  randomBytes,
} from 'node:crypto';
import { decode, encode, type Cbor } from './cbor.ts';
import { KeyRefusal, status, type SoftwareKey } from './software-key.ts';

// A security key as the real tools of libfido2 meet it: CTAP 2 messages in reports of 64 bytes.

type Message = ReadonlyMap<Cbor, Cbor>;

const map = (members: readonly (readonly [Cbor, Cbor])[]): Message => new Map(members);
const mapOf = (value: Cbor | undefined): Message => (value instanceof Map ? value : new Map<Cbor, Cbor>());
const bytesOf = (value: Cbor | undefined): Buffer => Buffer.from(value instanceof Uint8Array ? value : []);
const textOf = (value: Cbor | undefined): string => (typeof value === 'string' ? value : '');
const sha256 = (data: Buffer): Buffer => createHash('sha256').update(data).digest();
const zeros = Buffer.alloc(16);

/** PIN/UV auth protocol one. Source: CTAP 2.1 §6.5.6. */
const createPinProtocol = (key: SoftwareKey) => {
  const own = createECDH('prime256v1');
  own.generateKeys();
  const token = randomBytes(32);
  const shared = (theirs: Message): Buffer => {
    const point = Buffer.concat([Buffer.from([4]), bytesOf(theirs.get(-2)), bytesOf(theirs.get(-3))]);
    return sha256(own.computeSecret(point));
  };
  const open = (secret: Buffer, data: Buffer): Buffer => {
    const decipher = createDecipheriv('aes-256-cbc', secret, zeros).setAutoPadding(false);
    return Buffer.concat([decipher.update(data), decipher.final()]);
  };
  const seal = (secret: Buffer, data: Buffer): Buffer => {
    const cipher = createCipheriv('aes-256-cbc', secret, zeros).setAutoPadding(false);
    return Buffer.concat([cipher.update(data), cipher.final()]);
  };
  const agreement = (): Message => {
    const point = own.getPublicKey();
    return map([
      [1, 2],
      [3, -25],
      [-1, 1],
      [-2, point.subarray(1, 33)],
      [-3, point.subarray(33)],
    ]);
  };
  return {
    /** Whether what was asked for was signed by who knows the PIN. */
    isProven: (clientDataHash: Buffer, proof: Buffer): boolean =>
      createHmac('sha256', token).update(clientDataHash).digest().subarray(0, 16).equals(proof),
    command: (asked: Message): Message => {
      switch (asked.get(2)) {
        case 1:
          return map([[3, key.memory.retries]]);
        case 2:
          return map([[1, agreement()]]);
        case 3: {
          const padded = open(shared(mapOf(asked.get(3))), bytesOf(asked.get(5)));
          key.setPin(padded.subarray(0, padded.indexOf(0)).toString('utf8'));
          return map([]);
        }
        case 5:
        case 9: {
          const secret = shared(mapOf(asked.get(3)));
          key.checkPin(open(secret, bytesOf(asked.get(6))));
          return map([[2, seal(secret, token)]]);
        }
        default:
          throw new KeyRefusal(0x01);
      }
    },
  };
};

const info = ({ memory }: SoftwareKey): Message =>
  map([
    [1, ['FIDO_2_0', 'FIDO_2_1']],
    [2, ['credProtect', 'hmac-secret']],
    [3, Buffer.from(memory.aaguid, 'hex')],
    [
      4,
      map([
        ['rk', true],
        ['up', true],
        ['plat', false],
        ...(memory.readsFinger ? [['uv', true] as const] : []),
        ...(memory.hasPin ? [['clientPin', memory.pin !== null] as const] : []),
      ]),
    ],
    [5, 1200],
    [6, [1]],
    [9, ['usb']],
    [
      10,
      memory.algorithms.map((alg) =>
        map([
          ['alg', alg],
          ['type', 'public-key'],
        ]),
      ),
    ],
    [13, memory.leastPin],
    [20, memory.room - memory.held.length],
  ]);

export const createHidKey = (key: SoftwareKey) => {
  const pin = createPinProtocol(key);

  const isVerified = (clientDataHash: Buffer, asked: Message): boolean => {
    if (mapOf(asked.get(7)).get('uv') === true) {
      if (!key.memory.readsFinger) throw new KeyRefusal(status.invalidOption);
      return true;
    }
    const proof = asked.get(8);
    if (proof === undefined) return false;
    if (!pin.isProven(clientDataHash, bytesOf(proof))) throw new KeyRefusal(status.pinAuthInvalid);
    return true;
  };

  const make = (asked: Message): Message => {
    const clientDataHash = bytesOf(asked.get(1));
    const list = asked.get(4);
    const { format, authenticatorData, signature, certificate } = key.make({
      clientDataHash,
      rpId: textOf(mapOf(asked.get(2)).get('id')),
      userId: bytesOf(mapOf(asked.get(3)).get('id')),
      algorithms: Array.isArray(list) ? list.map((one: Cbor) => Number(mapOf(one).get('alg'))) : [],
      verified: isVerified(clientDataHash, asked),
    });
    const statement =
      signature === null || certificate === null
        ? map([])
        : map([
            ['alg', -7],
            ['sig', signature],
            ['x5c', [certificate]],
          ]);
    return map([
      [1, format],
      [2, authenticatorData],
      [3, statement],
    ]);
  };

  const assert = (asked: Message): Message => {
    const list = asked.get(3);
    const ids = Array.isArray(list) ? list.map((one: Cbor) => bytesOf(mapOf(one).get('id'))) : [];
    const held = ids.find((id) => key.holds(textOf(asked.get(1)), id));
    if (held === undefined) throw new KeyRefusal(status.noCredentials);
    const data = Buffer.concat([sha256(Buffer.from(textOf(asked.get(1)))), Buffer.from([0, 0, 0, 0, 1])]);
    return map([
      [
        1,
        map([
          ['id', held],
          ['type', 'public-key'],
        ]),
      ],
      [2, data],
      [3, randomBytes(70)],
    ]);
  };

  /** Answers one CBOR command: its number, then its parameters. */
  return (message: Buffer): Buffer => {
    const asked = message.length > 1 ? mapOf(decode(message.subarray(1))) : map([]);
    try {
      const answers: Readonly<Record<number, (asked: Message) => Message>> = {
        1: make,
        2: assert,
        4: () => info(key),
        6: pin.command,
      };
      const answer = answers[message[0] ?? 0]?.(asked);
      if (answer === undefined) return Buffer.from([0x01]);
      return Buffer.concat([Buffer.from([0]), answer.size === 0 ? Buffer.alloc(0) : encode(answer)]);
    } catch (error) {
      if (error instanceof KeyRefusal) return Buffer.from([error.status]);
      throw error;
    }
  };
};
