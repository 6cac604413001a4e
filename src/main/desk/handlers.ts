import {
  failed,
  type Failure,
  ok,
  problemOf,
  type Handlers,
  type RequestOf,
  type Nothing,
  type Result,
  type Snapshot,
} from '../../shared/index.ts';
import type { EnrollmentEvent } from '../enrollment/index.ts';
import type { Answering } from './answering.ts';
import type { Approving } from './approving.ts';
import type { CardPin } from './card-pin.ts';
import type { Console } from './console.ts';
import type { Enrolling } from './enrolling.ts';
import type { GuestSession } from './guest-session.ts';
import type { Keyboard } from './keyboard.ts';
import type { LeavingBehind } from './leaving-behind.ts';
import { behindLock, type Locking } from './locking.ts';
import type { Operating } from './operating.ts';
import type { PassDisplay } from './pass-display.ts';
import type { ChangingPassword } from './password.ts';
import { policyHandlers } from './policy-page.ts';
import type { Phoning } from './phoning.ts';
import type { PostureWatch } from './posture-watch.ts';
import type { Provisioning } from './provisioning.ts';
import type { DeskPorts } from './ports.ts';
import type { ReaderPage } from './reader-page.ts';
import type { Registering } from './registering.ts';
import type { Retesting } from './retesting.ts';
import type { Store } from './state.ts';
import type { Supervising } from './supervising.ts';

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly snapshot: () => Snapshot;
  readonly operating: Operating;
  readonly posture: PostureWatch;
  readonly readerPage: ReaderPage;
  readonly supervising: Supervising;
  readonly console: Console;
  readonly enrolling: Enrolling;
  readonly answering: Answering;
  readonly approving: Approving;
  readonly registering: Registering;
  readonly keyboard: Keyboard;
  readonly phoning: Phoning;
  readonly provisioning: Provisioning;
  readonly password: ChangingPassword;
  readonly retesting: Retesting;
  readonly leavingBehind: LeavingBehind;
  readonly locking: Locking;
  readonly cardPin: CardPin;
  readonly guests: GuestSession;
  readonly pass: PassDisplay;
}

const notNow = (): Failure => failed(problemOf('command.not-now'));
const taken = (was: boolean): Result<Nothing> => (was ? ok({}) : notNow());

/** Who faces the display, and how it passes from one to the other. */
const faceHandlers = ({ store, enrolling, answering, approving, pass, cardPin }: Parts) => ({
  'desk.show-welcome': () => {
    const { phase, facing } = store.get();
    if (facing === 'enrollee' || facing === 'supervisor') return notNow();
    if (phase !== 'ready' && phase !== 'enrolling') return notNow();
    if (phase === 'enrolling' && store.get().enrollment?.passExpiresAt === null && !afterPass(store)) {
      return notNow();
    }
    store.update(phase === 'ready' ? { facing: 'enrollee', problem: null } : { handover: 'enrollee' });
    return ok({});
  },
  'desk.show-operator': () => {
    const { phase, facing, handover } = store.get();
    pass.blank();
    cardPin.cancel();
    if (facing === 'supervisor') return notNow();
    const left = answering.leave();
    if (left !== null) return left;
    if (facing === 'approver' && handover === null) return approving.leave();
    if (handover === 'enrollee' || handover === 'approver' || phase === 'ready') {
      store.update({ handover: null, facing: 'operator' });
      return ok({});
    }
    if (facing === 'operator') return notNow();
    store.update({ handover: 'operator' });
    return ok({});
  },
  'desk.confirm-handover': () => {
    const { handover } = store.get();
    if (handover === null) return notNow();
    store.update({ handover: null, facing: handover, leavesAt: null, problem: null });
    if (handover === 'enrollee') enrolling.enrolleeFaces();
    return ok({});
  },
  'desk.choose-language': ({ language }: RequestOf<'desk.choose-language'>) => {
    store.update(store.get().facing === 'enrollee' ? { language } : { operatorLanguage: language });
    return ok({});
  },
});

/** Places at which the enrollee has the screen though the pass is gone already. */
const afterPass = (store: Store): boolean =>
  ['revoking', 'password', 'retest', 'closing', 'done', 'stopped'].includes(store.get().enrollment?.at ?? '');

const personHandlers = ({ ports, store, enrolling }: Parts) => {
  const send = (event: EnrollmentEvent): Result<Nothing> => {
    store.update({ problem: null });
    return taken(enrolling.current()?.send(event) ?? false);
  };
  return {
    'verify.answer': (answer: RequestOf<'verify.answer'>) => send({ type: 'answered', answer }),
    'verify.escalated': () => send({ type: 'escalated' }),
    'verify.flag': () => send({ type: 'cancel', why: 'enrollment.flagged' }),
    'scenario.choose': ({ scenario }: RequestOf<'scenario.choose'>) =>
      send({ type: 'scenario-chosen', scenario }),
    'lost-method.choose': ({ methods }: RequestOf<'lost-method.choose'>) =>
      send({
        type: 'lost-methods-chosen',
        methodIds: methods.map(({ id }) => id),
        fates: Object.fromEntries(methods.map(({ id, fate }) => [id, fate])),
        reportedAt: ports.clock.now(),
      }),
    'decision.accept': () => send({ type: 'accepted' }),
    'pass.noted': () => send({ type: 'noted' }),
    'enrollment.cancel': () => send({ type: 'cancel', why: 'enrollment.cancelled' }),
    'enrollment.person-left': () => send({ type: 'cancel', why: 'enrollment.person-left' }),
    'enrollment.finish': () => taken(enrolling.finish()),
  };
};

