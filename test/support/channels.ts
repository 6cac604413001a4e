import {
  ok,
  type Channel,
  type PushOf,
  type Push,
  type RequestOf,
  type Snapshot,
  type Handlers,
} from '../../src/shared/index.ts';
import type { Logger } from '../../src/main/log/index.ts';

/** The smallest snapshot there is. */
export const snapshot: Snapshot = {
  revision: 0,
  simulated: true,
  notForRelease: false,
  waivedChecks: 0,
  site: { name: 'Site', station: 'Desk 1', accent: null, helpContact: 'Help desk', sounds: true },
  language: 'en',
  face: 'operator',
  stage: null,
  countdown: null,
  problem: null,
  approvalsElsewhere: null,
  instructions: null,
  keyboard: 'none',
  screen: { kind: 'operator/closed', phase: 'checking', checks: [], left: [], posture: null },
};

/** One good request for every channel; a new channel does not compile until it has one. */
export const requests: { readonly [C in Channel]: RequestOf<C> } = {
  'desk.get-snapshot': {},
  'desk.check-again': {},
  'desk.show-welcome': {},
  'desk.show-operator': {},
  'desk.confirm-handover': {},
  'desk.choose-language': { language: 'fr' },
  'operator.sign-in': {},
  'operator.sign-out': {},
  'policy.show': {},
  'policy.close': {},
  'posture.show': {},
  'posture.check': {},
  'posture.close': {},
  'readers.show': {},
  'readers.close': {},
  'readers.number': { shown: true },
  'readers.try': { suffix: 'enter', layout: 'plain', digits: 'decimal' },
  'readers.save': {},
  'supervisor.acknowledge': { reason: 'disk-fault' },
  'console.open': {},
  'console.close': {},
  'console.show': { view: 'alerts' },
  'console.record': { enrollment: 'e-1' },
  'console.find': { text: 'decision', before: null },
  'console.look': {},
  'console.acknowledge': { id: '0123456789abcdef0123456789abcdef', reason: 'explained' },
  'console.review': { enrollment: 'e-1', outcome: 'in-order' },
  'console.fleet': { site: 'Harbour' },
  'console.export': {},
  'pin.choose': { pin: '4096' },
  'pin.enter': { pin: '4096' },
  'pin.forgotten': {},
  'card-pin.enter': { pin: '409655' },
  'card-pin.cancel': {},
  'badge.enter': { text: '1004711' },
  'verify.answer': { step: 'document', outcome: 'passed', documentClass: 'passport', ticket: null },
  'verify.escalated': {},
  'verify.flag': {},
  'scenario.choose': { scenario: 'new-hire' },
  'lost-method.choose': { methods: [{ id: 'method-1', fate: 'stolen' }] },
  'decision.accept': {},
  'approval.turn': {},
  'approval.withdraw': {},
  'approval.sign-in': {},
  'approval.give': { fingerprint: '0'.repeat(64) },
  'approval.refuse': { reason: 'other', remark: 'a remark' },
  'approval.leave': {},
  'approvals.show': {},
  'approvals.take': { offer: 'a'.repeat(64) },
  'approvals.close': {},
  'pass.hold': { held: true },
  'pass.noted': {},
  'pass.enter-for-me': {},
  'register.choose-way': { way: 'passkey-on-phone' },
  'register.own': { own: false },
  'register.look-now': {},
  'key.begin': {},
  'key.pin': { pin: '135790' },
  'register.another-way': {},
  'phone.choose-platform': { platform: 'ios' },
  'phone.step': { to: 'next' },
  'phone.help': { about: 'no-camera' },
  'phone.another': {},
  'password.start': {},
  'password.on-phone': { shown: true },
  'password.leave-out': {},
  'retest.start': {},
  'retest.on-phone': {},
  'retest.done-on-phone': {},
  'retest.not-on-phone': {},
  'retest.new-code': {},
  'leave-behind.print': {},
  'keyboard.show': { shown: true },
  'keyboard.press': { key: 'a' },
  'guest.cancel': {},
  'guest.reload': {},
  'enrollment.cancel': {},
  'enrollment.person-left': {},
  'enrollment.finish': {},
};

/** One good message for every push. */
export const messages: { readonly [P in Push]: PushOf<P> } = {
  'snapshot.changed': snapshot,
  'pass.show': { enrollmentId: 'enrollment-1', text: 'planted-pass' },
  'pass.blank': {},
  'sound.play': { cue: 'done' },
};

/** Handlers that write down what reaches them and take everything. */
export const recordingHandlers = () => {
  const reached: { readonly channel: string; readonly request: unknown }[] = [];
  const take = (channel: string) => (request: unknown) => {
    reached.push({ channel, request });
    return ok({});
  };
  const names = Object.keys(requests);
  const handlers = {
    ...Object.fromEntries(names.map((channel) => [channel, take(channel)])),
    'desk.get-snapshot': (request: unknown) => {
      reached.push({ channel: 'desk.get-snapshot', request });
      return ok(snapshot);
    },
    // Every channel but one answers with an empty object; `names` has them all.
  } as unknown as Handlers;
  return { reached, handlers };
};

/** A log that keeps its lines. */
export const recordingLog = () => {
  const lines: { readonly level: string; readonly event: string; readonly fields: unknown }[] = [];
  const at =
    (level: string) =>
    (event: string, fields?: unknown): void =>
      void lines.push({ level, event, fields });
  const log: Logger = { info: at('info'), warn: at('warn'), error: at('error'), module: () => log };
  return { lines, log };
};
