import { failed, ok, problemOf, type Nothing, type RequestOf, type Result } from '../../shared/index.ts';
import type { Enrollment, EnrollmentPlace, EnrollmentView } from '../enrollment/index.ts';
import type { SecondSession } from '../identity/index.ts';
import { createAskingElsewhere } from './asking-elsewhere.ts';
import type { Enrolling } from './enrolling.ts';
import type { GuestSession } from './guest-session.ts';
import type { DeskPorts, OpenTenant } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

/**
 * The second person at this desk: signs in in a window of their own, sees what is asked, says yes or no. Their
 * session ends as soon as it is known who they are and which roles they hold; the operator's is never touched.
 */
export interface Approving {
  readonly turn: () => Result<Nothing>;
  readonly withdraw: () => Result<Nothing>;
  readonly signIn: () => Promise<Result<Nothing>>;
  readonly give: (request: RequestOf<'approval.give'>) => Result<Nothing>;
  readonly refuse: (request: RequestOf<'approval.refuse'>) => Result<Nothing>;
  /** The second person goes, or is taken to have gone: whatever they had open is closed. */
  readonly leave: () => Promise<Result<Nothing>>;
  /** The enrollment has come from one place to another. */
  readonly entered: (from: EnrollmentPlace | null, view: EnrollmentView) => void;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly guests: GuestSession;
  readonly enrolling: () => Enrolling;
  readonly tenant: () => OpenTenant | null;
}

const notNow = (): Result<Nothing> => failed(problemOf('command.not-now'));

const isAsked = (place: EnrollmentPlace | null | undefined): boolean =>
  place === 'approval' || place === 'approving';

const createSignIn = ({ ports, store, guests }: Parts) => {
  let calledOff = new AbortController();

  const authenticate = async (): Promise<SecondSession> => {
    calledOff = new AbortController();
    const { signal } = calledOff;
    const cancel = ports.clock.after(ports.settings.signInSeconds * 1000, () => calledOff.abort());
    try {
      const ask = { scopes: ports.approver.scopes };
      return await ports.identity.signInSecond(ask, guests.signInWindow('approver'), signal);
    } finally {
      cancel();
      await guests.close();
    }
  };

  const identify = async (enrollment: Enrollment): Promise<void> => {
    const session = await authenticate();
    store.update({ approver: 'reading' });
    try {
      const approver = await ports.approver.read(session);
      // Two answers about one session must name one person.
      if (approver.id !== session.account.id) throw new Error('the session is of somebody else');
      const { signedInAt } = session;
      if (!calledOff.signal.aborted) enrollment.send({ type: 'approver-signed-in', approver, signedInAt });
    } finally {
      await session.signOut();
    }
  };

  return {
    callOff: () => calledOff.abort(),
    run: async (enrollment: Enrollment): Promise<Result<Nothing>> => {
      store.update({ approver: 'signing-in', problem: null });
      try {
        await identify(enrollment);
        return ok({});
      } catch (error) {
        const problem = problemOfError(error);
        ports.log.warn('approver-sign-in-failed', { error: problem.code });
        if (isAsked(enrollment.view().at)) store.update({ problem });
        return failed(problem);
      } finally {
        store.update({ approver: 'idle' });
      }
    },
  };
};

/** Whose turn it is when consent is waited for. After a change of what was approved the operator is told first. */
const handOn = (
  { ports, store }: Parts,
  from: EnrollmentPlace | null,
  { at, approval }: EnrollmentView,
): void => {
  if (at !== 'approval' || (from !== 'decided' && approval.given.length === 0)) return;
  // Where it can be answered at another desk too, nobody may have to come: the operator decides.
  if (ports.elsewhere !== null) {
    if (store.get().facing === 'approver') store.update({ handover: 'operator' });
    return;
  }
  store.update({ handover: 'approver' });
  ports.push('sound.play', { cue: 'your-turn' });
};

export const createApproving = (parts: Parts): Approving => {
  const { ports, store, guests } = parts;
  const signingIn = createSignIn(parts);
  const current = (): Enrollment | null => parts.enrolling().current();
  const elsewhere = createAskingElsewhere({ ...parts, current });
  const take = (was: boolean | undefined): Result<Nothing> => (was === true ? ok({}) : notNow());
  const facing = (who: 'operator' | 'approver'): boolean =>
    store.get().facing === who && store.get().handover === null;

  const entered: Approving['entered'] = (from, view) => {
    if (view.at === 'approval' && !isAsked(from)) {
      const endsAt = ports.clock.monotonicMs() + ports.settings.approvalSeconds * 1000;
      store.update({ approvalEndsAt: endsAt });
    }
    if (!isAsked(view.at)) store.update({ approvalEndsAt: null });
    if (view.at === 'approval') elsewhere.ask(view);
    if (!isAsked(view.at)) elsewhere.stop();
    handOn(parts, from, view);
    if (isAsked(view.at) || store.get().facing !== 'approver') return;
    signingIn.callOff();
    store.update({ handover: 'operator' });
    void guests.close();
  };

  return {
    turn: () => {
      if (!isAsked(current()?.view().at) || !facing('operator')) return notNow();
      store.update({ handover: 'approver' });
      return ok({});
    },
    withdraw: () => (facing('operator') ? take(current()?.send({ type: 'approval-withdrawn' })) : notNow()),
    signIn: () => {
      const enrollment = current();
      const ready = enrollment?.view().at === 'approval' && facing('approver');
      if (enrollment === null || !ready || store.get().approver !== 'idle') return Promise.resolve(notNow());
      return signingIn.run(enrollment);
    },
    give: ({ fingerprint }) =>
      facing('approver') ? take(current()?.send({ type: 'approved', fingerprint })) : notNow(),
    refuse: ({ reason, remark }) =>
      facing('approver') ? take(current()?.send({ type: 'approval-refused', reason, remark })) : notNow(),
    leave: async () => {
      if (!isAsked(current()?.view().at) || store.get().facing !== 'approver') return notNow();
      signingIn.callOff();
      current()?.send({ type: 'approver-left' });
      store.update({ handover: 'operator', problem: null });
      await guests.close();
      return ok({});
    },
    entered,
  };
};
