import { performance } from 'node:perf_hooks';
import * as pcscMini from 'pcsc-mini';
import { clock } from '../../src/main/app/clock.ts';
import { leaveRequest } from '../../src/main/badge/index.ts';
import { loadPcscMini } from '../../src/main/badge/pcsc/pcsc-mini.ts';
import type { CardService } from '../../src/main/badge/pcsc/service.ts';
import {
  certificateObject,
  chuidObject,
  createCardProgram,
  createRoot,
  insertCard,
  issueCredential,
  startPcscd,
  type CardPlan,
  type Issuer,
} from '../cards/index.ts';
import type { Desktop } from '../launch/index.ts';
import { startTenant, type TenantInfo } from '../launch/tenant.ts';
import { open } from '../walkthrough/courses.ts';
import { createDeskPlayer, type DeskPlayer } from '../walkthrough/desk-player.ts';
import { createSecurityKey } from '../walkthrough/key.ts';
import { walkthroughsNamed } from '../walkthrough/names.ts';
import { noPictures } from '../walkthrough/pictures.ts';
import { startStation } from '../walkthrough/station.ts';
import { playerOf } from '../walkthrough/walk.ts';
import { median, plainRow, type Row } from './rows.ts';

const UID = '04A1B2C3D4E5F6';
const identity = { fascN: null, uuid: '8f6d2a4e-1c3b-4d5e-9f60-718293a4b5c6' };
const READER = 'Virtual PCD';
/** Longer than a card may be gone for it to have been lifted only. */
const GONE_MS = 1_000;

const epochMs = (): number => performance.timeOrigin + performance.now();

interface Placed {
  /** Epoch milliseconds at which the reader switched the card on. */
  readonly poweredAt: () => number;
  /** Everything that the card was told, in order. */
  readonly apdus: readonly Uint8Array[];
  readonly remove: () => Promise<void>;
}

/** Puts a card on the reader that notes when it is switched on and what it is told. */
const place = async (port: number, plan: CardPlan): Promise<Placed> => {
  const { program, reset } = createCardProgram(plan);
  const apdus: Uint8Array[] = [];
  let poweredAt = 0;
  const card = await insertCard(
    port,
    (apdu) => {
      apdus.push(apdu);
      return program(apdu);
    },
    {
      powered: () => {
        poweredAt ||= epochMs();
        reset();
      },
    },
  );
  return { poweredAt: () => poweredAt, apdus, remove: card.remove };
};

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await clock.sleep(1);
};

const loadService = async (): Promise<CardService> => {
  const service = await loadPcscMini(() => Promise.resolve(pcscMini));
  if (service === null) throw new Error('pcsc-mini could not be loaded');
  return service;
};

/** What the same commands take when nobody thinks in between: from the card's power to its last answer. */
const measureBare = async (
  { port, plan }: { readonly port: number; readonly plan: CardPlan },
  apdus: readonly Uint8Array[],
  runs: number,
): Promise<readonly number[]> => {
  const service = await loadService();
  let doneAt = 0;
  const talk = async (name: string): Promise<void> => {
    const link = await service.open(name);
    for (const apdu of apdus) await link.transmit(apdu);
    doneAt = epochMs();
    await link.close('leave');
  };
  const stop = service.watch({
    reader: (name, condition) => {
      if (condition === 'card') void talk(name);
    },
    lost: () => undefined,
  });
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    doneAt = 0;
    const card = await place(port, plan);
    await until(() => doneAt > 0);
    times.push(doneAt - card.poweredAt());
    await card.remove();
    await clock.sleep(GONE_MS);
  }
  stop();
  return times;
};

/** When the person was on the screen, by the page's own clock. */
const personAt = async (desk: DeskPlayer): Promise<number> => {
  await desk.at('operator/scenario');
  return desk.page.evaluate(() => globalThis.tapdeskWatch?.screens['operator/scenario'] ?? Number.NaN);
};

const stop = async ({ page, press, at }: DeskPlayer): Promise<void> => {
  await page.locator('[data-intent="ask-stop"]').click();
  await press('enrollment.cancel');
  await at('operator/stopped');
  await press('enrollment.finish');
  await at('operator/ready');
};

