import { leaveRequest } from '../../src/main/badge/index.ts';
import type { DemoOverrides } from '../../src/main/cli/index.ts';
import {
  certificateObject,
  chuidObject,
  clientAuthentication,
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
export const badgeKinds = ['wedge', 'uid', 'piv', 'piv-pin'] as const;
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

/** What its owner knows; of a card that is made up. */
const PIN = '735201';

/**
 * A card of an authority that is made for it, and the settings of a site that trusts that one.
 *
 * @param pin whether the site asks for the card's PIN: another key with another certificate then answers
 */
const makePiv = async (pin: boolean) => {
  const root = await createRoot();
  const identity = { fascN: null, uuid: town.uuid };
  const change = pin ? { usages: [clientAuthentication] } : {};
  const { certificate, privateKey } = await issueCredential(root, identity, change);
  const plan: CardPlan = {
    uid: town.uid,
    objects: { '02': chuidObject(identity), [pin ? '05' : '01']: certificateObject(certificate) },
    keys: { [pin ? '9A' : '9E']: privateKey },
    pin: { value: PIN, tries: 3 },
  };
  const badge = {
    technologies: ['typed', 'wedge', 'piv'],
    piv: { pin, roots: [root.certificate.toString('pem')], revocation: { by: 'none' } },
    mapping: { piv: { by: 'table', from: 'uuid' } },
  };
  return { plan, badge };
};

/** The card's owner is asked for its PIN, and enters it. */
const enterPin = async (desk: DeskPlayer): Promise<void> => {
  await desk.at('enrollee/card-pin');
  for (const digit of PIN) await desk.page.locator(`[data-digit="${digit}"]`).click();
  await desk.press('card-pin.enter');
};

const askForTable = (dataFolder: string, personId: string): void => {
  const change = { what: 'import', people: { [`uuid:${town.uuid}`]: personId } } as const;
  leaveRequest(dataFolder, { now: Date.now(), account: 'walkthrough', personId: null, change });
};

const onReader = async (
  plan: CardPlan,
  settings: Pick<BadgeInHand, 'badge' | 'prepare'>,
  thenDo: (desk: DeskPlayer) => Promise<void> = () => Promise.resolve(),
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
    hold: async (desk) => {
      await desk.act(async () => {
        const { program, reset } = createCardProgram(plan);
        card.now = await insertCard(pcscd.ports[READER] ?? 0, program, { powered: reset });
      });
      await thenDo(desk);
    },
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
  const pin = kind === 'piv-pin';
  const { plan, badge } = await makePiv(pin);
  return onReader(plan, { badge, prepare: askForTable }, pin ? enterPin : undefined);
};
