import { problemOf, type Problem, type Screen, type Snapshot, type Stage } from '../../shared/index.ts';
import type { EnrollmentPlace } from '../enrollment/index.ts';
import { answeringScreen } from './answering-screens.ts';
import { approverScreen } from './approval-screens.ts';
import { consoleScreenOf } from './console-screen.ts';
import { enrolleeScreen } from './enrollee-screens.ts';
import { instructionsOn } from './instructions.ts';
import { keyboardOn } from './keyboard.ts';
import { enrollmentsIn } from './left-behind.ts';
import { givenNameOf, operatorScreen, personOf } from './operator-screens.ts';
import { policyScreen } from './policy-page.ts';
import type { DeskSettings } from './ports.ts';
import { postureScreen, summaryOf } from './posture-screen.ts';
import { problemOfView } from './problems.ts';
import { readerScreen, readerWarnings } from './reader-screen.ts';
import { asksForPin } from './locking.ts';
import type { DeskState } from './state.ts';
import { ledgerWarnings } from './ledger-watch.ts';
import { warningsOf } from './warnings.ts';

const stages: Readonly<Record<EnrollmentPlace, Stage>> = {
  scenario: 'check',
  'lost-method': 'check',
  verify: 'check',
  escalation: 'check',
  deciding: 'check',
  decided: 'check',
  approval: 'check',
  approving: 'check',
  'checking-again': 'pass',
  'removing-stolen': 'pass',
  admitting: 'pass',
  issuing: 'pass',
  'awaiting-usable': 'pass',
  reveal: 'pass',
  register: 'register',
  looking: 'register',
  asking: 'register',
  'removing-foreign': 'register',
  provisioning: 'register',
  revoking: 'register',
  password: 'register',
  retest: 'test',
  closing: 'test',
  undoing: 'done',
  done: 'done',
  refused: 'done',
  stopped: 'done',
};

/** What lies over the waiting desk while the operator reads it. */
const pageOver = (state: DeskState, settings: DeskSettings): Screen | null =>
  postureScreen(state) ?? readerScreen(state, settings) ?? policyScreen(state, settings);

const idleScreen = (state: DeskState, settings: DeskSettings, now: number): Screen => {
  const page = pageOver(state, settings);
  if (page !== null) return page;
  if (state.phase === 'signing-in' && state.guest !== null) {
    return { kind: 'operator/signing-in', who: state.signingIn, guest: state.guest };
  }
  if (state.phase === 'finding') {
    return state.facing === 'enrollee'
      ? { kind: 'enrollee/wait', givenName: '', work: 'finding-person' }
      : { kind: 'operator/working', work: 'finding-person' };
  }
  if (state.phase === 'ready' && state.operator !== null) {
    return state.facing === 'enrollee'
      ? { kind: 'enrollee/attract' }
      : {
          kind: 'operator/ready',
          operatorName: state.operator.displayName,
          today: state.today,
          left: [...state.left],
          warnings: [
            ...warningsOf(state.operator, settings, now),
            ...ledgerWarnings(state.ledger),
            ...readerWarnings(state.attached),
          ],
          posture: summaryOf(state.posture),
        };
  }
  return {
    kind: 'operator/closed',
    phase: state.closed,
    checks: [...state.checks],
    left: state.closed === 'blocked' ? [...state.left] : [],
    posture: summaryOf(state.posture),
  };
};

const pinScreen = ({ lock, pinTriesLeft }: DeskState, { operatorPin }: DeskSettings): Screen => {
  // No try is left: what runs is being undone, and the desk closes.
  if (lock === 'locked' && pinTriesLeft === 0) return { kind: 'operator/working', work: 'undoing' };
  return {
    kind: 'operator/pin',
    mode: lock === 'unset' ? 'choose' : 'enter',
    digits: operatorPin?.digits ?? 4,
    triesLeft: pinTriesLeft === operatorPin?.tries ? null : pinTriesLeft,
  };
};

/** The console, or a PIN that is asked for before anything else: the operator's, or that of a card. */
const askedScreen = (state: DeskState, settings: DeskSettings): Screen | null => {
  if (state.console !== null) return consoleScreenOf(state.console);
  const answering = answeringScreen(state);
  if (answering !== null) return answering;
  if (asksForPin(state)) return pinScreen(state, settings);
  return state.cardPin === null ? null : { kind: 'enrollee/card-pin', ...state.cardPin };
};

