import { problemOf, type Problem, type ProblemCode, type WarningOnScreen } from '../../shared/index.ts';
import type { DeskPorts } from './ports.ts';
import type { DeskState, Store } from './state.ts';

/** How the station stands with the fleet's ledger. */
export interface LedgerOnDesk {
  readonly state: 'starting' | 'well' | 'away' | 'denied' | 'refused' | 'contradicts';
  /** Entries that are not in the ledger yet. */
  readonly unsent: number;
  /** Since when the first of them waits. */
  readonly minutes: number;
  /** Whether the desk may not work on like this. */
  readonly over: boolean;
}

/** The fleet's ledger, as far as the desk needs it. */
export interface DeskLedger {
  readonly status: () => LedgerOnDesk;
  /** Told whenever the status is another. */
  readonly listen: (listener: (status: LedgerOnDesk) => void) => void;
}

const codes: Readonly<Record<LedgerOnDesk['state'], ProblemCode>> = {
  starting: 'ledger.away',
  well: 'ledger.away',
  away: 'ledger.away',
  refused: 'ledger.refused',
  denied: 'ledger.denied',
  contradicts: 'ledger.contradicts',
};

/** What of the ledger stands against an open desk; null when nothing does. Source: facts about faults, F14. */
export const ledgerProblem = ({ state, unsent, minutes, over }: LedgerOnDesk): Problem | null =>
  over ? problemOf(codes[state], { params: { entries: unsent, minutes }, retryable: true }) : null;

/** What the operator is to know while the desk works on without the ledger. Pure. */
export const ledgerWarnings = (ledger: DeskState['ledger']): WarningOnScreen[] => {
  if (ledger === null || ledger.over || ledger.unsent === 0) return [];
  const { state, unsent: entries, minutes } = ledger;
  return state === 'away' || state === 'refused' ? [{ of: 'ledger-away', entries, minutes }] : [];
};

/** Keeps what is known of the ledger on the desk, and closes the desk between two enrollments when its bound is reached. */
export const watchLedger = (
  { ledger }: Pick<DeskPorts, 'ledger'>,
  store: Store,
  close: (problem: Problem) => void,
): void => {
  if (ledger === null) return;
  let closing = false;
  const closeBetween = (): void => {
    const { ledger: now, phase } = store.get();
    const problem = now === null || phase !== 'ready' ? null : ledgerProblem(now);
    if (problem === null) closing = false;
    else if (!closing) {
      closing = true;
      close(problem);
    }
  };
  ledger.listen((status) => store.update({ ledger: status }));
  store.listen(closeBetween);
};
