import {
  failed,
  ok,
  problemOf,
  type RegistrationWay,
  type Nothing,
  type Result,
} from '../../shared/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import type { GuestEvent } from '../kiosk/index.ts';
import type { Enrolling } from './enrolling.ts';
import type { GuestSession } from './guest-session.ts';
import { createLooks } from './look-rate.ts';
import { freshPhone } from './phone.ts';
import type { DeskPorts } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

/** Registration in the guarded window, and the pass typed into it. */
export interface Registering {
  readonly choose: (way: RegistrationWay) => Promise<Result<Nothing>>;
  readonly another: () => Promise<Result<Nothing>>;
  readonly enterForMe: () => Promise<Result<Nothing>>;
  readonly lookNow: () => Result<Nothing>;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly guests: GuestSession;
  readonly enrolling: Enrolling;
}

/** Only a way that the policy left open. */
const isOpen = ({ decision }: EnrollmentView, way: RegistrationWay): boolean =>
  decision?.ways.some((one) => one.way === way && one.closed === null) === true;

/** Opens the page for registering in the guarded window, for the person whose name it is. */
const createOpenPage =
  ({ ports, store, guests }: Parts, heard: (event: GuestEvent) => void) =>
  async (userPrincipalName: string): Promise<Result<Nothing>> => {
    const address = ports.settings.securityInfoUrl.replaceAll(
      '{login_hint}',
      encodeURIComponent(userPrincipalName),
    );
    try {
      await guests.open('enrollee', address, heard);
      return ok({});
    } catch (error) {
      const problem = problemOfError(error);
      store.update({ problem });
      return failed(problem);
    }
  };

export const createRegistering = (parts: Parts): Registering => {
  const { ports, store, guests, enrolling } = parts;
  const lookSoon = createLooks(ports, () => {
    const enrollment = enrolling.current();
    // A look can be due seconds after the page was closed, when a way is chosen anew, or by the next person.
    if (enrollment !== null && enrollment.view().way !== null) enrollment.send({ type: 'look' });
  });

  const heard = (event: GuestEvent): void => {
    if (event.kind !== 'posted') return;
    // The first thing that the page sends is the sign-in; what follows may be a new method.
    if (store.get().registerStep === 'enter-code') store.update({ registerStep: 'add-key' });
    else lookSoon();
  };

  const openPage = createOpenPage(parts, heard);

  const choose: Registering['choose'] = async (way) => {
    const enrollment = enrolling.current();
    if (
      enrollment === null ||
      !isOpen(enrollment.view(), way) ||
      !enrollment.send({ type: 'way-chosen', way })
    ) {
      return failed(problemOf('command.not-now'));
    }
    store.update({ registerStep: 'enter-code', phone: freshPhone });
    return way === 'security-key-here' ? openPage(enrollment.view().person.userPrincipalName) : ok({});
  };

  const another: Registering['another'] = async () => {
    if (enrolling.current()?.send({ type: 'another-way' }) !== true) {
      return failed(problemOf('command.not-now'));
    }
    await guests.close();
    return ok({});
  };

  const enterForMe: Registering['enterForMe'] = async () => {
    const guest = guests.current();
    const pass = enrolling.current()?.pass() ?? null;
    if (guest === null || pass === null) return failed(problemOf('command.not-now'));
    if (await guest.type(pass.unwrap(), ports.settings.signInHost)) return ok({});
    const problem = problemOf('guest.wrong-page', { retryable: true });
    store.update({ problem });
    return failed(problem);
  };

  const lookNow = (): Result<Nothing> => {
    const enrollment = enrolling.current();
    // Pressed again while it looks: beginning anew would only throw away the answer that is on its way.
    if (enrollment?.view().at === 'looking') return ok({});
    return enrollment?.send({ type: 'look' }) === true ? ok({}) : failed(problemOf('command.not-now'));
  };

  return { choose, another, enterForMe, lookNow };
};
