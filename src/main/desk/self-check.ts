import { problemOf, type Problem, type SelfCheck } from '../../shared/index.ts';
import type { Directory, OperatorFacts } from '../directory/index.ts';
import type { Enrollments } from '../enrollment/index.ts';
import type { DeskPorts } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

/** Source: facts about roles, "who may act on whom"; either role may create a pass for others. */
const issuingRoles = new Set([
  'c4e39bd9-1100-46d3-8c65-fb160da0071f', // Authentication Administrator
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13', // Privileged Authentication Administrator
]);

const before: readonly SelfCheck['id'][] = ['station', 'journal', 'tenant', 'clock'];
const after: readonly SelfCheck['id'][] = ['sign-in', 'role', 'recovery'];

/** The list before anything was looked at. */
export const waitingChecks = (): readonly SelfCheck[] =>
  [...before, ...after].map((id) => ({ id, state: 'waiting', problem: null }));

/** Runs the station's checks, each shown while it runs, and stops at nothing: all that blocks is listed. */
export interface SelfChecks {
  /** Before sign-in; true when nothing blocks. */
  readonly beforeSignIn: () => Promise<boolean>;
  /** After sign-in; true when the desk may open. Answers who the operator is. */
  readonly afterSignIn: (tenant: {
    readonly directory: Directory;
    readonly enrollments: Enrollments;
  }) => Promise<OperatorFacts | null>;
  readonly reset: () => void;
}

export const createSelfChecks = (ports: DeskPorts, store: Store): SelfChecks => {
  const set = (id: SelfCheck['id'], state: SelfCheck['state'], problem: Problem | null): void => {
    const checks = store.get().checks.map((check) => (check.id === id ? { id, state, problem } : check));
    store.update({ checks });
  };

  const run = async (id: SelfCheck['id'], check: () => Promise<Problem | null>): Promise<boolean> => {
    set(id, 'running', null);
    try {
      const problem = await check();
      set(id, problem === null ? 'passed' : 'failed', problem);
      return problem === null;
    } catch (error) {
      ports.log.warn('self-check-failed', { check: id, error: problemOfError(error).code });
      set(id, 'failed', problemOfError(error));
      return false;
    }
  };

  const journal = (): Promise<Problem | null> => {
    const verification = ports.journal.verify();
    return Promise.resolve(
      verification.ok
        ? null
        : problemOf('station.journal-damaged', { params: { entry: verification.firstBad } }),
    );
  };

  const clock = (serverTime: number | null): Problem | null => {
    // A tenant that sends no time leaves the station's clock unproven, and what is not known denies.
    if (serverTime === null) return problemOf('tenant.unexpected-answer', { retryable: true });
    const seconds = Math.round(Math.abs(serverTime - ports.clock.now()) / 1000);
    return seconds <= ports.settings.clockSkewSeconds
      ? null
      : problemOf('station.clock-skew', { params: { seconds }, retryable: true });
  };

  const beforeSignIn = async (): Promise<boolean> => {
    let serverTime: number | null = null;
    const station = await run('station', ports.inspectStation);
    const sound = await run('journal', journal);
    const tenant = await run('tenant', async () => {
      serverTime = (await ports.probeTenant()).serverTime;
      return null;
    });
    const inTime = tenant && (await run('clock', () => Promise.resolve(clock(serverTime))));
    return station && sound && inTime;
  };

  const role = (operator: OperatorFacts): Problem | null => {
    if (!operator.roles.known) return problemOf(operator.roles.because);
    const may = operator.roles.value.some((held) => held.how === 'active' && issuingRoles.has(held.roleId));
    return may ? null : problemOf('operator.no-role');
  };

  const recovery = async (enrollments: Enrollments): Promise<Problem | null> => {
    const recovered = await enrollments.recover();
    const open = recovered.filter((one) => one.notUndone.length > 0);
    return open.length === 0
      ? null
      : problemOf('station.open-enrollment', { params: { count: open.length }, retryable: true });
  };

  return {
    beforeSignIn,
    afterSignIn: async ({ directory, enrollments }) => {
      set('sign-in', 'passed', null);
      let operator: OperatorFacts | null = null;
      const may = await run('role', async () => {
        operator = (await directory.readOperator({ correlationId: ports.newId() })).value;
        return role(operator);
      });
      const recovered = await run('recovery', () => recovery(enrollments));
      return may && recovered ? operator : null;
    },
    reset: () => store.update({ checks: waitingChecks() }),
  };
};
