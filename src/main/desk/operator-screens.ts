import {
  type CleanupItem,
  type OfferedWay,
  type PersonOnScreen,
  type ReasonOnScreen,
  type Screen,
  type ScreenOf,
  type Work,
} from '../../shared/index.ts';
import { logMayFollow, type EnrollmentPlace, type EnrollmentView } from '../enrollment/index.ts';
import { operatorApprovalScreen } from './approval-screens.ts';
import { leftByView } from './left-behind.ts';
import { foundMethod, labelOf, losable } from './methods.ts';
import { offerOf } from './offer.ts';
import { placeOnPhone, phoneWayOf } from './phone.ts';
import { contactOf, questionOf } from './proof-screens.ts';
import type { DeskSettings } from './ports.ts';
import { problemOfView } from './problems.ts';
import type { DeskState } from './state.ts';
import { contextAsked } from './retest-screens.ts';
import { warningsOf } from './warnings.ts';

/** The person as the operator and the approver see them. */
export const personOf = (state: DeskState, view: EnrollmentView): PersonOnScreen => ({
  displayName: view.person.displayName,
  givenName: givenNameOf(view),
  jobTitle: view.person.jobTitle,
  department: view.person.department,
  employeeId: view.person.employeeId,
  userPrincipalName: view.person.userPrincipalName,
  photo: state.photo,
  photoPending: state.photoPending,
});

/** How the enrollee is greeted. */
export const givenNameOf = (view: EnrollmentView): string =>
  view.person.givenName ?? view.person.displayName.split(' ')[0] ?? view.person.displayName;

const reasonsOf = (view: EnrollmentView, effects: readonly string[]): ReasonOnScreen[] =>
  effects.flatMap((wanted) =>
    (view.decision?.reasons ?? [])
      .filter(({ effect }) => effect === wanted)
      .map(({ code, effect, params, source }) => ({ code, effect, params, source })),
  );

const working: Partial<Record<EnrollmentPlace, Work>> = {
  deciding: 'deciding',
  'checking-again': 'checking-again',
  'removing-stolen': 'removing-stolen',
  admitting: 'joining-group',
  issuing: 'creating-pass',
  'awaiting-usable': 'waiting-for-pass',
  undoing: 'undoing',
};

const watched: Partial<Record<EnrollmentPlace, ScreenOf<'operator/watch'>['at']>> = {
  reveal: 'reveal',
  register: 'register',
  looking: 'confirm',
  asking: 'confirm',
  'removing-foreign': 'confirm',
  provisioning: 'confirm',
  revoking: 'confirm',
  password: 'password',
  retest: 'retest',
  closing: 'retest',
};

/** What a screen is made of beside who is enrolled. `now`: epoch milliseconds. */
export interface Setting {
  readonly settings: DeskSettings;
  readonly now: number;
}

const openFirst = (ways: readonly OfferedWay[]): OfferedWay[] => [
  ...ways.filter(({ closed }) => closed === null),
  ...ways.filter(({ closed }) => closed !== null),
];

/** Whether it is the ways that refuse: then each is said with what closes it. */
const isWithoutWay = ({ decision }: EnrollmentView): boolean =>
  decision?.reasons.some(({ code }) => code === 'ways.none-open') === true;

const decideScreen = (state: DeskState, view: EnrollmentView, { settings, now }: Setting): Screen => {
  const verdict = view.decision?.verdict ?? 'refuse';
  return {
    kind: 'operator/decide',
    person: personOf(state, view),
    verdict,
    // A refusal lists what refuses; an approval what allows.
    reasons: reasonsOf(view, verdict === 'refuse' ? ['refuses'] : ['needs-approval', 'allows']),
    ...offerOf(view, settings),
    ways: openFirst(view.decision?.ways ?? []),
    warnings: state.operator === null ? [] : warningsOf(state.operator, settings, now),
  };
};

const doneScreen = (state: DeskState, view: EnrollmentView, { settings }: Setting): Screen => {
  const cleaned: CleanupItem[] = [...view.undone];
  if (state.windowsWiped) cleaned.push('window');
  return {
    kind: 'operator/done',
    recordNumber: view.recordNumber,
    minutes: ((view.endedAt ?? view.startedAt) - view.startedAt) / 60_000,
    method: foundMethod(view),
    password: view.password,
    cleaned,
    proof: {
      freshSignIn: view.retested !== 'on-phone',
      onPhone: view.retested === 'on-phone',
      authenticationContext: contextAsked(view, settings) === null ? 'not-asked' : 'met',
      signInLog: logMayFollow(view.facts) ? 'pending' : 'not-available',
    },
  };
};

