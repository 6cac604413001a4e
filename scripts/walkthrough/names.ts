import type { Ending, Scenario } from '../../src/shared/index.ts';
import { SetupError } from '../setup/report.mjs';

/** What a walkthrough plays: who comes, why, and how it must end. */
export interface Walkthrough {
  readonly name: string;
  /** The person of the simulated tenant's town. */
  readonly part: string;
  readonly scenario: Scenario;
  readonly outcome: Ending;
  /** `until-walked-away`: the person leaves while the pass may be looked at. */
  readonly course: 'whole' | 'provisioned' | 'refused' | 'until-walked-away';
  /** What the person registers; a security key at the desk when left out. */
  readonly way?: 'passkey-on-phone' | 'authenticator-on-phone';
  /** Who runs the desk, where it is not the usual operator. */
  readonly operator?: string;
  /** Who approves; nobody has to when left out. */
  readonly approver?: string;
  /** Settings that differ from the demo's, such as shorter waits. */
  readonly times?: Readonly<Record<string, number>>;
  readonly policy?: Readonly<Record<string, unknown>>;
}

export const walkthroughs: readonly Walkthrough[] = [
  {
    name: 'new-hire',
    part: 'new-hire',
    scenario: 'new-hire',
    outcome: 'done',
    course: 'whole',
    policy: { passwordChange: 'required' },
  },
  { name: 'lost-phone', part: 'lost-phone', scenario: 'lost-phone', outcome: 'done', course: 'whole' },
  {
    name: 're-registration',
    part: 're-registration',
    scenario: 're-registration',
    outcome: 'done',
    course: 'whole',
  },
  {
    name: 'privileged',
    part: 'privileged',
    scenario: 're-registration',
    outcome: 'done',
    course: 'whole',
    operator: 'privileged-operator',
    approver: 'privileged-approver',
    policy: { privileged: { allowed: true, restrictedBy: 'CA - TAP - Privileged Emergency' } },
  },
  {
    name: 'passkey-on-phone',
    part: 'new-hire-2',
    scenario: 'new-hire',
    outcome: 'done',
    course: 'whole',
    way: 'passkey-on-phone',
    policy: { passwordChange: 'required' },
  },
  {
    name: 'authenticator-on-phone',
    part: 'new-hire-3',
    scenario: 'new-hire',
    outcome: 'done',
    course: 'whole',
    way: 'authenticator-on-phone',
  },
  {
    name: 'provisioned-key',
    part: 'new-hire-2',
    scenario: 'new-hire',
    outcome: 'done',
    course: 'provisioned',
    policy: { ways: { offered: ['provisioned-key', 'passkey-on-phone'] } },
  },
  { name: 'refused', part: 'privileged', scenario: 'new-hire', outcome: 'refused', course: 'refused' },
  {
    name: 'walk-away',
    part: 'walk-away',
    scenario: 'new-hire',
    outcome: 'stopped',
    course: 'until-walked-away',
    times: { walkAwayRevealSeconds: 5 },
  },
];

/**
 * Finds what to play.
 *
 * @throws SetupError naming the walkthroughs that there are
 */
export const walkthroughsNamed = (name: string): readonly Walkthrough[] => {
  if (name === 'all') return walkthroughs;
  const found = walkthroughs.filter((one) => one.name === name);
  if (found.length > 0) return found;
  const known = walkthroughs.map((one) => one.name).join(', ');
  throw new SetupError(`there is no walkthrough "${name}"; there are: ${known}, or all of them: all`);
};
