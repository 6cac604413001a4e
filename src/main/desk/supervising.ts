import {
  failed,
  problemOf,
  type Nothing,
  type Problem,
  type RequestOf,
  type Result,
} from '../../shared/index.ts';
import type { OperatorFacts } from '../directory/index.ts';
import type { GuestSession } from './guest-session.ts';
import type { DeskPorts } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';
import { isSupervisor, signSupervisorIn } from './supervisor-sign-in.ts';

/** What a supervisor does at the desk: letting it go on after its journal was damaged. */
export interface Supervising {
  readonly acknowledge: (request: RequestOf<'supervisor.acknowledge'>) => Promise<Result<Nothing>>;
}

interface Parts {
  readonly ports: DeskPorts;
  readonly store: Store;
  readonly guests: GuestSession;
  /** Begins the self-check anew. */
  readonly check: () => Promise<Result<Nothing>>;
}

/** Why this person may not acknowledge; null when they may. Whoever opened the desk does not judge its journal. */
const objection = ({ settings, journal }: DeskPorts, supervisor: OperatorFacts): Problem | null => {
  const { id, roles } = supervisor;
  if (journal.operators().has(id)) return problemOf('supervisor.same-person');
  if (!roles.known) return problemOf(roles.because);
  return isSupervisor(supervisor, settings) ? null : problemOf('supervisor.no-role');
};

export const createSupervising = ({ ports, store, guests, check }: Parts): Supervising => {
  const acknowledge: Supervising['acknowledge'] = async ({ reason }) => {
    const { phase, closed } = store.get();
    const asked = phase === 'closed' && closed !== 'checking' && ports.journal.damage() !== null;
    if (!asked) return failed(problemOf('command.not-now'));
    store.update({ phase: 'signing-in', signingIn: 'supervisor', problem: null });
    let problem: Problem | null;
    try {
      const supervisor = await signSupervisorIn(ports, guests);
      problem = objection(ports, supervisor);
      if (problem === null) ports.journal.acknowledge({ supervisor: supervisor.id, reason });
    } catch (error) {
      problem = problemOfError(error);
    }
    store.update({ phase: 'closed', closed, signingIn: 'operator', problem });
    if (problem === null) return check();
    ports.log.warn('not-acknowledged', { problem: problem.code });
    return failed(problem);
  };

  return { acknowledge };
};
