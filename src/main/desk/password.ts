import { failed, ok, problemOf, type Nothing, type RequestOf, type Result } from '../../shared/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import type { Enrolling } from './enrolling.ts';
import type { GuestSession } from './guest-session.ts';
import { createLooks } from './look-rate.ts';
import { passwordPlaces } from './password-screens.ts';
import type { DeskPorts } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

/**
 * A new password, at the tenant's own page: the person signs in there with the new method. That it was changed is what the
 * tenant says, wherever it was done.
 */
export interface ChangingPassword {
  /** Opens the page in the guarded window. */
  readonly start: () => Promise<Result<Nothing>>;
  /** Shows where the page is for the person's own phone, or goes back. */
  readonly onPhone: (request: RequestOf<'password.on-phone'>) => Result<Nothing>;
  /** The person keeps the old one. */
  readonly leaveOut: () => Promise<Result<Nothing>>;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly guests: GuestSession;
  readonly enrolling: Pick<Enrolling, 'current'>;
}

const notNow = (): Result<Nothing> => failed(problemOf('command.not-now'));

export const createChangingPassword = ({ ports, store, guests, enrolling }: Parts): ChangingPassword => {
  const { settings } = ports;
  const lookSoon = createLooks(ports, () => {
    if (enrolling.current()?.view().at === 'password') enrolling.current()?.send({ type: 'look' });
  });

  /** The enrollment, where the person stands before the screen and may go to that place. */
  const here = (place: 'here' | 'on-phone' | 'any'): EnrollmentView | null => {
    const view = enrolling.current()?.view();
    const { facing, handover } = store.get();
    if (view?.at !== 'password' || facing !== 'enrollee' || handover !== null) return null;
    return place === 'any' || passwordPlaces(view, settings).includes(place) ? view : null;
  };

  return {
    start: async () => {
      const view = here('here');
      if (view === null || store.get().guest !== null) return notNow();
      store.update({ passwordOnPhone: false, problem: null });
      const hint = encodeURIComponent(view.person.userPrincipalName);
      const address = settings.passwordUrl.replaceAll('{login_hint}', hint);
      try {
        await guests.open('enrollee', address, ({ kind }) => {
          if (kind === 'posted') lookSoon();
        });
        return ok({});
      } catch (error) {
        const problem = problemOfError(error);
        store.update({ problem });
        return failed(problem);
      }
    },
    onPhone: ({ shown }) => {
      if (here('on-phone') === null || store.get().guest !== null) return notNow();
      store.update({ passwordOnPhone: shown, problem: null });
      return ok({});
    },
    leaveOut: async () => {
      if (here('any') === null) return notNow();
      if (enrolling.current()?.send({ type: 'password-left-out' }) !== true) return notNow();
      await guests.close();
      return ok({});
    },
  };
};
