import { writeFileSync } from 'node:fs';
import { listFiles } from '../../src/main/badge/index.ts';
import type { DemoOverrides } from '../../src/main/cli/index.ts';
import {
  certificateObject,
  chuidObject,
  createCardProgram,
  createRoot,
  insertCard,
  issueCredential,
  startPcscd,
  type CardPlan,
  type VirtualCard,
} from '../cards/index.ts';
import { SetupError } from '../setup/report.mjs';
import type { DeskPlayer } from './desk-player.ts';

/** How the enrollee's badge is read. */
export const badgeKinds = ['wedge', 'uid', 'piv'] as const;
export type BadgeKind = (typeof badgeKinds)[number];

/** A badge, with the reader that it is held to. */
export interface BadgeInHand {
  /** What the desk has to be set to. */
  readonly badge: NonNullable<DemoOverrides['badge']>;
  /** Where the card service is found. */
  readonly env: Readonly<Record<string, string>>;
  /** Gives the badge to that person, in the site's own table where nothing else does. */
  readonly prepare: (dataFolder: string, personId: string) => void;
  /** Holds it to the reader and leaves it there; null for a keyboard reader, which the player is. */
  readonly hold: ((desk: DeskPlayer) => Promise<void>) | null;
  readonly close: () => Promise<void>;
}

/** What the new hire of the simulated town has (src/simulator/town/cast.ts). */
const town = { part: 'new-hire', uid: '04A1B2C3D4E5F6', uuid: '0f1e2d3c-4b5a-4968-8776-655443322110' };
const READER = 'Virtual PCD';

const nothing = (): void => undefined;

const wedge: BadgeInHand = {
  badge: {},
  env: {},
  prepare: nothing,
  hold: null,
  close: () => Promise.resolve(),
};

const uidBadge = {
  technologies: ['typed', 'wedge', 'uid'],
  mapping: { uid: { by: 'extension-attribute', name: 'extensionAttribute10' } },
};

/** A card of an authority that is made for it, and the settings of a site that trusts that one. */
const makePiv = async () => {
  const root = await createRoot();
  const identity = { fascN: null, uuid: town.uuid };
  const { certificate, privateKey } = await issueCredential(root, identity);
  const plan: CardPlan = {
    uid: town.uid,
    objects: { '02': chuidObject(identity), '01': certificateObject(certificate) },
    keys: { '9E': privateKey },
  };
  const badge = {
    technologies: ['typed', 'wedge', 'piv'],
    piv: { roots: [root.certificate.toString('pem')], revocation: { by: 'none' } },
    mapping: { piv: { by: 'table', from: 'uuid' } },
  };
  return { plan, badge };
};

const writeTable = (dataFolder: string, personId: string): void => {
  const { table } = listFiles(dataFolder);
  writeFileSync(table, JSON.stringify({ v: 1, people: { [`uuid:${town.uuid}`]: personId } }), {
    mode: 0o644,
  });
};

const onReader = async (
  plan: CardPlan,
  settings: Pick<BadgeInHand, 'badge' | 'prepare'>,
): Promise<BadgeInHand> => {
  const pcscd = await startPcscd([READER]).catch((error: unknown) => {
    throw new SetupError(
      `--badge: ${String(error)}. Cards need Linux, and the packages pcscd and vsmartcard-vpcd.`,
    );
  });
  const card: { now: VirtualCard | null } = { now: null };
  return {
    ...settings,
    env: { PCSCLITE_CSOCK_NAME: pcscd.socket },
    hold: (desk) =>
      desk.act(async () => {
        const { program, reset } = createCardProgram(plan);
        card.now = await insertCard(pcscd.ports[READER] ?? 0, program, { powered: reset });
      }),
    close: async () => {
      await card.now?.remove();
      await pcscd.close();
    },
  };
};

/**
 * Makes a badge and its reader: for cards a real card service with a virtual reader of its own.
 *
 * @throws SetupError where that cannot be, or the part has no such badge
 */
export const takeBadge = async (kind: BadgeKind, part: string): Promise<BadgeInHand> => {
  if (kind === 'wedge') return wedge;
  if (part !== town.part)
    throw new SetupError(`--badge ${kind}: in the simulated town only ${town.part} has one`);
  if (kind === 'uid') return onReader({ uid: town.uid }, { badge: uidBadge, prepare: nothing });
  const { plan, badge } = await makePiv();
  return onReader(plan, { badge, prepare: writeTable });
};
