import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { AskPin, BadgeEvent, CardProcess, CardReader } from '../../src/main/badge/index.ts';
import { createCardReader } from '../../src/main/badge/pcsc/card-reader.ts';
import type { ReadPlan } from '../../src/main/badge/pcsc/messages.ts';
import { openPivVerifier, type RevocationSettings } from '../../src/main/badge/piv/open-verifier.ts';
import type { Trust } from '../../src/main/badge/piv/path.ts';
import type { PivVerifier } from '../../src/main/badge/piv/verifier.ts';
import {
  certificateObject,
  chuidObject,
  clientAuthentication,
  createCardProgram,
  insertCard,
  issueCredential,
  type CardIdentity,
  type CardPlan,
  type Issuer,
  type VirtualCard,
} from '../../scripts/cards/index.ts';
import { clock } from '../../src/main/app/clock.ts';

/**
 * The part that speaks to readers, in a process of its own as in Electron. Ended from within, pcsc-mini can wait for
 * ever: what tells its thread to stop is lost when the thread is just between two calls of the card service.
 */
export const startApart = (): CardProcess => {
  const child = fork(path.join(import.meta.dirname, 'cards-process.ts'));
  return {
    post: (message) => void child.send(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  };
};

export const noRevocation: RevocationSettings = {
  by: 'none',
  acceptUnknown: false,
  lists: [],
  fetchLists: false,
  responder: null,
};

export interface ReadingOptions {
  readonly plan?: Partial<ReadPlan>;
  readonly trust?: Trust;
  readonly revocation?: Partial<RevocationSettings>;
  readonly askPin?: AskPin;
  readonly verifier?: PivVerifier;
  readonly start?: () => CardProcess;
}

/** A reader of cards that collects what it tells. */
export const readCards = (options: ReadingOptions = {}) => {
  const plan: ReadPlan = { technologies: ['uid', 'piv'], key: '9E', readers: [], ...options.plan };
  const verifier =
    options.verifier ??
    openPivVerifier({
      key: plan.key,
      trust: options.trust ?? { roots: [], intermediates: [] },
      revocation: { ...noRevocation, ...options.revocation },
      fetch,
      now: Date.now,
      random: randomBytes,
    });
  const events: BadgeEvent[] = [];
  const cardReader: CardReader = createCardReader({
    start: options.start ?? startApart,
    plan,
    verifier,
    askPin: options.askPin ?? (() => Promise.resolve(null)),
    clock,
    log: { warn: () => undefined, error: (...words) => console.error(...words) },
  });
  cardReader.reader.listen((event) => void events.push(event));
  return { ...cardReader, events };
};

/** Waits until so many things were told, and gives them. */
export const told = async (events: readonly BadgeEvent[], count: number, ms = 8_000) => {
  const end = Date.now() + ms;
  while (events.length < count) {
    if (Date.now() > end) throw new Error(`told ${JSON.stringify(events)} within ${ms} ms, not ${count}`);
    await clock.sleep(5);
  }
  return events.slice(0, count);
};

/** Puts a card with these things on the reader at that port. */
export const put = (port: number, plan: CardPlan): Promise<VirtualCard> => {
  const { program, reset } = createCardProgram(plan);
  return insertCard(port, program, { powered: reset });
};

export const somebody: CardIdentity = {
  fascN: '70019999000123451112345678901234'.slice(0, 32),
  uuid: '8f6d2a4e-1c3b-4d5e-9f60-718293a4b5c6',
};

/** A card of that issuer as it should be, with its certificate for card authentication. */
export const goodCard = async (
  issuer: Issuer,
  change: Parameters<typeof issueCredential>[2] = {},
  identity: CardIdentity = somebody,
): Promise<CardPlan & { readonly certificate: Buffer; readonly serialNumber: string }> => {
  const { certificate, privateKey, serialNumber } = await issueCredential(issuer, identity, change);
  return {
    uid: '04A1B2C3D4E5F6',
    objects: { '02': chuidObject(identity), '01': certificateObject(certificate) },
    keys: { '9E': privateKey },
    certificate,
    serialNumber,
  };
};

/** A card with a certificate for its person, whose key wants the PIN 123456. */
export const pinCard = async (issuer: Issuer, { tries = 3 } = {}): Promise<CardPlan> => {
  const { certificate, privateKey } = await issueCredential(issuer, somebody, {
    usages: [clientAuthentication],
  });
  return {
    objects: { '02': chuidObject(somebody), '05': certificateObject(certificate) },
    keys: { '9A': privateKey },
    pin: { value: '123456', tries },
  };
};