const screenOf = (state: DeskState, settings: DeskSettings, now: number): Screen => {
  const view = state.enrollment;
  if (state.handover !== null) {
    const givenName = view !== null && state.handover === 'enrollee' ? givenNameOf(view) : null;
    return { kind: 'handover', to: state.handover, givenName };
  }
  const asked = askedScreen(state, settings);
  if (asked !== null) return asked;
  if (state.phase !== 'enrolling' || view === null) return idleScreen(state, settings, now);
  if (state.facing === 'enrollee') return enrolleeScreen(state, view, settings);
  if (state.facing === 'approver') return approverScreen(personOf(state, view), { state, view, settings });
  // A supervisor has the console, and no place in an enrollment.
  return operatorScreen(state, view, { settings, now });
};

const ends: ReadonlySet<EnrollmentPlace> = new Set(['done', 'refused', 'stopped']);

/** Which of the things that run out is shown: leaving first, since it comes first. */
const countdownOf = (state: DeskState, time: { now: number; monotonicMs: number }): Snapshot['countdown'] => {
  const left = (until: number, from: number): number => Math.max(0, Math.ceil((until - from) / 1000));
  if (state.leavesAt !== null)
    return { of: 'return-to-start', secondsLeft: left(state.leavesAt, time.monotonicMs) };
  const walkAway = state.walkAwayAt === null ? Infinity : left(state.walkAwayAt, time.monotonicMs);
  if (walkAway <= 20) return { of: 'walk-away', secondsLeft: walkAway };
  if (state.approvalEndsAt !== null) {
    return { of: 'approval', secondsLeft: left(state.approvalEndsAt, time.monotonicMs) };
  }
  const view = state.enrollment;
  if (view === null || ends.has(view.at) || view.passExpiresAt === null) return null;
  return { of: 'pass', secondsLeft: left(view.passExpiresAt, time.now) };
};

/** What stands on the screen without anybody having done something just now. */
const noticeOf = (state: DeskState): Problem | null => {
  const view = state.phase === 'enrolling' ? state.enrollment : null;
  if (view !== null && view.notice !== null) return problemOfView(view.notice, view, true);
  const waiting = state.phase === 'ready' && state.facing === 'operator' && state.left.length > 0;
  return waiting
    ? problemOf('station.open-enrollment', { params: { count: enrollmentsIn(state.left) } })
    : null;
};

const requestCountOf = ({ requestsElsewhere }: DeskState): number | null =>
  requestsElsewhere?.requests.length ?? null;

/** All that the window may see now, of the one person who faces it. */
export const snapshotOf = (
  state: DeskState,
  settings: DeskSettings,
  at: { readonly revision: number; readonly now: number; readonly monotonicMs: number },
): Snapshot => {
  const view = state.phase === 'enrolling' ? state.enrollment : null;
  const screen = screenOf(state, settings, at.now);
  // A card's PIN is its owner's, whoever had the screen before.
  const facing = state.cardPin === null ? state.facing : 'enrollee';
  return {
    revision: at.revision,
    simulated: settings.simulated,
    notForRelease: settings.notForRelease,
    waivedChecks: settings.waivedChecks,
    site: {
      name: settings.site.name,
      station: settings.site.station,
      accent: settings.site.accent,
      helpContact: settings.site.helpContact,
      sounds: settings.site.sounds,
    },
    language: facing === 'enrollee' ? state.language : state.operatorLanguage,
    face: state.handover === null ? facing : 'nobody',
    stage:
      state.phase === 'finding' || state.cardPin !== null ? 'badge' : view === null ? null : stages[view.at],
    countdown: countdownOf(state, at),
    // Behind the lock also a problem would be the operator's matter.
    problem: asksForPin(state) ? null : (state.problem ?? noticeOf(state)),
    approvalsElsewhere: requestCountOf(state),
    instructions: instructionsOn(screen, view, state),
    keyboard: keyboardOn(screen, state, settings),
    screen,
  };
};
