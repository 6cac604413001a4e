import { failed, ok, problemOf, type Nothing, type Result } from '../../shared/index.ts';
import type { EnrollmentEvent, EnrollmentView } from '../enrollment/index.ts';
import type { Enrolling } from './enrolling.ts';
import type { GuestSession } from './guest-session.ts';
import type { DeskPorts } from './ports.ts';
import { problemOfError } from './problems.ts';
import { contextAsked, retestPlaces } from './retest-screens.ts';
import type { Store } from './state.ts';

/** The normal sign-in with the new method, in an empty partition, while no pass exists. */
export interface Retesting {
  readonly start: () => Promise<Result<Nothing>>;
  /** Shows how it is made on the person's own phone. */
  readonly onPhone: () => Result<Nothing>;
  /** The person says that it worked there; the tenant's log will say it too, later. */
  readonly doneOnPhone: () => Result<Nothing>;
  readonly notOnPhone: () => Result<Nothing>;
  /** The person asks for a new code: a new enrollment, which the policy decides about. */
  readonly newCode: () => Result<Nothing>;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly guests: GuestSession;
  readonly enrolling: Pick<Enrolling, 'current'>;
}

const notNow = (): Result<Nothing> => failed(problemOf('command.not-now'));

const createOnPhone = ({ ports, store, enrolling }: Parts): Omit<Retesting, 'start'> => {
  const send = (event: EnrollmentEvent): Result<Nothing> =>
    enrolling.current()?.send(event) === true ? ok({}) : notNow();
  const facesEnrollee = (): boolean => store.get().facing === 'enrollee' && store.get().handover === null;
  return {
    onPhone: () => {
      const view = enrolling.current()?.view();
      const possible = view?.at === 'retest' && retestPlaces(view, ports.settings).includes('on-phone');
      if (!possible || !facesEnrollee() || store.get().guest !== null) return notNow();
      store.update({ retestsOnPhone: true, problem: null });
      return ok({});
    },
    doneOnPhone: () =>
      store.get().retestsOnPhone && facesEnrollee() ? send({ type: 'retested-on-phone' }) : notNow(),
    notOnPhone: () => {
      if (!store.get().retestsOnPhone || !facesEnrollee()) return notNow();
      store.update({ retestsOnPhone: false, retestFailed: true });
      return ok({});
    },
    newCode: () => {
      const view = enrolling.current()?.view();
      if (view?.at !== 'retest' || !facesEnrollee()) return notNow();
      if (!store.get().retestFailed && view.notice === null) return notNow();
      return send({ type: 'cancel', why: 'retest.given-up' });
    },
  };
};

export const createRetesting = (parts: Parts): Retesting => {
  const { ports, store, guests, enrolling } = parts;
  let running = false;

  const prove = async (view: EnrollmentView): Promise<void> => {
    const enrollment = enrolling.current();
    const { userPrincipalName } = view.person;
    const deadline = new AbortController();
    const cancel = ports.clock.after(ports.settings.signInSeconds * 1000, () => deadline.abort());
    try {
      const proof = await ports.identity.proveSignIn(
        { userPrincipalName, authenticationContext: contextAsked(view, ports.settings) },
        guests.signInWindow('enrollee'),
        deadline.signal,
      );
      await guests.close();
      enrollment?.send({
        type: 'retested',
        accountId: proof.account.id,
        authenticationContext: proof.authenticationContext,
      });
    } catch (error) {
      await guests.close();
      store.update({ retestFailed: true });
      enrollment?.send({ type: 'retest-failed', code: problemOfError(error).code });
    } finally {
      cancel();
    }
  };

  return {
    ...createOnPhone(parts),
    start: async () => {
      const view = enrolling.current()?.view();
      const possible = view?.at === 'retest' && retestPlaces(view, ports.settings).includes('here');
      if (running || view === undefined || !possible) return notNow();
      running = true;
      store.update({ retestsOnPhone: false });
      try {
        await prove(view);
      } finally {
        running = false;
      }
      return ok({});
    },
  };
};
