import type {
  BadgeFormat,
  GuestOnScreen,
  Language,
  LeftBehind,
  Problem,
  SelfCheck,
  ScreenOf,
} from '../../shared/index.ts';
import type { OperatorFacts } from '../directory/index.ts';
import type { Trial } from './reader-page.ts';
import type { Attached } from '../badge/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import type { AnsweringState } from './answering-look.ts';
import type { PinQuestion } from '../keys/index.ts';
import type { ConsoleState } from './console.ts';
import type { LedgerOnDesk } from './ledger-watch.ts';
import type { PhoneState } from './phone.ts';
import type { RemoteRequest } from './remote-approvals.ts';
import type { PostureReport } from '../posture/index.ts';

/** What the desk knows beyond the enrollment: who faces it and what runs beside. Values only, never the pass. */
export interface DeskState {
  readonly phase: 'closed' | 'signing-in' | 'ready' | 'finding' | 'enrolling';
  readonly closed: 'checking' | 'blocked' | 'sign-in';
  /** Who is asked to sign in while somebody is. */
  readonly signingIn: 'operator' | 'supervisor';
  readonly checks: readonly SelfCheck[];
  readonly operator: OperatorFacts | null;
  /** Whether the page about the policy lies over the waiting desk. */
  readonly readsPolicy: boolean;
  /** What the last look at tenant and station came to; it names people, so it goes when a new day begins. */
  readonly posture: PostureReport | null;
  /** A page that lies over the closed or the waiting desk. */
  readonly page: 'posture' | 'readers' | null;
  /** What was read on the page about readers; its number in full only once somebody has asked. */
  readonly trial: Trial | null;
  readonly numberShown: boolean;
  /** A format that is tried on that page; null while the configured one is in force. */
  readonly formatDraft: BadgeFormat | null;
  readonly formatSaved: boolean;
  /** The format that is configured now. */
  readonly format: BadgeFormat;
  /** Readers with a cable; null where the site uses none. */
  readonly attached: Attached | null;
  /** How the station stands with the fleet's ledger; null where it belongs to no fleet. */
  readonly ledger: LedgerOnDesk | null;
  readonly today: ScreenOf<'operator/ready'>['today'];
  readonly facing: 'operator' | 'enrollee' | 'approver' | 'supervisor';
  /** Requests of other desks that can be answered here; null where the station takes no part in that. */
  readonly requestsElsewhere: { readonly requests: readonly RemoteRequest[]; readonly away: boolean } | null;
  /** Somebody looks at them; null while nobody does. */
  readonly answering: AnsweringState | null;
  /** Whether this desk's own request stands at others too; null while there is none, or only here. */
  readonly askedElsewhere: 'offering' | 'offered' | 'away' | null;
  /** The supervisor's console; null while it is closed. */
  readonly console: ConsoleState | null;
  /** The other person is being asked to take the screen. */
  readonly handover: 'operator' | 'enrollee' | 'approver' | null;
  /** How far the second person's sign-in is. */
  readonly approver: 'idle' | 'signing-in' | 'reading';
  /** Monotonic milliseconds at which a request for approval is over; null while there is none. */
  readonly approvalEndsAt: number | null;
  readonly enrollment: EnrollmentView | null;
  readonly earlierPasses: ScreenOf<'operator/verify'>['earlierPasses'];
  readonly photo: string | null;
  readonly photoPending: boolean;
  readonly guest: GuestOnScreen | null;
  readonly registerStep: 'enter-code' | 'add-key' | 'finish';
  /** What the key that is provisioned is doing right now. */
  readonly keyStep: 'insert' | 'look' | 'make' | 'touch';
  /** The question for that key's PIN, while it stands on the screen. */
  readonly keyPin: PinQuestion | null;
  /** Where the person is on the own phone. */
  readonly phone: PhoneState;
  /** Whether somebody has brought the desk's own keyboard or put it away; null: as the site has it. */
  readonly keyboardOpen: boolean | null;
  /** What became of the page on paper. */
  readonly leaveBehind: 'ready' | 'printing' | 'printed' | 'failed';
  /** A new password is being set there. */
  readonly passwordOnPhone: boolean;
  /** The test sign-in is being made there. */
  readonly retestsOnPhone: boolean;
  /** A test sign-in of this enrollment did not work. */
  readonly retestFailed: boolean;
  readonly visibleMsLeft: number;
  /** Whether the guarded windows of this enrollment were wiped and found empty. */
  readonly windowsWiped: boolean;
  /** What the enrollee chose. */
  readonly language: Language;
  readonly operatorLanguage: Language;
  readonly problem: Problem | null;
  /**
   * The operator's PIN: `off` where none is asked for, `unset` until they have chosen one, `locked` from when somebody
   * else had the screen until they enter it.
   */
  readonly lock: 'off' | 'unset' | 'open' | 'locked';
  /** The question for the PIN of the card on the reader, while it stands on the screen. */
  readonly cardPin: { readonly triesLeft: number | null; readonly wasWrong: boolean } | null;
  /** Wrong tries that are left; a new lock does not give them back, the right PIN does. */
  readonly pinTriesLeft: number;
  /** What could not be taken back yet. */
  readonly left: readonly LeftBehind[];
  /** Monotonic milliseconds at which an untouched desk counts as left; null while nobody can walk away. */
  readonly walkAwayAt: number | null;
  readonly leavesAt: number | null;
}

/** Holds the state and tells who listens. One place changes it, so that each change is one revision. */
export interface Store {
  readonly get: () => DeskState;
  readonly revision: () => number;
  readonly update: (patch: Partial<DeskState>) => void;
  readonly listen: (listener: () => void) => () => void;
}

export const createStore = (initial: DeskState): Store => {
  let state = initial;
  let revision = 0;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    revision: () => revision,
    update: (patch) => {
      state = { ...state, ...patch };
      revision += 1;
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