/** From the card's power to its person on the screen, once a run; and what the card was told. */
const measureDesk = async (
  desk: DeskPlayer,
  { port, plan }: { readonly port: number; readonly plan: CardPlan },
  runs: number,
) => {
  const times: number[] = [];
  let apdus: readonly Uint8Array[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const card = await place(port, plan);
    times.push((await personAt(desk)) - card.poweredAt());
    ({ apdus } = card);
    await stop(desk);
    await card.remove();
    await clock.sleep(GONE_MS);
  }
  // The first one loads what judges cards.
  return { times: times.slice(1), apdus };
};

const pivPlan = async (root: Issuer): Promise<CardPlan> => {
  const { certificate, privateKey } = await issueCredential(root, identity);
  return {
    objects: { '02': chuidObject(identity), '01': certificateObject(certificate) },
    keys: { '9E': privateKey },
  };
};

const openDesk = async (
  desktop: Desktop,
  tenant: TenantInfo,
  { root, socket }: { readonly root: Issuer; readonly socket: string },
) => {
  const badge = {
    technologies: ['wedge', 'uid', 'piv'],
    piv: { roots: [root.certificate.toString('pem')], revocation: { by: 'none' } },
    mapping: { uid: { by: 'table' }, piv: { by: 'table', from: 'uuid' } },
  };
  const env = { PCSCLITE_CSOCK_NAME: socket };
  const station = await startStation({ desktop, tenant, overrides: { badge }, env });
  const person = tenant.users.find(({ part }) => part === 'new-hire')?.id ?? '';
  const people = { [`uid:${UID}`]: person, [`uuid:${identity.uuid}`]: person };
  const change = { what: 'import', people } as const;
  leaveRequest(station.dataFolder, { now: Date.now(), account: 'bench', personId: null, change });
  const desk = await createDeskPlayer(station.app, station.page, () => noPictures);
  const [walkthrough] = walkthroughsNamed('new-hire');
  if (walkthrough === undefined) throw new Error('there is no new hire');
  const operator = playerOf(tenant, 'operator');
  const enrollee = playerOf(tenant, 'new-hire');
  await open({ desk, key: createSecurityKey(), operator, enrollee, walkthrough });
  return { station, desk };
};

interface Measured {
  readonly name: string;
  readonly stand: { readonly port: number; readonly plan: CardPlan };
  readonly times: readonly number[];
  readonly apdus: readonly Uint8Array[];
}

const rowOf = async ({ name, stand, times, apdus }: Measured, runs: number, tripMs: number): Promise<Row> => {
  const [measured, baseline] = [median(times), median(await measureBare(stand, apdus, runs)) + tripMs];
  const value = measured - baseline;
  const row = `card on its reader → person, by ${name}: own time`;
  return plainRow(row, 'ms', { measured, baseline, value, most: 50 });
};

/**
 * What the desk itself takes from a card on its reader to the person on the screen: beyond what the card takes, by the
 * same commands sent bare to the same service, and beyond the one request to Graph.
 *
 * @param trip what one request costs at that latency, in milliseconds
 */
export const benchBadges = async (
  desktop: Desktop,
  runs: number,
  trip: { readonly latencyMs: number; readonly ms: number },
): Promise<readonly Row[]> => {
  const pcscd = await startPcscd([READER]);
  const tenant = await startTenant(['--latency', String(trip.latencyMs)]);
  const before = process.env['PCSCLITE_CSOCK_NAME'];
  process.env['PCSCLITE_CSOCK_NAME'] = pcscd.socket;
  try {
    const root = await createRoot();
    const { station, desk } = await openDesk(desktop, tenant.info, { root, socket: pcscd.socket });
    const port = pcscd.ports[READER] ?? 0;
    const number = { name: 'its number', stand: { port, plan: { uid: UID } } };
    const proof = { name: 'its proof', stand: { port, plan: await pivPlan(root) } };
    const measured = [
      { ...number, ...(await measureDesk(desk, number.stand, runs)) },
      { ...proof, ...(await measureDesk(desk, proof.stand, runs)) },
    ];
    // Two that read the same card would hold each other up.
    await station.close();
    const rows: Row[] = [];
    for (const one of measured) rows.push(await rowOf(one, runs, trip.ms));
    return rows;
  } finally {
    if (before === undefined) delete process.env['PCSCLITE_CSOCK_NAME'];
    else process.env['PCSCLITE_CSOCK_NAME'] = before;
    await tenant.stop();
    await pcscd.close();
  }
};
