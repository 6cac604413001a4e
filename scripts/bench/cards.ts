import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import * as pcscMini from 'pcsc-mini';
import { clock } from '../../src/main/app/clock.ts';
import { createCardReader } from '../../src/main/badge/pcsc/card-reader.ts';
import { createCards } from '../../src/main/badge/pcsc/cards.ts';
import type { CardProcess } from '../../src/main/badge/pcsc/host.ts';
import { loadPcscMini } from '../../src/main/badge/pcsc/pcsc-mini.ts';
import type { CardService } from '../../src/main/badge/pcsc/service.ts';
import { openPivVerifier } from '../../src/main/badge/piv/open-verifier.ts';
import {
  certificateObject,
  chuidObject,
  createCardProgram,
  createRoot,
  insertCard,
  issueCredential,
  startPcscd,
  type CardPlan,
} from '../cards/index.ts';
import { median, plainRow, type Row } from './rows.ts';

const identity = { fascN: '70019999000123451112345678901234', uuid: '8f6d2a4e-1c3b-4d5e-9f60-718293a4b5c6' };

/** What was said to the card since it was last seen to come, and when that was. */
interface Record {
  seenAt: number;
  apdus: Uint8Array[];
}

/** The real service, which notes when a card is seen and every command that is sent. */
const recorded = (service: CardService, record: Record): CardService => ({
  watch: (listener) =>
    service.watch({
      ...listener,
      reader: (name, condition, atr) => {
        if (condition === 'card') Object.assign(record, { seenAt: performance.now(), apdus: [] });
        listener.reader(name, condition, atr);
      },
    }),
  open: async (name) => {
    const link = await service.open(name);
    return {
      ...link,
      transmit: (apdu) => {
        record.apdus.push(apdu);
        return link.transmit(apdu);
      },
    };
  },
});

const loadService = async (): Promise<CardService> => {
  const service = await loadPcscMini(() => Promise.resolve(pcscMini));
  if (service === null) throw new Error('pcsc-mini could not be loaded');
  return service;
};

/** Both halves of the card reader in this process. */
const startHere = (service: CardService) => (): CardProcess => {
  let listen: (message: unknown) => void = () => undefined;
  const cards = createCards({
    loadService: () => Promise.resolve(service),
    post: (message) => listen(structuredClone(message)),
    after: clock.after,
    giveUp: () => undefined,
  });
  return {
    post: (message) => cards.take(structuredClone(message)),
    onMessage: (listener) => {
      listen = listener;
    },
    onExit: () => undefined,
    kill: cards.stop,
  };
};

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await clock.sleep(1);
};

interface Stand {
  readonly port: number;
  readonly card: CardPlan;
  readonly root: Buffer;
}

/** From the card being seen to who it is, once a run; and what was said to it in the last one. */
const measureReads = async ({ port, card, root }: Stand, runs: number) => {
  const record: Record = { seenAt: 0, apdus: [] };
  const service = recorded(await loadService(), record);
  let readAt = 0;
  const silent = { warn: () => undefined, error: () => undefined };
  const reader = createCardReader({
    start: startHere(service),
    plan: { technologies: ['uid', 'piv'], key: '9E', readers: [] },
    verifier: openPivVerifier({
      key: '9E',
      trust: { roots: [root], intermediates: [] },
      revocation: { by: 'none', acceptUnknown: false, lists: [], fetchLists: false, responder: null },
      fetch,
      now: Date.now,
      random: randomBytes,
    }),
    askPin: () => Promise.resolve(null),
    clock,
    log: silent,
  });
  reader.reader.listen((event) => {
    if (event.kind === 'misread') throw new Error(`the bench's card was refused: ${event.code}`);
    if (event.kind === 'read') readAt = performance.now();
  });
  const times: number[] = [];
  // The first one reads the program's own parts in, which the desk has done long before.
  for (let run = 0; run <= runs; run += 1) {
    readAt = 0;
    const { program, reset } = createCardProgram(card);
    const placed = await insertCard(port, program, { powered: reset });
    await until(() => readAt > 0);
    times.push(readAt - record.seenAt);
    await placed.remove();
    await clock.sleep(1_500);
  }
  reader.stop();
  return { times: times.slice(1), apdus: record.apdus };
};

/** The same commands, sent bare. */
const measureBare = async (
  { port, card }: Stand,
  apdus: readonly Uint8Array[],
  runs: number,
): Promise<readonly number[]> => {
  const service = await loadService();
  let doneAfter = 0;
  const talk = async (name: string): Promise<void> => {
    const seenAt = performance.now();
    const link = await service.open(name);
    for (const apdu of apdus) await link.transmit(apdu);
    await link.close('leave');
    doneAfter = performance.now() - seenAt;
  };
  const stop = service.watch({
    reader: (name, condition) => {
      if (condition === 'card') void talk(name);
    },
    lost: () => undefined,
  });
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    doneAfter = 0;
    const { program, reset } = createCardProgram(card);
    const placed = await insertCard(port, program, { powered: reset });
    await until(() => doneAfter > 0);
    times.push(doneAfter);
    await placed.remove();
    await clock.sleep(1_500);
  }
  stop();
  return times;
};

const rowOf = async (name: string, stand: Stand, runs: number): Promise<Row> => {
  const { times, apdus } = await measureReads(stand, runs);
  const [measured, baseline] = [median(times), median(await measureBare(stand, apdus, runs))];
  return plainRow(name, 'ms', { measured, baseline, value: measured - baseline, most: 50 });
};

/**
 * What the desk itself takes from a card being seen to who it is, beyond what the same commands take when they are
 * sent bare. The way on, from there to the person on the screen, is the same for every badge and a row of its own.
 */
export const benchCards = async (runs: number): Promise<readonly Row[]> => {
  const pcscd = await startPcscd();
  const before = process.env['PCSCLITE_CSOCK_NAME'];
  process.env['PCSCLITE_CSOCK_NAME'] = pcscd.socket;
  try {
    const root = await createRoot();
    const { certificate, privateKey } = await issueCredential(root, identity);
    const objects = { '02': chuidObject(identity), '01': certificateObject(certificate) };
    const port = pcscd.ports['Virtual PCD'] ?? 0;
    const stand = { port, root: root.der };
    return [
      await rowOf('card seen → its number: own time', { ...stand, card: { uid: '04A1B2C3D4E5F6' } }, runs),
      await rowOf(
        'card seen → proven: own time',
        { ...stand, card: { objects, keys: { '9E': privateKey } } },
        runs,
      ),
    ];
  } finally {
    if (before === undefined) delete process.env['PCSCLITE_CSOCK_NAME'];
    else process.env['PCSCLITE_CSOCK_NAME'] = before;
    await pcscd.close();
  }
};
