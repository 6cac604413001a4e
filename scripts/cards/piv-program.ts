import { constants, privateEncrypt, type KeyObject } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { p256, p384 } from '@noble/curves/nist.js';
import { der } from './der.ts';
import type { CardProgram } from './virtual-card.ts';

export type Slot = '9E' | '9A';

/** What a card has and does. Without objects it has no PIV application at all. */
export interface CardPlan {
  /** Hexadecimal; a card without one is a contact card. */
  readonly uid?: string;
  /** Whole answers to GET DATA, by the last byte of the object's number: 02 CHUID, 01 certificate 9E, 05 certificate 9A. */
  readonly objects?: Readonly<Record<string, Uint8Array>>;
  readonly keys?: Partial<Readonly<Record<Slot, KeyObject>>>;
  readonly pin?: { readonly value: string; readonly tries: number };
  /** Bytes of an answer that are sent at once; the rest has to be fetched. */
  readonly chunk?: number;
  readonly delayMs?: number;
  /** Answers a challenge in place of the key. */
  readonly sign?: (block: Uint8Array) => Uint8Array;
  /** Looks at each whole command first: its own answer, null for never answering, undefined to go on as usual. */
  readonly interfere?: (apdu: Uint8Array) => Uint8Array | null | undefined;
}

const sw = (status: number): Buffer => Buffer.from([status >> 8, status & 0xff]);
const fine = 0x9000;
const notFound = 0x6a82;
const notKnown = 0x6d00;
const notAllowed = 0x6982;
const blocked = 0x6983;

const secretOf = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');

/** Signs as a card does: RSA takes the block as it is, the curves a hash. */
export const signBlock = (key: KeyObject, block: Uint8Array): Uint8Array => {
  if (key.asymmetricKeyType === 'rsa')
    return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, block);
  const curve = key.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? p384 : p256;
  return curve.sign(block, secretOf(key), { prehash: false, format: 'der' });
};

/** The data object of a certificate. */
export const certificateObject = (certificate: Uint8Array, packed = false): Buffer =>
  der(
    0x53,
    der(0x70, packed ? gzipSync(certificate) : certificate),
    der(0x71, Buffer.from([packed ? 1 : 0])),
    der(0xfe),
  );

/** Takes apart what is in GENERAL AUTHENTICATE's template: the challenge stands last. */
const challengeIn = (data: Buffer): Buffer => {
  const at = data.indexOf(Buffer.from([0x82, 0x00, 0x81])) + 3;
  const first = data[at] ?? 0;
  const skip = first === 0x82 ? 3 : first === 0x81 ? 2 : 1;
  return data.subarray(at + skip);
};

interface State {
  selected: boolean;
  verified: boolean;
  tries: number;
  collected: Buffer;
  rest: Buffer;
}

const verify = (plan: CardPlan, state: State, data: Buffer): Buffer => {
  if (plan.pin === undefined) return sw(0x6a88);
  if (state.tries === 0) return sw(blocked);
  if (data.length === 0) return state.verified ? sw(fine) : sw(0x63c0 | state.tries);
  const given = data.toString('latin1').replaceAll('\xff', '');
  state.verified = given === plan.pin.value;
  state.tries = state.verified ? plan.pin.tries : state.tries - 1;
  if (state.verified) return sw(fine);
  return state.tries === 0 ? sw(blocked) : sw(0x63c0 | state.tries);
};

const authenticate = (plan: CardPlan, state: State, apdu: Buffer): Buffer => {
  const slot = apdu[3] === 0x9a ? '9A' : '9E';
  const key = plan.keys?.[slot];
  if (slot === '9A' && !state.verified) return sw(notAllowed);
  const block = challengeIn(state.collected);
  const signature = plan.sign?.(block) ?? (key === undefined ? undefined : signBlock(key, block));
  if (signature === undefined) return sw(0x6a80);
  return Buffer.concat([der(0x7c, der(0x82, signature)), sw(fine)]);
};

const select = (plan: CardPlan, state: State): Buffer => {
  state.selected = plan.objects !== undefined;
  state.verified = false;
  return state.selected
    ? Buffer.concat([der(0x61, der(0x4f, Buffer.from('a00000030800001000', 'hex'))), sw(fine)])
    : sw(notFound);
};

const readUid = ({ uid }: CardPlan): Buffer =>
  uid === undefined ? sw(0x6a81) : Buffer.concat([Buffer.from(uid, 'hex'), sw(fine)]);

const pivCommand = (plan: CardPlan, state: State, apdu: Buffer): Buffer => {
  if (!state.selected) return sw(notKnown);
  switch (apdu[1]) {
    case 0xcb: {
      const object = plan.objects?.[state.collected.subarray(-1).toString('hex')];
      return object === undefined ? sw(notFound) : Buffer.concat([object, sw(fine)]);
    }
    case 0x20:
      return verify(plan, state, state.collected);
    case 0x87:
      return authenticate(plan, state, apdu);
    default:
      return sw(notKnown);
  }
};

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Sends as much as is sent at once, and keeps the rest for GET RESPONSE. */
const sendPart = (state: State, whole: Buffer, chunk: number): Buffer => {
  const data = whole.subarray(0, -2);
  if (data.length <= chunk) {
    state.rest = Buffer.alloc(0);
    return whole;
  }
  state.rest = whole.subarray(chunk);
  const left = state.rest.length - 2;
  return Buffer.concat([data.subarray(0, chunk), sw(0x6100 | (left > 0xff ? 0 : left))]);
};

/** The data of a command: after its length, before the length of the answer. */
const dataOf = (apdu: Buffer): Buffer => apdu.subarray(5, 5 + (apdu.length > 5 ? (apdu[4] ?? 0) : 0));

/** A card with these things on it. `reset` is for when the reader switches it on. */
export const createCardProgram = (
  plan: CardPlan,
): { readonly program: CardProgram; readonly reset: () => void } => {
  const state: State = {
    selected: false,
    verified: false,
    tries: plan.pin?.tries ?? 0,
    collected: Buffer.alloc(0),
    rest: Buffer.alloc(0),
  };
  const { chunk = 256, delayMs = 0 } = plan;
  const answer = (apdu: Buffer): Buffer => {
    const [cla = 0, ins] = apdu;
    if (cla === 0xff) return readUid(plan);
    if (ins === 0xc0) return sendPart(state, state.rest, chunk);
    state.collected = Buffer.concat([state.collected, dataOf(apdu)]);
    if ((cla & 0x10) !== 0) return sw(fine);
    try {
      return sendPart(state, ins === 0xa4 ? select(plan, state) : pivCommand(plan, state, apdu), chunk);
    } finally {
      state.collected = Buffer.alloc(0);
    }
  };
  return {
    program: async (apdu) => {
      if (delayMs > 0) await wait(delayMs);
      const own = plan.interfere?.(apdu);
      return own === undefined ? answer(Buffer.from(apdu)) : own;
    },
    reset: () =>
      Object.assign(state, {
        selected: false,
        verified: false,
        collected: Buffer.alloc(0),
        rest: Buffer.alloc(0),
      }),
  };
};
