import { problemOf, type Problem } from '../../shared/index.ts';
import type { OperatorFacts } from '../directory/index.ts';
import { mayPass, standsAgainst, type PostureReport } from '../posture/index.ts';
import type { DeskPorts, OpenTenant } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

const minuteMs = 60_000;
/** So often in a row a tenant that does not answer is asked again before the desk closes. */
const patience = 5;

/** What one look came to: why the desk may not be open, and whether that may be over in a moment. */
interface Look {
  readonly problem: Problem | null;
  readonly passing: boolean;
}

const problemIn = (report: PostureReport): Problem | null => {
  const count = standsAgainst(report).length;
  return count === 0 ? null : problemOf('posture.not-fit', { params: { count }, retryable: true });
};

/** The journal keeps what was fine and what was not, by id: what was found names people. */
const dataOf = ({ results, readBy }: PostureReport) => {
  const ids = (which: (one: PostureReport['results'][number]) => boolean): string[] =>
    results.filter(which).map(({ id }) => id);
  return {
    readBy,
    checked: results.length,
    notFine: ids(({ state }) => state === 'not-fine'),
    unknown: ids(({ state }) => state === 'unknown'),
    closing: ids(({ state, gate }) => gate === 'closes' && state !== 'fine'),
    waived: ids(({ gate }) => gate === 'waived'),
  };
};

/**
 * Runs the checks as the signed-in operator, keeps what they found for the page about it, and journals it.
 *
 * @throws DirectoryError where the tenant does not answer at all
 */
export const lookAtPosture = async (
  { journal }: Pick<DeskPorts, 'journal'>,
  store: Store,
  from: { readonly tenant: Pick<OpenTenant, 'checkPosture'>; readonly actor: string },
): Promise<Look> => {
  const report = await from.tenant.checkPosture();
  store.update({ posture: report });
  journal.append({
    type: 'posture.checked',
    enrollment: null,
    step: null,
    actor: from.actor,
    subject: null,
    data: dataOf(report),
  });
  return { problem: problemIn(report), passing: mayPass(report) };
};

interface Parts {
  readonly ports: Pick<DeskPorts, 'clock' | 'journal' | 'log' | 'settings'>;
  readonly store: Store;
  readonly tenant: () => OpenTenant | null;
  /** Closes the desk, which is open and has nobody at it. */
  readonly close: (problem: Problem) => void;
}

/** Looking again while the desk is open. */
export interface PostureWatch {
  /** Now, because the operator asks. */
  readonly again: () => Promise<void>;
}

/**
 * Runs the checks again as often as the site says. What turns out not to be fine closes the desk between two
 * enrollments, never within one. A tenant that does not answer for a moment is asked again first.
 */
export const watchPosture = ({ ports, store, tenant, close }: Parts): PostureWatch => {
  const { clock, settings, log } = ports;
  let operator: OperatorFacts | null = null;
  let cancel: () => void = () => undefined;
  let unfit: Problem | null = null;
  let silent = 0;

  const closeBetween = (): void => {
    if (unfit === null || store.get().phase !== 'ready') return;
    const problem = unfit;
    unfit = null;
    close(problem);
  };
  /** A tenant that does not answer for a moment is asked again soon, so many times. */
  const take = ({ problem, passing }: Look): void => {
    silent = problem !== null && passing ? silent + 1 : 0;
    const soon = silent > 0 && silent <= patience;
    if (problem !== null) log.warn('posture-not-fit', { code: problem.code, soon });
    unfit = soon ? null : problem;
    next(soon ? 1 : settings.postureEveryMinutes);
    closeBetween();
  };
  const look = async (): Promise<void> => {
    const [open, actor] = [tenant(), operator?.id];
    if (open === null || actor === undefined) return;
    let seen: Look;
    try {
      seen = await lookAtPosture(ports, store, { tenant: open, actor });
    } catch (error) {
      seen = { problem: problemOfError(error), passing: true };
    }
    // Who asked may have signed out meanwhile.
    if (store.get().operator?.id === actor) take(seen);
  };
  const next = (minutes: number): void => {
    cancel();
    cancel = clock.after(minutes * minuteMs, () => void look());
  };

  store.listen(() => {
    const present = store.get().operator;
    if (present !== operator) {
      operator = present;
      [unfit, silent] = [null, 0];
      cancel();
      if (operator !== null) next(settings.postureEveryMinutes);
    }
    // Whoever begins an enrollment has left the page.
    const { phase, page } = store.get();
    if (page !== null && phase !== 'ready' && phase !== 'closed') store.update({ page: null });
    closeBetween();
  });
  return { again: look };
};
