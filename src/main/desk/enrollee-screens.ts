import type { Screen, Work } from '../../shared/index.ts';
import type { EnrollmentPlace, EnrollmentView } from '../enrollment/index.ts';
import { foundMethod, labelOf } from './methods.ts';
import { givenNameOf } from './operator-screens.ts';
import { passwordScreen } from './password-screens.ts';
import { retestScreen } from './retest-screens.ts';
import { phoneScreen, phoneWayOf } from './phone.ts';
import type { DeskSettings } from './ports.ts';
import type { DeskState } from './state.ts';

const secondsOf = (ms: number): number => Math.max(0, Math.ceil(ms / 1000));

const waiting = (view: EnrollmentView, work: Work | null): Screen => ({
  kind: 'enrollee/wait',
  givenName: givenNameOf(view),
  work,
});

const chooseWay = ({ decision }: EnrollmentView): Screen => ({
  kind: 'enrollee/choose-way',
  ways: (decision?.ways ?? []).flatMap(({ way, closed }) => (closed === null ? [way] : [])),
});

const askingOf = (view: EnrollmentView): Screen => ({
  kind: 'enrollee/unexpected',
  givenName: givenNameOf(view),
  method: view.unexpected === null ? { id: '', kind: 'other', name: null } : labelOf(view.unexpected),
});

/** In the guarded window at the desk. */
const keyHere = (state: DeskState, view: EnrollmentView): Screen => ({
  kind: 'enrollee/register',
  way: 'security-key-here',
  guest: state.guest,
  step: view.at === 'looking' ? 'finish' : state.registerStep,
  // Once it has been used the strip has room for what comes next; starting the page again brings it back.
  passAvailable: view.passExpiresAt !== null && state.registerStep === 'enter-code',
  visibleSecondsLeft: secondsOf(state.visibleMsLeft),
});

const registering = (state: DeskState, view: EnrollmentView, settings: DeskSettings): Screen => {
  if (view.way === null) return chooseWay(view);
  if (view.way === 'provisioned-key') {
    const step = view.at === 'provisioning' ? 'save' : state.keyStep;
    return { kind: 'enrollee/key', step, pin: state.keyPin };
  }
  const way = phoneWayOf(view.way);
  if (way === null) return keyHere(state, view);
  const visibleSecondsLeft = secondsOf(state.visibleMsLeft);
  return phoneScreen(state.phone, view, { way, settings, language: state.language, visibleSecondsLeft });
};

/** What the person takes along: nothing of it is secret. */
const doneScreen = (state: DeskState, view: EnrollmentView, { site }: DeskSettings): Screen => ({
  kind: 'enrollee/done',
  givenName: givenNameOf(view),
  method: foundMethod(view),
  notMeContact: site.notMeContact,
  scan: site.helpAddress === null ? null : { of: 'help', address: site.helpAddress, short: null },
  paper: site.prints ? state.leaveBehind : null,
});

/** Where the person registers something, or waits for what they registered. */
const registeringAt: ReadonlySet<EnrollmentPlace> = new Set(['register', 'looking', 'provisioning']);

/** Where the machine works and the enrollee waits. */
const waitingFor: Partial<Record<EnrollmentPlace, Work>> = {
  closing: 'ending-sessions',
  undoing: 'undoing',
};

const elsewhere = (view: EnrollmentView): Screen =>
  view.at === 'asking' ? askingOf(view) : waiting(view, waitingFor[view.at] ?? null);

/** The enrollee's screen during an enrollment. Nothing of the operator's is on any of them. */
export const enrolleeScreen = (state: DeskState, view: EnrollmentView, settings: DeskSettings): Screen => {
  if (registeringAt.has(view.at)) return registering(state, view, settings);
  switch (view.at) {
    case 'reveal':
      return {
        kind: 'enrollee/reveal',
        givenName: givenNameOf(view),
        visibleSecondsLeft: secondsOf(state.visibleMsLeft),
      };
    case 'revoking':
      return { kind: 'enrollee/confirmed', method: foundMethod(view), work: 'removing-pass' };
    case 'password':
      return passwordScreen(state, view, settings);
    case 'retest':
      return retestScreen(state, view, settings);
    case 'done':
      return doneScreen(state, view, settings);
    case 'refused':
    case 'stopped':
      return { kind: 'enrollee/stopped' };
    default:
      return elsewhere(view);
  }
};
