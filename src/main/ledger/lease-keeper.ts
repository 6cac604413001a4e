import type { Logger } from '../log/index.ts';
import type { FleetPasses, LeaseTable, PassesAsked } from './leases.ts';

/** Why an enrollment may not go on. */
export type LeaseProblem = 'lease.elsewhere' | 'lease.lost' | 'lease.unavailable';

/**
 * How a person stands: `held` under a token; `without` where the ledger cannot be asked and the site lets the tenant
 * tell; otherwise why nothing may be created, shown or closed.
 */
export type LeaseStanding =
  | { readonly is: 'held'; readonly token: number }
  | { readonly is: 'without' }
  | { readonly is: 'not'; readonly why: LeaseProblem };

/** One enrollment's hold on its person. */
export interface Lease {
  /** Settles once the ledger was asked. */
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

/** Hands out leases, one for each enrollment. */
export interface Leases {
  readonly take: (person: string, enrollment: string, asked: PassesAsked) => Lease;
}

/** What leases are kept with. */
export interface LeaseParts {
  readonly table: LeaseTable;
  readonly seconds: number;
  readonly without: 'list-first' | 'refuse';
  readonly clock: {
    readonly monotonicMs: () => number;
    readonly after: (ms: number, action: () => void) => () => void;
  };
  readonly log: Logger;
}

/** A lease counts here for less long than in the ledger, by what a clock may run wrong and an answer take. */
const MARGIN = 0.1;
/** It is renewed so often within its time that a few failures do not matter. */
const RENEWALS = 6;

interface Hold {
  token: number | null;
  /** Monotonic milliseconds. */
  until: number;
  standing: LeaseStanding | null;
  passes: FleetPasses | null;
}

/** Which enrollment of whom holds the lease, and what is asked with it. */
interface Held {
  readonly person: string;
  readonly enrollment: string;
  readonly asked: PassesAsked;
}

/** What a failure to reach the ledger means: a lease holds until its time is over, and then the site's rule. */
const onAway = ({ without, clock }: LeaseParts, hold: Hold): LeaseStanding => {
  if (hold.token !== null && clock.monotonicMs() < hold.until) return { is: 'held', token: hold.token };
  return without === 'list-first' ? { is: 'without' } : { is: 'not', why: 'lease.unavailable' };
};

const ask = async (parts: LeaseParts, hold: Hold, of: Held): Promise<LeaseStanding> => {
  const { person, enrollment, asked } = of;
  const { table, clock, seconds } = parts;
  const askedAt = clock.monotonicMs();
  const kept = (token: number): LeaseStanding => {
    hold.token = token;
    hold.until = askedAt + seconds * 1000 * (1 - MARGIN);
    return { is: 'held', token };
  };
  const first = hold.standing === null;
  try {
    if (hold.token !== null) {
      const renewed = await table.renew(person, hold.token);
      return renewed ? kept(hold.token) : { is: 'not', why: 'lease.lost' };
    }
    const given = await table.take(person, enrollment, asked);
    hold.passes = given?.passes ?? hold.passes;
    if (given !== null) return kept(given.token);
    return { is: 'not', why: first ? 'lease.elsewhere' : 'lease.lost' };
  } catch (error) {
    parts.log.warn('lease-not-asked', { why: String(error) });
    return onAway(parts, hold);
  }
};

const createLease = (parts: LeaseParts, of: Held): Lease => {
  const { clock, seconds, table } = parts;
  const hold: Hold = { token: null, until: -Infinity, standing: null, passes: null };
  const listeners = new Set<(standing: LeaseStanding) => void>();
  let over = false;
  let cancel: () => void = () => undefined;

  const settle = (standing: LeaseStanding): LeaseStanding => {
    const changed = JSON.stringify(standing) !== JSON.stringify(hold.standing);
    hold.standing = standing;
    if (changed && !over) for (const listener of listeners) listener(standing);
    return standing;
  };
  const round = async (): Promise<LeaseStanding> => {
    const standing = settle(await ask(parts, hold, of));
    // What is lost is not asked for again: whoever has it now may have created a pass.
    if (!over && standing.is !== 'not') cancel = clock.after((seconds * 1000) / RENEWALS, () => void round());
    return standing;
  };
  const asked = round();
  return {
    asked: () => asked,
    standing: () => {
      const late = hold.standing?.is === 'held' && clock.monotonicMs() >= hold.until;
      return late ? settle(onAway(parts, hold)) : hold.standing;
    },
    passesElsewhere: () => hold.passes,
    listen: (listener) => void listeners.add(listener),
    release: async () => {
      over = true;
      cancel();
      await asked;
      if (hold.token === null) return;
      await table.release(of.person, hold.token).catch(() => undefined);
    },
  };
};

/** Keeps each lease for as long as its enrollment runs. */
export const createLeases = (parts: LeaseParts): Leases => ({
  take: (person, enrollment, asked) => createLease(parts, { person, enrollment, asked }),
});
