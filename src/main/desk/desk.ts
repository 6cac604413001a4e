import {
  problemOf,
  type Handlers,
  type Problem,
  type Screen,
  type ScreenKind,
  type Snapshot,
} from '../../shared/index.ts';
import type { AskPin, Attached, BadgeReader } from '../badge/index.ts';
import { createAnswering } from './answering.ts';
import { createConsole } from './console.ts';
import { createCardPin } from './card-pin.ts';
import { createAftercare } from './aftercare.ts';
import { createApproving } from './approving.ts';
import { watchBusy } from './busy.ts';
import { createEnrolling } from './enrolling.ts';
import { createGuestSession } from './guest-session.ts';
import { createKeyboard, roomFor } from './keyboard.ts';
import { createHandlers } from './handlers.ts';
import { createLeavingBehind } from './leaving-behind.ts';
import { watchLedger } from './ledger-watch.ts';
import { createLocking } from './locking.ts';
import { createOperating, type Operating } from './operating.ts';
import { createChangingPassword } from './password.ts';
import { createPassDisplay } from './pass-display.ts';
import { freshPhone } from './phone.ts';
import { createPhoning } from './phoning.ts';
import { createProvisioning } from './provisioning.ts';
import type { DeskPorts } from './ports.ts';
import { watchPosture, type PostureWatch } from './posture-watch.ts';
import { createPresence, type Presence } from './presence.ts';
import { createRegistering } from './registering.ts';
import { createReaderPage } from './reader-page.ts';
import { followUpRetests } from './retest-follow-up.ts';
import { createRetesting } from './retesting.ts';
import { watchRole } from './role-watch.ts';
import { createSelfChecks, waitingChecks } from './self-check.ts';
import { snapshotOf } from './snapshot.ts';
import { createSupervising } from './supervising.ts';
import { createTurnedAway } from './turned-away.ts';
import { createStore, type DeskState, type Store } from './state.ts';

/** The desk: what two people see and do, over one enrollment at a time. */
export interface Desk {
  readonly handlers: Handlers;
  /** Begins the self-check; the desk opens by itself as far as it can without a person. */
  readonly start: () => Promise<void>;
  /** Whether a text field may be in front now, which keys typed by a person belong to. */
  /** Asks for the PIN of a card on a reader, while the desk waits for badges. */
  readonly askPin: AskPin;
  readonly takesText: () => boolean;
  /** Whether an operator has it open. */
  readonly isOpen: () => boolean;
  /** Somebody touched something. */
  readonly activity: () => void;
  /** The machine sleeps, wakes or is locked: whoever stood here may be gone, and timers did not run. */
  readonly leftAlone: () => void;
  /** The window that showed the desk is gone or hangs: nobody can be shown anything any more. */
  readonly windowLost: () => void;
  /** Keys, closing and the like that the guards of the whole desk have stopped: for the record. */
  readonly turnedAway: (hook: string, what: string) => void;
  /** Ends what runs, and settles when nothing temporary is left that could be taken away. */
  readonly stop: () => Promise<void>;
}

const framesGuest: ReadonlySet<ScreenKind> = new Set([
  'operator/signing-in',
  'approver/signing-in',
  'enrollee/register',
  'enrollee/password',
  'enrollee/retest',
]);

const takesText = (screen: Screen): boolean =>
  framesGuest.has(screen.kind) ||
  screen.kind === 'operator/ready' ||
  screen.kind === 'approver/review' ||
  screen.kind === 'supervisor/console' ||
  (screen.kind === 'enrollee/key' && screen.pin !== null) ||
  (screen.kind === 'operator/verify' && screen.question.kind === 'ticket');

/** How far the person is with each way. */
const freshRegistration = {
  guest: null,
  registerStep: 'enter-code',
  keyStep: 'insert',
  keyPin: null,
  phone: freshPhone,
} as const;

const nothingElsewhere = { requestsElsewhere: null, answering: null, askedElsewhere: null } as const;

/** A desk that nobody has opened yet. */
export const initialState = (
  ports: Pick<DeskPorts, 'settings'> & { readonly ledger?: DeskPorts['ledger'] },
): DeskState => ({
  phase: 'closed',
  closed: 'checking',
  signingIn: 'operator',
  checks: waitingChecks((ports.ledger ?? null) !== null),
  operator: null,
  posture: null,
  page: null,
  console: null,
  trial: null,
  numberShown: false,
  formatDraft: null,
  formatSaved: false,
  format: ports.settings.badgeFormat,
  attached: null,
  today: { done: 0, refused: 0, stopped: 0, medianMinutes: null },
  facing: 'operator',
  handover: null,
  approver: 'idle',
  approvalEndsAt: null,
  enrollment: null,
  earlierPasses: [],
  photo: null,
  photoPending: false,
  ...freshRegistration,
  keyboardOpen: null,
  leaveBehind: 'ready',
  passwordOnPhone: false,
  retestsOnPhone: false,
  retestFailed: false,
  visibleMsLeft: 0,
  windowsWiped: true,
  language: ports.settings.language,
  operatorLanguage: ports.settings.language,
  readsPolicy: false,
  problem: null,
  lock: 'off',
  pinTriesLeft: 0,
  cardPin: null,
  left: [],
  ledger: null,
  ...nothingElsewhere,
  walkAwayAt: null,
  leavesAt: null,
});

const takeSnapshots =
  ({ settings, clock }: DeskPorts, store: Store) =>
  (): Snapshot =>
    snapshotOf(store.get(), settings, {
      revision: store.revision(),
      now: clock.now(),
      monotonicMs: clock.monotonicMs(),
    });

