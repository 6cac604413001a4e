import { createElement, type FunctionComponent, type JSX } from 'react';
import { SupervisorConsole } from '../console/console.tsx';
import type { Screen, ScreenKind, ScreenOf } from '../../shared/index.ts';
import { ApproverAsk, ApproverSigningIn, ApproverWorking } from './approve/ask.tsx';
import { OperatorApprove } from './approve/operator.tsx';
import { ApproverReview } from './approve/review.tsx';
import { ApproverWaiting } from './approve/waiting.tsx';
import { EnrolleeCardPin } from './card-pin/enrollee.tsx';
import { EnrolleeOpensSoon } from './closed/enrollee.tsx';
import { OperatorClosed } from './closed/operator.tsx';
import { OperatorSigningIn } from './closed/signing-in.tsx';
import { EnrolleeConfirmed } from './confirm/enrollee.tsx';
import { EnrolleeUnexpected } from './confirm/unexpected.tsx';
import { OperatorDecide } from './decide/operator.tsx';
import { EnrolleeDone } from './done/enrollee.tsx';
import { OperatorDone } from './done/operator.tsx';
import { OperatorEscalate } from './escalate/operator.tsx';
import { Handover } from './handover/handover.tsx';
import { OperatorLostMethod } from './lost-method/operator.tsx';
import { OperatorPolicy } from './policy/operator.tsx';
import { OperatorPosture } from './posture/operator.tsx';
import { EnrolleePassword } from './password/enrollee.tsx';
import { EnrolleePasswordPhone } from './password/on-phone.tsx';
import { EnrolleePasswordReady } from './password/ready.tsx';
import { EnrolleePhone } from './phone/enrollee.tsx';
import { EnrolleeAttract } from './ready/enrollee.tsx';
import { OperatorPin } from './pin/operator.tsx';
import { OperatorReady } from './ready/operator.tsx';
import { OperatorReaders } from './readers/operator.tsx';
import { OperatorRefused } from './refused/operator.tsx';
import { EnrolleeChooseWay } from './register/choose-way.tsx';
import { EnrolleeKey } from './register/key.tsx';
import { EnrolleeRegister } from './register/enrollee.tsx';
import { EnrolleeRetest } from './retest/enrollee.tsx';
import { EnrolleeRetestPhone } from './retest/on-phone.tsx';
import { EnrolleeRetestReady } from './retest/ready.tsx';
import { EnrolleeReveal } from './reveal/enrollee.tsx';
import { OperatorScenario } from './scenario/operator.tsx';
import { EnrolleeStopped } from './stopped/enrollee.tsx';
import { OperatorStopped } from './stopped/operator.tsx';
import { OperatorVerify } from './verify/operator.tsx';
import { OperatorWatch } from './watch/operator.tsx';
import { EnrolleeWait } from './working/enrollee.tsx';
import { OperatorWorking } from './working/operator.tsx';

type View<K extends ScreenKind> = FunctionComponent<{ readonly screen: ScreenOf<K> }>;
type Views = { readonly [K in ScreenKind]: View<K> };

/** A component a screen kind: a kind without one does not compile. */
const views: Views = {
  'operator/closed': OperatorClosed,
  'operator/signing-in': OperatorSigningIn,
  'operator/ready': OperatorReady,
  'operator/policy': OperatorPolicy,
  'operator/posture': OperatorPosture,
  'operator/readers': OperatorReaders,
  'operator/pin': OperatorPin,
  'operator/working': OperatorWorking,
  'operator/verify': OperatorVerify,
  'operator/escalate': OperatorEscalate,
  'operator/scenario': OperatorScenario,
  'operator/lost-method': OperatorLostMethod,
  'operator/decide': OperatorDecide,
  'operator/approve': OperatorApprove,
  'operator/watch': OperatorWatch,
  'operator/done': OperatorDone,
  'operator/refused': OperatorRefused,
  'operator/stopped': OperatorStopped,
  'approver/waiting': ApproverWaiting,
  'approver/ask': ApproverAsk,
  'approver/signing-in': ApproverSigningIn,
  'approver/working': ApproverWorking,
  'approver/review': ApproverReview,
  'enrollee/opens-soon': EnrolleeOpensSoon,
  'enrollee/attract': EnrolleeAttract,
  'enrollee/card-pin': EnrolleeCardPin,
  'enrollee/wait': EnrolleeWait,
  'enrollee/reveal': EnrolleeReveal,
  'enrollee/choose-way': EnrolleeChooseWay,
  'enrollee/register': EnrolleeRegister,
  'enrollee/key': EnrolleeKey,
  'enrollee/phone': EnrolleePhone,
  'enrollee/unexpected': EnrolleeUnexpected,
  'enrollee/confirmed': EnrolleeConfirmed,
  'enrollee/password-ready': EnrolleePasswordReady,
  'enrollee/password': EnrolleePassword,
  'enrollee/password-phone': EnrolleePasswordPhone,
  'enrollee/retest-ready': EnrolleeRetestReady,
  'enrollee/retest': EnrolleeRetest,
  'enrollee/retest-phone': EnrolleeRetestPhone,
  'enrollee/done': EnrolleeDone,
  'enrollee/stopped': EnrolleeStopped,
  'supervisor/console': SupervisorConsole,
  handover: Handover,
};

interface Shown<K extends ScreenKind> {
  readonly kind: K;
  readonly screen: ScreenOf<K>;
}

const elementOf = <K extends ScreenKind>({ kind, screen }: Shown<K>): JSX.Element => {
  const view: View<K> = views[kind];
  return createElement(view, { key: kind, screen });
};

/** The present screen, afresh for each kind: what was ticked on one is not ticked on the next. */
export const ScreenView = ({ screen }: { readonly screen: Screen }): JSX.Element =>
  elementOf({ kind: screen.kind, screen });

/** Whether the guarded window lies in the screen. */
export const hasGuest = (screen: Screen): boolean => 'guest' in screen && screen.guest !== null;
