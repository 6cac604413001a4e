import path from 'node:path';
import type { Logger } from '../log/index.ts';
import { answerOf, clientDataOf, sha256 } from './attestation.ts';
import { keyInfoOf, keysIn, type KeyInfo } from './key-info.ts';
import type { KeyAsk, KeyFailure, KeyPerson, KeyResult, MakeKey } from './port.ts';
import type { RunTool, ToolEnd, ToolRun } from './run-tool.ts';
import { troubleOf } from './trouble.ts';

export interface ToolKeyOptions {
  /** Where `fido2-token`, `fido2-cred` and `fido2-assert` of libfido2 are. */
  readonly folder: string;
  readonly run: RunTool;
  readonly log: Logger;
  /** How long people have for a touch, in milliseconds. */
  readonly patienceMs: number;
}

/** What has to be in the folder. */
export const toolsNeeded = ['fido2-token', 'fido2-cred', 'fido2-assert'] as const;

/** As long as a key takes for what nobody has to do anything for. */
const quickMs = 10_000;

/** The tools' names for COSE's numbers. Source: fido2-cred(1), 1.12. */
const names: ReadonlyMap<number, string> = new Map([
  [-7, 'es256'],
  [-8, 'eddsa'],
  [-35, 'es384'],
  [-257, 'rs256'],
]);

/** Ends a conversation; what is thrown here is caught where it began. */
class Ended extends Error {
  readonly because: KeyFailure;
  constructor(because: KeyFailure) {
    super(because);
    this.because = because;
  }
}

interface Conversation {
  readonly ask: KeyAsk;
  readonly person: KeyPerson;
  readonly tool: (
    name: (typeof toolsNeeded)[number],
    args: readonly string[],
    more?: Partial<Pick<ToolRun, 'lines' | 'pin' | 'answered' | 'limitMs'>>,
  ) => Promise<ToolEnd>;
  readonly patienceMs: number;
}

const failureOf = (run: ToolEnd): KeyFailure => {
  const trouble = troubleOf(run);
  return trouble.kind === 'failure' ? trouble.because : 'failed';
};

const look = async ({ tool }: Conversation, key: string): Promise<KeyInfo> => {
  const run = await tool('fido2-token', ['-I', key]);
  if (run.ended !== 'well') throw new Ended(failureOf(run));
  return keyInfoOf(run.output);
};

const findKey = async ({ tool }: Conversation): Promise<string> => {
  const run = await tool('fido2-token', ['-L']);
  if (run.ended !== 'well') throw new Ended(failureOf(run));
  const [key, ...others] = keysIn(run.output);
  if (key === undefined) throw new Ended('no-key');
  if (others.length > 0) throw new Ended('several-keys');
  return key;
};

/** The first that is wanted and that the key knows; one that does not say what it knows is tried with the first. */
const algorithmOf = ({ algorithms }: KeyAsk, info: KeyInfo): number | null =>
  algorithms.find((one) => {
    const name = names.get(one);
    return name !== undefined && (info.algorithms.length === 0 || info.algorithms.includes(name));
  }) ?? null;

/** What stands against a key before it is asked for anything. Pure. */
const unfit = (info: KeyInfo): KeyFailure | null => {
  if (info.aaGuid === null || !info.residentKeys) return 'not-suitable';
  if (info.pin === 'none' && !info.checksPeople) return 'not-suitable';
  if (info.pin === 'set' && info.pinTriesLeft === 0) return 'pin-locked';
  return info.room === 0 ? 'full' : null;
};

/**
 * Whether one of the person's credentials is on it: the tool that makes takes no list, and a key would replace it, so
 * that its registration in the tenant is dead. Nobody is asked for anything.
 */
const holdsOne = async ({ tool, ask }: Conversation, key: string): Promise<boolean> => {
  for (const id of ask.exclude) {
    const lines = [
      sha256(clientDataOf(ask)).toString('base64'),
      ask.rp.id,
      Buffer.from(id, 'base64url').toString('base64'),
    ];
    const run = await tool('fido2-assert', ['-G', '-t', 'up=false', key], { lines });
    if (run.ended === 'well') return true;
    if (!run.errors.includes('FIDO_ERR_NO_CREDENTIALS')) throw new Ended(failureOf(run));
  }
  return false;
};

const pinFrom = async ({ person }: Conversation, question: Parameters<KeyPerson['askPin']>[0]) => {
  const pin = await person.askPin(question);
  if (pin === null) throw new Ended('not-made');
  return pin;
};

/** A first PIN for a key that has none, chosen by the person. */
const choosePin = async (talk: Conversation, key: string, { leastCharacters }: KeyInfo) => {
  let before: 'not-taken' | null = null;
  for (;;) {
    const pin = await pinFrom(talk, { kind: 'choose', leastCharacters, triesLeft: null, before });
    const run = await talk.tool('fido2-token', ['-S', key], { pin }).catch((error: unknown) => {
      pin.fill(0);
      throw error;
    });
    if (run.ended === 'well') return pin;
    pin.fill(0);
    const trouble = troubleOf(run);
    if (trouble.kind !== 'pin') throw new Ended(trouble.kind === 'failure' ? trouble.because : 'failed');
    before = 'not-taken';
  }
};

