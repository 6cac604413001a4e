import { failed, ok, problemOf, type Nothing, type RequestOf, type Result } from '../../shared/index.ts';
import type { Enrolling } from './enrolling.ts';
import { freshPhone, phoneWayOf, stepped, type PhoneState, type PhoneWay } from './phone.ts';
import type { Store } from './state.ts';

/** What the person says about the own phone: which it is, how far they are, what is in the way. */
export interface Phoning {
  readonly choosePlatform: (request: RequestOf<'phone.choose-platform'>) => Result<Nothing>;
  readonly step: (request: RequestOf<'phone.step'>) => Result<Nothing>;
  readonly help: (request: RequestOf<'phone.help'>) => Result<Nothing>;
  /** Begins anew with another phone. */
  readonly another: () => Result<Nothing>;
}

interface Parts {
  readonly store: Store;
  readonly enrolling: Pick<Enrolling, 'current'>;
}

/** All of it only while the person faces the screen and goes a way over the phone. */
export const createPhoning = ({ store, enrolling }: Parts): Phoning => {
  const change = (next: (phone: PhoneState, way: PhoneWay) => PhoneState | null): Result<Nothing> => {
    const view = enrolling.current()?.view();
    const way = view?.at === 'register' || view?.at === 'looking' ? phoneWayOf(view.way) : null;
    const { facing, handover, phone } = store.get();
    const here = facing === 'enrollee' && handover === null;
    const changed = way === null || !here ? null : next(phone, way);
    if (changed === null) return failed(problemOf('command.not-now'));
    store.update({ phone: changed, problem: null });
    return ok({});
  };
  return {
    choosePlatform: ({ platform }) =>
      change((phone) => (phone.platform === null ? { ...phone, platform } : null)),
    step: ({ to }) => change((phone, way) => (phone.platform === null ? null : stepped(phone, way, to))),
    help: ({ about }) => change((phone) => ({ ...phone, help: about })),
    another: () => change(() => freshPhone),
  };
};
