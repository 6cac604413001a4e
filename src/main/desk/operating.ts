import { failed, ok, problemOf, type Nothing, type Problem, type Result } from '../../shared/index.ts';
import type { OperatorSession } from '../identity/index.ts';
import type { GuestSession } from './guest-session.ts';
import { noteHold } from '../retention/index.ts';
import { takeListRequestsAtOpening } from './list-requests.ts';
import type { DeskPorts, OpenTenant } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { SelfChecks } from './self-check.ts';
import type { Store } from './state.ts';

/** Opening and closing the desk: its self-check, and the operator's sign-in. */
export interface Operating {
  readonly check: () => Promise<Result<Nothing>>;
  readonly signIn: () => Promise<Result<Nothing>>;
  readonly signOut: () => Promise<Result<Nothing>>;
  /** Closes the open desk by itself and says why: the operator's role is about to end, the tenant is not fit. */
  readonly shut: (why: Problem) => Promise<void>;
  readonly tenant: () => OpenTenant | null;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly guests: GuestSession;
  readonly checks: SelfChecks;
}

/** Who is signed in, and what that makes possible. */
interface Open {
  session: OperatorSession | null;
  tenant: OpenTenant | null;
}

const createRecord =
  ({ journal }: DeskPorts, now: Open) =>
  (type: string): void => {
    const actor = now.session?.account.id ?? 'station';
    journal.append({ type, enrollment: null, step: null, actor, subject: null, data: {} });
  };

const forget = async (now: Open): Promise<void> => {
  const { session } = now;
  now.session = null;
  now.tenant = null;
  await session?.signOut();
};

const createSignIn = ({ ports, store, guests, checks }: Parts, now: Open) => {
  const record = createRecord(ports, now);

  const authenticate = async (): Promise<OperatorSession> => {
    const deadline = new AbortController();
    const cancel = ports.clock.after(ports.settings.signInSeconds * 1000, () => deadline.abort());
    try {
      return await ports.identity.signInOperator(guests.signInWindow('operator'), deadline.signal);
    } finally {
      cancel();
      await guests.close();
    }
  };

  const open = async (session: OperatorSession): Promise<void> => {
    now.session = session;
    now.tenant = await ports.openTenant(session);
    store.update({ phase: 'closed', closed: 'checking' });
    const operator = await checks.afterSignIn(now.tenant, session.account.id);
    if (operator === null) {
      record('desk.not-opened');
      await forget(now);
      store.update({ closed: 'blocked' });
      return;
    }
    record('desk.opened');
    takeListRequestsAtOpening(ports);
    noteHold(ports.journal, ports.settings.hold);
    store.update({ phase: 'ready', facing: 'operator', operator, today: now.tenant.enrollments.today() });
  };

  return async (): Promise<Result<Nothing>> => {
    const { phase, closed } = store.get();
    if (phase !== 'closed' || closed !== 'sign-in') return failed(problemOf('command.not-now'));
    store.update({ phase: 'signing-in', problem: null });
    try {
      await open(await authenticate());
      return ok({});
    } catch (error) {
      const problem = problemOfError(error);
      ports.log.warn('operator-sign-in-failed', { error: problem.code });
      await forget(now);
      store.update({ phase: 'closed', closed: 'sign-in', problem });
      return failed(problem);
    }
  };
};

export const createOperating = (parts: Parts): Operating => {
  const { ports, store, checks } = parts;
  const now: Open = { session: null, tenant: null };

  const check = async (): Promise<Result<Nothing>> => {
    if (store.get().phase !== 'closed') return failed(problemOf('command.not-now'));
    checks.reset();
    store.update({ closed: 'checking', problem: null, posture: null, page: null });
    const fit = await checks.beforeSignIn();
    store.update({ closed: fit ? 'sign-in' : 'blocked' });
    return ok({});
  };

  const signOut = async (): Promise<Result<Nothing>> => {
    if (store.get().phase !== 'ready') return failed(problemOf('command.not-now'));
    createRecord(ports, now)('desk.closed');
    await forget(now);
    store.update({ phase: 'closed', operator: null, facing: 'operator' });
    return check();
  };

  const shut = async (why: Problem): Promise<void> => {
    // What was found stays on the desk, so that whoever comes to mend it need not sign in to see it.
    const { posture } = store.get();
    const closed = await signOut();
    if (closed.ok) store.update({ problem: why, posture });
  };

  return { check, signIn: createSignIn(parts, now), signOut, shut, tenant: () => now.tenant };
};