interface Making {
  readonly key: string;
  readonly algorithm: number;
  readonly info: KeyInfo;
}

/** @param pin null for a key that checks people by itself */
const make = ({ ask, tool, person, patienceMs }: Conversation, making: Making, pin: Uint8Array | null) => {
  const { key, algorithm, info } = making;
  const secret = ask.hmacSecret && info.extensions.includes('hmac-secret') ? ['-h'] : [];
  const guarded = ask.protection === 1 ? [] : ['-c', String(ask.protection)];
  // With the switch for verification a key that only has a PIN refuses: it means "check people by yourself".
  const verify = pin === null ? ['-v'] : [];
  const lines = [
    sha256(clientDataOf(ask)).toString('base64'),
    ask.rp.id,
    ask.user.name,
    Buffer.from(ask.user.id, 'base64url').toString('base64'),
  ];
  const touch = (): void => person.show('touch');
  if (pin === null) touch();
  const args = ['-M', '-r', ...verify, ...secret, ...guarded, key, names.get(algorithm) ?? 'es256'];
  return tool('fido2-cred', args, { lines, pin, answered: touch, limitMs: patienceMs });
};

/** Makes it with the PIN, which is asked for again as long as the key says that it was wrong and has tries left. */
const makeByPin = async (talk: Conversation, making: Making, first: Uint8Array | null): Promise<ToolEnd> => {
  let pin = first;
  let { info } = making;
  let before: 'wrong' | 'not-taken' | null = null;
  for (;;) {
    const { leastCharacters, pinTriesLeft: triesLeft } = info;
    pin ??= await pinFrom(talk, { kind: 'enter', leastCharacters, triesLeft, before });
    const run = await make(talk, making, pin).finally(() => pin?.fill(0));
    pin = null;
    if (run.ended === 'well') return run;
    const trouble = troubleOf(run);
    if (trouble.kind !== 'pin') throw new Ended(trouble.kind === 'failure' ? trouble.because : 'failed');
    ({ before } = trouble);
    info = await look(talk, making.key);
    if (info.pinTriesLeft === 0) throw new Ended('pin-locked');
  }
};

const makeBySense = async (talk: Conversation, making: Making): Promise<ToolEnd> => {
  const run = await make(talk, making, null);
  if (run.ended === 'well') return run;
  const trouble = troubleOf(run);
  if (trouble.kind === 'finger' && making.info.pin === 'set') return makeByPin(talk, making, null);
  throw new Ended(trouble.kind === 'failure' ? trouble.because : 'not-made');
};

const answer = async (talk: Conversation): Promise<KeyResult> => {
  const { ask, person } = talk;
  const key = await findKey(talk);
  const info = await look(talk, key);
  const against = unfit(info);
  const algorithm = algorithmOf(ask, info);
  if (against !== null) return { made: null, because: against };
  if (algorithm === null) return { made: null, because: 'not-suitable' };
  if (info.aaGuid === null || !person.allows(info.aaGuid)) return { made: null, because: 'not-allowed' };
  if (await holdsOne(talk, key)) return { made: null, because: 'already-there' };
  const making = { key, algorithm, info };
  const chosen = info.pin === 'not-set' && !info.checksPeople ? await choosePin(talk, key, info) : null;
  const run = info.checksPeople ? await makeBySense(talk, making) : await makeByPin(talk, making, chosen);
  const made = answerOf(ask, algorithm, run.output);
  return made === null ? { made: null, because: 'not-suitable' } : { made };
};

/** Lines of the tool's input end at the first of these: a name with one would be read as two lines. */
const breaksLines = /[\u0000-\u001f\u007f]/;

/**
 * Has a security key make a credential by the tools of libfido2, on a system that has no question for a PIN of its own.
 * The person types the PIN on the desk's own screen; it goes from there into the tool's standard input and is overwritten.
 * What the key said is put together as a browser would. Nothing is registered by it. Source: fido2-token(1),
 * fido2-cred(1), fido2-assert(1) of libfido2 1.12.
 */
export const createToolKey =
  ({ folder, run, log, patienceMs }: ToolKeyOptions): MakeKey =>
  async (ask, signal, person) => {
    if (breaksLines.test(ask.user.name + ask.rp.id)) return { made: null, because: 'failed' };
    const tool: Conversation['tool'] = async (name, args, more = {}) => {
      if (signal.aborted) throw new Ended('not-made');
      const whole = { file: path.join(folder, name), args, lines: [], pin: null, limitMs: quickMs, ...more };
      const ended = await run(whole, signal);
      const code = /FIDO_ERR_[A-Z0-9_]+/.exec(ended.errors)?.[0] ?? null;
      if (ended.ended !== 'well') log.info('key.tool', { name, ended: ended.ended, code });
      return ended;
    };
    try {
      return await answer({ ask, person, tool, patienceMs });
    } catch (error) {
      if (error instanceof Ended) return { made: null, because: error.because };
      throw error;
    }
  };
