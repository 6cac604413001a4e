import { failed, ok, problemOf, type Nothing, type Result } from '../../shared/index.ts';
import type { Enrolling } from './enrolling.ts';
import type { GuestSession } from './guest-session.ts';
import type { DeskPorts } from './ports.ts';
import { problemOfError } from './problems.ts';

/** The normal sign-in with the new method, in a fresh partition, while no pass exists. */
export interface Retesting {
  readonly start: () => Promise<Result<Nothing>>;
}

export const createRetesting = (parts: {
  readonly ports: DeskPorts;
  readonly guests: GuestSession;
  readonly enrolling: Enrolling;
}): Retesting => {
  const { ports, guests, enrolling } = parts;
  let running = false;

  const prove = async (userPrincipalName: string): Promise<void> => {
    const enrollment = enrolling.current();
    const deadline = new AbortController();
    const cancel = ports.clock.after(ports.settings.signInSeconds * 1000, () => deadline.abort());
    try {
      const proof = await ports.identity.proveSignIn(
        { userPrincipalName, authenticationContext: ports.settings.authenticationContext },
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
      enrollment?.send({ type: 'retest-failed', code: problemOfError(error).code });
    } finally {
      cancel();
    }
  };

  return {
    start: async () => {
      const view = enrolling.current()?.view();
      if (running || view?.at !== 'retest') return failed(problemOf('command.not-now'));
      running = true;
      try {
        await prove(view.person.userPrincipalName);
      } finally {
        running = false;
      }
      return ok({});
    },
  };
};
