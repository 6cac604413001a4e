import {
  approvalRefusal,
  type ApprovalRequest,
  type MethodLabel,
  type PersonOnScreen,
  type ReasonOnScreen,
  type Screen,
} from '../../shared/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import { roleName, type Reason } from '../policy/index.ts';
import { labelOf } from './methods.ts';
import { answersOf } from './proof-screens.ts';
import { offerOf } from './offer.ts';
import type { DeskSettings } from './ports.ts';
import type { DeskState } from './state.ts';

const onScreen = (reasons: readonly Reason[], ...effects: readonly Reason['effect'][]): ReasonOnScreen[] =>
  effects.flatMap((wanted) =>
    reasons
      .filter(({ effect }) => effect === wanted)
      .map(({ code, effect, params, source }) => ({ code, effect, params, source })),
  );

/** The operator's own view while a second person is asked. */
export const operatorApprovalScreen = (
  person: PersonOnScreen,
  view: EnrollmentView,
  { askedElsewhere }: Pick<DeskState, 'askedElsewhere'>,
): Screen => ({
  kind: 'operator/approve',
  person,
  needs: view.approval.needs.map(({ roleIds, count }) => ({ roles: roleIds.map(roleName), count })),
  reasons: onScreen(view.decision?.reasons ?? [], 'needs-approval'),
  given: view.approval.given.map(({ by }) => by.displayName),
  changed: [...view.approval.changed],
  elsewhere: askedElsewhere,
});

const lostOf = ({ facts, lostMethodIds }: EnrollmentView): MethodLabel[] =>
  (facts?.methods ?? []).filter(({ id }) => lostMethodIds.includes(id)).map(labelOf);

const requestOf = (state: DeskState, view: EnrollmentView, settings: DeskSettings): ApprovalRequest => ({
  ...offerOf(view, settings),
  operatorName: state.operator?.displayName ?? '',
  badgeStrength: view.badgeStrength,
  lost: lostOf(view),
  proofing: [...answersOf(view, settings, state.operatorLanguage)],
});

interface Shown {
  readonly state: DeskState;
  readonly view: EnrollmentView;
  readonly settings: DeskSettings;
}

const reviewScreen = (person: PersonOnScreen, { state, view, settings }: Shown): Screen => ({
  kind: 'approver/review',
  approverName: view.approval.candidate?.displayName ?? '',
  person,
  request: requestOf(state, view, settings),
  reasons: onScreen(view.decision?.reasons ?? [], 'needs-approval', 'allows'),
  refusals: [...approvalRefusal.options],
  fingerprint: view.approval.fingerprint ?? '',
  elsewhere: null,
});

/** The second person's screen. Before they have signed in nothing of the enrollment is on it. */
export const approverScreen = (person: PersonOnScreen, shown: Shown): Screen => {
  const { state, view } = shown;
  if (view.at === 'approving') return reviewScreen(person, shown);
  if (state.approver === 'signing-in' && state.guest !== null) {
    return { kind: 'approver/signing-in', guest: state.guest };
  }
  if (state.approver !== 'idle' || view.at !== 'approval') return { kind: 'approver/working' };
  const { turnedAway } = view.approval;
  return {
    kind: 'approver/ask',
    turnedAway:
      turnedAway === null
        ? null
        : { name: turnedAway.displayName, reasons: onScreen(turnedAway.reasons, 'refuses') },
  };
};