/** What closes an open desk by itself: a role that ends, a tenant or a station that is no longer fit. */
const watchWhileOpen = (ports: DeskPorts, store: Store, { shut, tenant }: Operating): PostureWatch => {
  const close = (why: Problem): void => void shut(why);
  watchLedger(ports, store, close);
  watchRole({ ports, store, lapsed: () => close(problemOf('operator.role-ends')) });
  return watchPosture({ ports, store, tenant, close });
};

/** What a supervisor does at the desk, and who approves for another one. */
const supervisorsParts = (parts: Parameters<typeof createSupervising>[0]) => ({
  supervising: createSupervising(parts),
  console: createConsole(parts),
  answering: createAnswering(parts),
});

const createParts = (ports: DeskPorts) => {
  const store = createStore(initialState(ports));
  const guests = createGuestSession(ports, store);
  const pass = createPassDisplay(ports, store);
  const operating = createOperating({ ports, store, guests, checks: createSelfChecks(ports, store) });
  const alike = { ports, store, guests, tenant: operating.tenant };
  const presence: Presence = createPresence(ports, store, () => {
    // Who was about to approve has gone; the enrollment itself goes on.
    if (enrolling.current()?.view().at === 'approving') void approving.leave();
    else enrolling.current()?.send({ type: 'cancel', why: 'enrollment.person-left' });
  });
  const posture = watchWhileOpen(ports, store, operating);
  const approving = createApproving({ ...alike, enrolling: () => enrolling });
  const aftercare = createAftercare(ports, store, operating.tenant);
  const enrolling = createEnrolling({
    ...alike,
    pass,
    aftercare,
    presence: () => presence,
    approving: () => approving,
  });
  const locking = createLocking({ ports, store, enrolling, operating });
  const snapshot = takeSnapshots(ports, store);
  return {
    ports,
    store,
    guests,
    pass,
    operating,
    posture,
    ...supervisorsParts({ ports, store, guests, check: operating.check }),
    readerPage: createReaderPage({ ports, store, tenant: operating.tenant }),
    presence,
    aftercare,
    enrolling,
    approving,
    registering: createRegistering({ ports, store, guests, enrolling }),
    phoning: createPhoning({ store, enrolling }),
    provisioning: createProvisioning({ ports, store, enrolling, tenant: operating.tenant }),
    password: createChangingPassword({ ports, store, guests, enrolling }),
    leavingBehind: createLeavingBehind({ ports, store, enrolling }),
    retesting: createRetesting({ ports, store, guests, enrolling }),
    locking,
    keyboard: createKeyboard({ store, guests, settings: ports.settings, snapshot }),
    cardPin: createCardPin(ports, store),
    snapshot,
  };
};

type DeskParts = ReturnType<typeof createParts>;

/** Sends each change to the window; what changes at one moment is one change. */
const showChanges = ({ ports, store, guests, snapshot }: DeskParts): void => {
  let scheduled = false;
  const show = (): void => {
    scheduled = false;
    const now = snapshot();
    ports.push('snapshot.changed', now);
    // The guarded window lies over the desk's own page: only a screen with a place for it may have it there.
    guests.current()?.show(framesGuest.has(now.screen.kind));
    guests.current()?.leaveRoom(roomFor(now.keyboard));
  };
  store.listen(() => {
    if (scheduled) return;
    scheduled = true;
    queueMicrotask(show);
  });
};

const hearBadges = (
  { ports, store, enrolling, readerPage }: DeskParts,
  readers: readonly BadgeReader[],
): void => {
  const { watch } = ports.readers;
  const attached = (now: Attached): void => store.update({ attached: now });
  if (watch !== null) {
    attached(watch.current());
    watch.onChange(attached);
  }
  for (const reader of readers) {
    reader.listen((event) => {
      // Who has the console open, or requests of other desks, enrolls nobody.
      if (store.get().console !== null || store.get().answering !== null) return;
      const heard = readerPage.isOpen() ? readerPage.badge(event) : enrolling.badge(event);
      heard.catch((error: unknown) => {
        ports.log.error('badge-failed', { error: String(error) });
      });
    });
  }
};

/** Puts the desk together. `readers` are all sources of badges. */
export const createDesk = (ports: DeskPorts, readers: readonly BadgeReader[]): Desk => {
  const parts = createParts(ports);
  const { operating, enrolling, presence, aftercare, guests, snapshot } = parts;
  const followUp = followUpRetests(ports, parts.store, operating.tenant);
  showChanges(parts);
  watchBusy(ports, parts.store);
  hearBadges(parts, readers);
  return {
    handlers: createHandlers(parts),
    start: async () => {
      parts.answering.start();
      await operating.check();
    },
    takesText: () => takesText(snapshot().screen),
    isOpen: () => parts.store.get().operator !== null,
    askPin: parts.cardPin.ask,
    activity: () => {
      presence.touched();
      parts.console.touched();
      parts.answering.touched();
    },
    leftAlone: () => {
      parts.console.close();
      parts.answering.close();
      parts.pass.blank();
      enrolling.current()?.send({ type: 'cancel', why: 'enrollment.person-left' });
    },
    windowLost: () => {
      enrolling.current()?.send({ type: 'cancel', why: 'guest.not-responding' });
    },
    turnedAway: createTurnedAway(ports),
    stop: async () => {
      aftercare.stop();
      parts.answering.stop();
      followUp.stop();
      const enrollment = enrolling.current();
      enrollment?.send({ type: 'cancel', why: 'enrollment.cancelled' });
      await enrollment?.ended;
      await guests.close();
    },
  };
};
