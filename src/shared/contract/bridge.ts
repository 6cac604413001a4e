import type { Result } from '../result.ts';
import type { AnswerOf, Channel, Push, PushOf, RequestOf } from './channels.ts';

/** The one object the preload puts into a window, as `window.tapdesk`: a function a channel, a listener a push. */
export interface Bridge {
  readonly call: { readonly [C in Channel]: (request: RequestOf<C>) => Promise<Result<AnswerOf<C>>> };
  /** Registers a listener; the answer takes it away again. */
  readonly on: { readonly [P in Push]: (listener: (message: PushOf<P>) => void) => () => void };
}

/** The other side of the bridge: one function a channel. The compiler holds the table complete. */
export type Handlers = {
  readonly [C in Channel]: (request: RequestOf<C>) => Result<AnswerOf<C>> | Promise<Result<AnswerOf<C>>>;
};

/** Names as the preload needs them: without the schema library, which does not belong into a sandboxed preload. */
export const channelNames = [
  'desk.get-snapshot',
  'desk.check-again',
  'desk.show-welcome',
  'desk.show-operator',
  'desk.confirm-handover',
  'desk.choose-language',
  'operator.sign-in',
  'operator.sign-out',
  'policy.show',
  'policy.close',
  'posture.show',
  'posture.check',
  'posture.close',
  'readers.show',
  'readers.close',
  'readers.number',
  'readers.try',
  'readers.save',
  'supervisor.acknowledge',
  'console.open',
  'console.close',
  'console.show',
  'console.record',
  'console.find',
  'console.look',
  'console.acknowledge',
  'console.review',
  'console.fleet',
  'console.export',
  'pin.choose',
  'pin.enter',
  'pin.forgotten',
  'card-pin.enter',
  'card-pin.cancel',
  'badge.enter',
  'verify.answer',
  'verify.escalated',
  'verify.flag',
  'scenario.choose',
  'lost-method.choose',
  'decision.accept',
  'approval.turn',
  'approval.withdraw',
  'approval.sign-in',
  'approval.give',
  'approval.refuse',
  'approval.leave',
  'approvals.show',
  'approvals.take',
  'approvals.close',
  'pass.hold',
  'pass.noted',
  'pass.enter-for-me',
  'register.choose-way',
  'register.own',
  'register.look-now',
  'key.begin',
  'key.pin',
  'register.another-way',
  'phone.choose-platform',
  'phone.step',
  'phone.help',
  'phone.another',
  'password.start',
  'password.on-phone',
  'password.leave-out',
  'retest.start',
  'retest.on-phone',
  'retest.done-on-phone',
  'retest.not-on-phone',
  'retest.new-code',
  'leave-behind.print',
  'keyboard.show',
  'keyboard.press',
  'guest.cancel',
  'guest.reload',
  'enrollment.cancel',
  'enrollment.person-left',
  'enrollment.finish',
] as const satisfies readonly Channel[];

export const pushNames = [
  'snapshot.changed',
  'pass.show',
  'pass.blank',
  'sound.play',
] as const satisfies readonly Push[];