const guestHandlers = ({ guests, store }: Parts) => ({
  'guest.cancel': async () => {
    if (guests.current() === null) return notNow();
    await guests.close();
    return ok({});
  },
  'guest.reload': async () => {
    if (guests.current() === null) return notNow();
    store.update({ problem: null, registerStep: 'enter-code' });
    await guests.again();
    return ok({});
  },
});

/** The page about tenant and station lies over a closed or a waiting desk, and only the operator opens it. */
const postureHandlers = ({ store, posture }: Parts) => {
  const may = (): boolean => {
    const { phase, closed, facing } = store.get();
    return facing === 'operator' && (phase === 'ready' || (phase === 'closed' && closed !== 'checking'));
  };
  return {
    'posture.show': () => {
      if (!may() || store.get().posture === null) return notNow();
      store.update({ page: 'posture', problem: null });
      return ok({});
    },
    'posture.check': async () => {
      if (store.get().phase !== 'ready') return notNow();
      await posture.again();
      return ok({});
    },
    'posture.close': () => {
      if (store.get().page !== 'posture') return notNow();
      store.update({ page: null });
      return ok({});
    },
  };
};

/** What the person does with the new method, once there is one. */
const newMethodHandlers = ({ password, retesting }: Parts) => ({
  'password.start': password.start,
  'password.on-phone': password.onPhone,
  'password.leave-out': password.leaveOut,
  'retest.start': retesting.start,
  'retest.on-phone': retesting.onPhone,
  'retest.done-on-phone': retesting.doneOnPhone,
  'retest.not-on-phone': retesting.notOnPhone,
  'retest.new-code': retesting.newCode,
});

const readerHandlers = ({ readerPage }: Parts) => ({
  'readers.show': readerPage.show,
  'readers.close': readerPage.close,
  'readers.number': readerPage.showNumber,
  'readers.try': readerPage.tryFormat,
  'readers.save': readerPage.save,
});

const consoleHandlers = ({ console }: Parts) => ({
  'console.open': console.open,
  'console.close': console.close,
  'console.show': console.show,
  'console.record': console.record,
  'console.find': console.find,
  'console.look': console.look,
  'console.acknowledge': console.acknowledge,
  'console.review': console.review,
  'console.fleet': console.fleet,
  'console.export': console.exportJournal,
});

const unguarded = (parts: Parts): Handlers => ({
  'desk.get-snapshot': () => ok(parts.snapshot()),
  'desk.check-again': () => (parts.store.get().closed === 'checking' ? notNow() : parts.operating.check()),
  ...faceHandlers(parts),
  'operator.sign-in': parts.operating.signIn,
  'operator.sign-out': parts.operating.signOut,
  ...policyHandlers(parts.store),
  'pin.choose': parts.locking.choose,
  'pin.enter': parts.locking.enter,
  'pin.forgotten': parts.locking.forgotten,
  'card-pin.enter': parts.cardPin.enter,
  'card-pin.cancel': parts.cardPin.cancel,
  'supervisor.acknowledge': parts.supervising.acknowledge,
  ...consoleHandlers(parts),
  'badge.enter': ({ text }) =>
    parts.store.get().answering === null ? parts.enrolling.badge(parts.ports.readTyped(text)) : notNow(),
  ...postureHandlers(parts),
  ...readerHandlers(parts),
  ...personHandlers(parts),
  'approval.turn': parts.approving.turn,
  'approval.withdraw': parts.approving.withdraw,
  'approval.sign-in': parts.approving.signIn,
  'approval.give': (asked) => parts.answering.give(asked) ?? parts.approving.give(asked),
  'approval.refuse': (asked) => parts.answering.refuse(asked) ?? parts.approving.refuse(asked),
  'approval.leave': () => parts.answering.leave() ?? parts.approving.leave(),
  'approvals.show': parts.answering.show,
  'approvals.take': parts.answering.take,
  'approvals.close': parts.answering.close,
  'pass.hold': ({ held }) => {
    parts.pass.hold(held);
    return ok({});
  },
  'pass.enter-for-me': parts.registering.enterForMe,
  'register.choose-way': ({ way }) => parts.registering.choose(way),
  'register.own': ({ own }) => taken(parts.enrolling.current()?.send({ type: 'owned', own }) ?? false),
  'register.look-now': parts.registering.lookNow,
  'key.begin': parts.provisioning.begin,
  'key.pin': parts.provisioning.enterPin,
  'register.another-way': parts.registering.another,
  'leave-behind.print': parts.leavingBehind.print,
  'keyboard.show': parts.keyboard.show,
  'keyboard.press': parts.keyboard.press,
  'phone.choose-platform': parts.phoning.choosePlatform,
  'phone.step': parts.phoning.step,
  'phone.help': parts.phoning.help,
  'phone.another': parts.phoning.another,
  ...newMethodHandlers(parts),
  ...guestHandlers(parts),
});

/** All calls a window can make; the operator's own only while the desk is not locked. */
export const createHandlers = (parts: Parts): Handlers => behindLock(parts.store, unguarded(parts));
