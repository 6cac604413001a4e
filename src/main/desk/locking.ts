import {
  failed,
  ok,
  problemOf,
  type Channel,
  type Handlers,
  type Nothing,
  type RequestOf,
  type Result,
} from '../../shared/index.ts';
import { isTooSimple } from '../identity/index.ts';
import type { Enrolling } from './enrolling.ts';
import type { Operating } from './operating.ts';
import type { DeskPorts } from './ports.ts';
import type { DeskState, Store } from './state.ts';

/** The operator's PIN: chosen after sign-in, asked whenever the screen comes back from somebody else. */
export interface Locking {
  readonly choose: (request: RequestOf<'pin.choose'>) => Result<Nothing>;
  readonly enter: (request: RequestOf<'pin.enter'>) => Result<Nothing>;
  /** The operator does not know it: what runs is undone, and they sign in again. */
  readonly forgotten: () => Result<Nothing>;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly enrolling: Enrolling;
  readonly operating: Pick<Operating, 'signOut'>;
}

const facesOperator = ({ facing, handover }: DeskState): boolean =>
  facing === 'operator' && handover === null;

/** Whether the operator's matters are behind the PIN now. */
export const isLocked = (state: DeskState): boolean => state.lock === 'unset' || state.lock === 'locked';

/** Whether the PIN is what the screen asks for. */
export const asksForPin = (state: DeskState): boolean => isLocked(state) && facesOperator(state);

const notNow = (): Result<Nothing> => failed(problemOf('command.not-now'));

/** Takes the operator off the desk: after too many wrong tries, or when the PIN is not known any more. */
const createLeave = ({ ports, store, enrolling, operating }: Parts) => {
  let leaving = false;
  const leave = async (): Promise<void> => {
    const enrollment = enrolling.current();
    enrollment?.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await enrollment?.ended;
    if (store.get().phase === 'enrolling') enrolling.finish();
    const closed = await operating.signOut();
    if (closed.ok) store.update({ problem: problemOf('operator.locked-out') });
  };
  return (): void => {
    // While a badge is being looked up nothing can be left; the next change comes by here again.
    if (leaving || !['ready', 'enrolling'].includes(store.get().phase)) return;
    leaving = true;
    leave()
      .catch((error: unknown) => ports.log.error('lock-out-failed', { error: String(error) }))
      .finally(() => {
        leaving = false;
      });
  };
};

/** Locks by itself: whoever else had the screen, or is about to have it, must not act in the operator's name. */
const watch = ({ ports, store }: Parts, leave: () => void): void => {
  const asked = ports.settings.operatorPin;
  if (asked === null) return;
  store.listen(() => {
    const state = store.get();
    if (state.operator === null) {
      if (state.lock === 'off') return;
      ports.pin.forget();
      store.update({ lock: 'off' });
    } else if (state.lock === 'off') {
      store.update({ lock: 'unset', pinTriesLeft: asked.tries });
    } else if (state.lock === 'open' && !facesOperator(state)) {
      store.update({ lock: 'locked' });
    } else if (state.lock === 'locked' && state.pinTriesLeft === 0) leave();
  });
};

export const createLocking = (parts: Parts): Locking => {
  const { ports, store } = parts;
  const asked = ports.settings.operatorPin;
  watch(parts, createLeave(parts));

  const record = (type: string): void => {
    const { operator, enrollment } = store.get();
    const actor = operator?.id ?? 'station';
    ports.journal.append({
      type,
      enrollment: enrollment?.id ?? null,
      step: null,
      actor,
      subject: null,
      data: {},
    });
  };
  const asks = (lock: DeskState['lock']): boolean => store.get().lock === lock && facesOperator(store.get());

  return {
    choose: ({ pin }) => {
      if (asked === null || !asks('unset')) return notNow();
      if (pin.length !== asked.digits || isTooSimple(pin))
        return failed(problemOf('operator.pin-too-simple'));
      ports.pin.choose(pin);
      store.update({ lock: 'open', problem: null });
      return ok({});
    },
    enter: ({ pin }) => {
      const { pinTriesLeft } = store.get();
      if (asked === null || !asks('locked') || pinTriesLeft === 0) return notNow();
      if (ports.pin.matches(pin)) {
        record('operator.unlocked');
        store.update({ lock: 'open', pinTriesLeft: asked.tries });
        return ok({});
      }
      // Counted before it is written: a full disk must not give more tries.
      store.update({ pinTriesLeft: pinTriesLeft - 1 });
      record('operator.pin-wrong');
      return ok({});
    },
    forgotten: () => {
      if (!asks('locked')) return notNow();
      store.update({ pinTriesLeft: 0 });
      return ok({});
    },
  };
};

/** What the operator alone does: not while the lock is closed, whoever faces the display. */
const operatorsOwn: ReadonlySet<Channel> = new Set([
  'badge.enter',
  'readers.number',
  'readers.try',
  'readers.save',
  'scenario.choose',
  'lost-method.choose',
  'verify.answer',
  'verify.escalated',
  'verify.flag',
  'decision.accept',
  'approval.turn',
  'approval.withdraw',
] as const);

/** What can be done at the locked screen itself. */
const atTheLock: ReadonlySet<Channel> = new Set([
  'desk.get-snapshot',
  'desk.show-welcome',
  'desk.choose-language',
  'operator.sign-out',
  'pin.choose',
  'pin.enter',
  'pin.forgotten',
  'enrollment.cancel',
] as const);

const mayPass = (state: DeskState, channel: Channel): boolean => {
  if (!isLocked(state)) return true;
  return facesOperator(state) ? atTheLock.has(channel) : !operatorsOwn.has(channel);
};

/** The desk's calls behind the lock: what may not pass is refused and changes nothing. */
export const behindLock = (store: Store, handlers: Handlers): Handlers => {
  const guard = <C extends Channel>(channel: C): Handlers[C] =>
    // A handler takes its own channel's request and answers a result; the guard adds only a refusal.
    ((request: RequestOf<C>) =>
      mayPass(store.get(), channel) ? handlers[channel](request) : notNow()) as Handlers[C];
  const channels = Object.keys(handlers) as Channel[];
  return Object.fromEntries(channels.map((channel) => [channel, guard(channel)])) as Handlers;
};
