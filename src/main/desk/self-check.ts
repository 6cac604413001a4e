import { problemOf, type Problem, type SelfCheck } from '../../shared/index.ts';
import type { OperatorFacts } from '../directory/index.ts';
import type { Enrollments } from '../enrollment/index.ts';
import type { Damage } from '../journal/index.ts';
import { roleIds } from '../policy/index.ts';
import type { DeskPorts, OpenTenant } from './ports.ts';
import { ledgerProblem } from './ledger-watch.ts';
import { enrollmentsIn, leftByRecovery } from './left-behind.ts';
import { lookAtPosture } from './posture-watch.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

/** Source: facts about roles, "who may act on whom"; either role may create a pass for others. */
const issuingRoles: ReadonlySet<string> = new Set([
  roleIds.authenticationAdministrator,
  roleIds.privilegedAuthenticationAdministrator,
]);

const before: readonly SelfCheck['id'][] = ['station', 'journal', 'ledger', 'tenant', 'clock'];
const after: readonly SelfCheck['id'][] = ['sign-in', 'role', 'posture', 'recovery', 'supervisor'];

/** The list before anything was looked at; a station that belongs to no fleet has no ledger to look at. */
export const waitingChecks = (inFleet = true): readonly SelfCheck[] =>
  [...before, ...after]
    .filter((id) => id !== 'ledger' || inFleet)
    .map((id) => ({ id, state: 'waiting', problem: null }));

/** Runs the station's checks, each shown while it runs, and stops at nothing: all that blocks is listed. */
export interface SelfChecks {
  /** Before sign-in; true when nothing blocks. */
  readonly beforeSignIn: () => Promise<boolean>;
  /** After sign-in; true when the desk may open. Answers who the operator is. */
  readonly afterSignIn: (tenant: OpenTenant, operatorId: string) => Promise<OperatorFacts | null>;
  readonly reset: () => void;
}

/** Shows a check while it runs, then what came of it; a check that fails to run has failed. */
const createRun = ({ log }: DeskPorts, store: Store) => {
  const set = (id: SelfCheck['id'], state: SelfCheck['state'], problem: Problem | null): void => {
    const checks = store.get().checks.map((check) => (check.id === id ? { id, state, problem } : check));
    store.update({ checks });
  };
  return async (id: SelfCheck['id'], check: () => Promise<Problem | null>): Promise<boolean> => {
    set(id, 'running', null);
    let problem: Problem | null;
    try {
      problem = await check();
    } catch (error) {
      problem = problemOfError(error);
      log.warn('self-check-failed', { check: id, error: problem.code });
    }
    set(id, problem === null ? 'passed' : 'failed', problem);
    return problem === null;
  };
};

/** A damaged journal was set aside by the time this is asked; what is missing is somebody who knows of it. */
const supervisorProblem = (damage: Damage | null): Problem | null =>
  damage === null ? null : problemOf('station.journal-damaged', { params: { file: damage.file ?? '–' } });

const clockProblem = ({ clock, settings }: DeskPorts, serverTime: number | null): Problem | null => {
  // A tenant that sends no time leaves the station's clock unproven, and what is not known denies.
  if (serverTime === null) return problemOf('tenant.unexpected-answer', { retryable: true });
  const seconds = Math.round(Math.abs(serverTime - clock.now()) / 1000);
  return seconds <= settings.clockSkewSeconds
    ? null
    : problemOf('station.clock-skew', { params: { seconds }, retryable: true });
};

const roleProblem = (operator: OperatorFacts): Problem | null => {
  if (!operator.roles.known) return problemOf(operator.roles.because);
  const may = operator.roles.value.some((held) => held.how === 'active' && issuingRoles.has(held.roleId));
  return may ? null : problemOf('operator.no-role');
};

const recoveryProblem = async (store: Store, enrollments: Enrollments): Promise<Problem | null> => {
  const left = leftByRecovery(await enrollments.recover());
  store.update({ left });
  const count = enrollmentsIn(left);
  return count === 0 ? null : problemOf('station.open-enrollment', { params: { count }, retryable: true });
};

export const createSelfChecks = (ports: DeskPorts, store: Store): SelfChecks => {
  const run = createRun(ports, store);
  const acknowledged = (): Promise<boolean> =>
    run('supervisor', () => Promise.resolve(supervisorProblem(ports.journal.damage())));
  return {
    beforeSignIn: async () => {
      let serverTime: number | null = null;
      const station = await run('station', ports.inspectStation);
      const sound = await run('journal', async () => {
        await ports.journal.examine();
        return null;
      });
      // Said at once, and no reason to keep the operator out: what was left behind is taken back first.
      if (sound && ports.journal.damage() !== null) await acknowledged();
      const { ledger } = ports;
      const inFleet =
        ledger === null || (await run('ledger', () => Promise.resolve(ledgerProblem(ledger.status()))));
      const tenant = await run('tenant', async () => {
        serverTime = (await ports.probeTenant()).serverTime;
        return null;
      });
      const inTime = tenant && (await run('clock', () => Promise.resolve(clockProblem(ports, serverTime))));
      return station && sound && inFleet && inTime;
    },
    afterSignIn: async (tenant, operatorId) => {
      const { directory, enrollments } = tenant;
      await run('sign-in', () => Promise.resolve(null));
      let operator: OperatorFacts | null = null;
      // The longest of them, and it waits for none of the others.
      const posture = run('posture', async () => {
        return (await lookAtPosture(ports, store, { tenant, actor: operatorId })).problem;
      });
      const may = await run('role', async () => {
        operator = (await directory.readOperator({ correlationId: ports.newId() })).value;
        return roleProblem(operator);
      });
      const recovered = await run('recovery', () => recoveryProblem(store, enrollments));
      const known = await acknowledged();
      const fit = await posture;
      return may && recovered && known && fit ? operator : null;
    },
    reset: () => store.update({ checks: waitingChecks(ports.ledger !== null) }),
  };
};
