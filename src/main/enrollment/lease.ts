import type { ProblemCode } from '../../shared/index.ts';
import type { FleetPasses } from '../policy/index.ts';
import type { MachineEvent } from './events.ts';
import type { EffectPorts } from './ports.ts';

/**
 * How a person stands among the desks of the fleet: `held` under a token, of two of which the greater counts;
 * `without` where the ledger cannot be asked and the site lets the tenant tell; otherwise why nothing may be created,
 * shown or closed. Source: facts about faults (F9).
 */
export type LeaseStanding =
  | { readonly is: 'held'; readonly token: number }
  | { readonly is: 'without' }
  | {
      readonly is: 'not';
      readonly why: Extract<ProblemCode, 'lease.elsewhere' | 'lease.lost' | 'lease.unavailable'>;
    };

/** One enrollment's hold on its person. */
export interface Lease {
  /** Settles once the fleet's ledger was asked. */
  readonly asked: () => Promise<LeaseStanding>;
  /** As far as is known now, without asking; null before the first answer. */
  readonly standing: () => LeaseStanding | null;
  /**
   * When other stations issued passes, as the ledger said with the lease; null where it was not asked, or did not
   * answer and the site lets the tenant tell.
   */
  readonly passesElsewhere: () => FleetPasses | null;
  /** Told at each change. */
  readonly listen: (listener: (standing: LeaseStanding) => void) => void;
  /** Ends it, so that another desk need not wait. Never fails. */
  readonly release: () => Promise<void>;
}

/** Whose passes are asked for with a lease, and since when; epoch milliseconds. */
export interface PassesAsked {
  readonly operator: string;
  readonly personSince: number;
  readonly operatorSince: number;
}

/** Hands out leases, one for each enrollment. */
export interface Leases {
  readonly take: (person: string, enrollment: string, asked: PassesAsked) => Lease;
}

/** As long as a first decision waits for the ledger; the last one, before anything is changed, waits for its answer. */
const FIRST_LOOK_MS = 2_000;

/** What the ledger says of the fleet's passes, as soon as it has, or null. */
export const passesElsewhere = async (
  { lease, clock }: Pick<EffectPorts, 'lease' | 'clock'>,
  signal: AbortSignal,
): Promise<FleetPasses | null> => {
  if (lease === null) return null;
  const over = new AbortController();
  const waited = clock.sleep(FIRST_LOOK_MS, AbortSignal.any([signal, over.signal]));
  await Promise.race([lease.asked(), waited]);
  over.abort();
  return lease.passesElsewhere();
};

const eventOf = (standing: LeaseStanding | null): MachineEvent | null => {
  if (standing === null) return { type: 'give-up', why: 'lease.unavailable', trouble: null };
  return standing.is === 'not' ? { type: 'give-up', why: standing.why, trouble: null } : null;
};

/** What stands against going on, once the ledger was asked; null when nothing does. */
export const leaseAsked = async ({ lease }: EffectPorts): Promise<MachineEvent | null> => {
  if (lease === null) return null;
  await lease.asked();
  return eventOf(lease.standing());
};

/** What stands against an effect right now; null when nothing does. */
export const leaseStands = ({ lease }: EffectPorts): MachineEvent | null =>
  lease === null ? null : eventOf(lease.standing());

/** Follows the lease for as long as the enrollment runs: each change is written down, and a loss ends it. */
export const followLease = (
  { lease, recorder }: EffectPorts,
  lost: (why: ProblemCode) => void,
  ended: Promise<unknown>,
): void => {
  if (lease === null) return;
  let over = false;
  const take = (standing: LeaseStanding): void => {
    if (over) return;
    recorder.note({ type: 'lease', data: { ...standing } });
    if (standing.is === 'not') lost(standing.why);
  };
  lease.listen(take);
  void ended.then(() => {
    over = true;
    return lease.release();
  });
};
