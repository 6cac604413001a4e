import { failed, ok, problemOf, type Nothing, type Result } from '../../shared/index.ts';
import type { OperatorSession } from '../identity/index.ts';
import type { GuestSession } from './guest-session.ts';
import type { DeskPorts, OpenTenant } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { SelfChecks } from './self-check.ts';
import type { Store } from './state.ts';

/** Opening and closing the desk: its self-check, and the operator's sign-in. */
export interface Operating {
  readonly check: () => Promise<Result<Nothing>>;
  readonly signIn: () => Promise<Result<Nothing>>;
  readonly signOut: () => Promise<Result<Nothing>>;
  readonly tenant: () => OpenTenant | null;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly guests: GuestSession;
  readonly checks: SelfChecks;
}

export const createOperating = ({ ports, store, guests, checks }: Parts): Operating => {
  let session: OperatorSession | null = null;
  let tenant: OpenTenant | null = null;

  const record = (type: string, data: Readonly<Record<string, string>> = {}): void => {
    ports.journal.append({
      type,
      enrollment: null,
      step: null,
      actor: session?.account.id ?? 'station',
      subject: null,
      data: { ...data },
    });
  };

  const check = async (): Promise<Result<Nothing>> => {
    if (store.get().phase !== 'closed') return failed(problemOf('command.not-now'));
    checks.reset();
    store.update({ closed: 'checking', problem: null });
    const fit = await checks.beforeSignIn();
    store.update({ closed: fit ? 'sign-in' : 'blocked' });
    return ok({});
  };

  const forget = async (): Promise<void> => {
    const leaving = session;
    session = null;
    tenant = null;
    await leaving?.signOut();
  };

  const open = async (): Promise<void> => {
    if (session === null) return;
    tenant = await ports.openTenant(session);
    store.update({ phase: 'closed', closed: 'checking' });
    const operator = await checks.afterSignIn(tenant);
    if (operator === null) {
      record('desk.not-opened');
      await forget();
      store.update({ closed: 'blocked' });
      return;
    }
    record('desk.opened');
    store.update({ phase: 'ready', facing: 'operator', operator, today: tenant.enrollments.today() });
  };

  const authenticate = async (): Promise<void> => {
    const deadline = new AbortController();
    const cancel = ports.clock.after(ports.settings.signInSeconds * 1000, () => deadline.abort());
    try {
      session = await ports.identity.signInOperator(guests.signInWindow('operator'), deadline.signal);
    } finally {
      cancel();
      await guests.close();
    }
  };

  const signIn = async (): Promise<Result<Nothing>> => {
    const { phase, closed } = store.get();
    if (phase !== 'closed' || closed !== 'sign-in') return failed(problemOf('command.not-now'));
    store.update({ phase: 'signing-in', problem: null });
    try {
      await authenticate();
      await open();
      return ok({});
    } catch (error) {
      const problem = problemOfError(error);
      ports.log.warn('operator-sign-in-failed', { error: problem.code, reason: String(error) });
      await forget();
      store.update({ phase: 'closed', closed: 'sign-in', problem });
      return failed(problem);
    }
  };

  const signOut = async (): Promise<Result<Nothing>> => {
    if (store.get().phase !== 'ready') return failed(problemOf('command.not-now'));
    record('desk.closed');
    await forget();
    store.update({ phase: 'closed', operator: null, facing: 'operator' });
    return check();
  };

  return { check, signIn, signOut, tenant: () => tenant };
};