const refusedScreen = (_: DeskState, view: EnrollmentView): Screen => {
  const { refusal } = view.approval;
  return {
    kind: 'operator/refused',
    recordNumber: view.recordNumber,
    reasons: reasonsOf(view, [refusal === null ? 'refuses' : 'needs-approval']),
    ways: isWithoutWay(view) ? openFirst(view.decision?.ways ?? []) : [],
    refusal: refusal === null ? null : { name: refusal.by.displayName, reason: refusal.reason },
  };
};

const stoppedScreen = (state: DeskState, view: EnrollmentView): Screen => ({
  kind: 'operator/stopped',
  recordNumber: view.recordNumber,
  why: problemOfView(view.why ?? 'internal', view, false),
  undone: state.windowsWiped ? [...view.undone, 'window'] : [...view.undone],
  notUndone: state.windowsWiped ? [...view.notUndone] : [...view.notUndone, 'window'],
  left: [...leftByView(view)],
});

const verifyScreen = (state: DeskState, view: EnrollmentView, { settings }: Setting): Screen | null =>
  view.question === null
    ? null
    : {
        kind: 'operator/verify',
        person: personOf(state, view),
        badge: { strength: view.badgeStrength },
        scenario: view.scenario ?? 'new-hire',
        question: questionOf(view.question, settings, state.operatorLanguage),
        earlierPasses: [...state.earlierPasses],
      };

const escalateScreen = (state: DeskState, view: EnrollmentView, { settings }: Setting): Screen | null =>
  view.question === null
    ? null
    : {
        kind: 'operator/escalate',
        person: personOf(state, view),
        question: questionOf(view.question, settings, state.operatorLanguage),
        outcome: view.question.outcome ?? 'not-possible',
        contact: contactOf(view.question, settings),
      };

const scenarioScreen = (state: DeskState, view: EnrollmentView): Screen => ({
  kind: 'operator/scenario',
  person: personOf(state, view),
  scenarios: ['new-hire', 'lost-phone', 're-registration'],
});

const lostMethodScreen = (state: DeskState, view: EnrollmentView): Screen =>
  // Without the tenant's answer nothing could be named as lost.
  view.facts === null
    ? { kind: 'operator/working', work: 'deciding' }
    : {
        kind: 'operator/lost-method',
        person: personOf(state, view),
        methods: [...losable(view.facts.methods)],
      };

const approveScreen = (state: DeskState, view: EnrollmentView): Screen =>
  operatorApprovalScreen(personOf(state, view), view, state);

const isAsked = ({ at }: EnrollmentView): boolean => at === 'asking' || at === 'removing-foreign';

/** What the person sees now, without any of it: which way they go and where they are. */
const watchScreen = (state: DeskState, view: EnrollmentView): Screen => {
  const at = watched[view.at] ?? 'register';
  const onPhone = at === 'register' || at === 'confirm' ? phoneWayOf(view.way) : null;
  return {
    kind: 'operator/watch',
    person: personOf(state, view),
    at,
    way: view.way,
    unexpected: isAsked(view) && view.unexpected !== null ? labelOf(view.unexpected) : null,
    phone: onPhone === null ? null : placeOnPhone(state.phone, onPhone),
  };
};

type ScreenOfGate = (state: DeskState, view: EnrollmentView, setting: Setting) => Screen | null;

/** Places at which the operator is asked something. */
const gates: Partial<Record<EnrollmentPlace, ScreenOfGate>> = {
  scenario: scenarioScreen,
  'lost-method': lostMethodScreen,
  verify: verifyScreen,
  escalation: escalateScreen,
  decided: decideScreen,
  approval: approveScreen,
  approving: approveScreen,
  done: doneScreen,
  refused: refusedScreen,
  stopped: stoppedScreen,
};

/** The operator's screen during an enrollment. The pass is on none of them. */
export const operatorScreen = (state: DeskState, view: EnrollmentView, setting: Setting): Screen => {
  const asked = gates[view.at]?.(state, view, setting) ?? null;
  if (asked !== null) return asked;
  const work = working[view.at];
  if (work !== undefined) return { kind: 'operator/working', work };
  return watchScreen(state, view);
};
