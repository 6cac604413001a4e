import type {
  CleanupItem,
  MethodFate,
  OfferedWay,
  ProblemCode,
  RegistrationWay,
  Scenario,
} from '../../shared/index.ts';
import type { Known, MadeKey, Method, OperatorFacts, Person, PersonFacts } from '../directory/index.ts';
import type { BadgeOnRecord, PasswordState } from './port.ts';
import { nobodyAsked, type ApprovalState } from './approval-state.ts';
import {
  decide,
  type Consent,
  type Decision,
  type FleetPasses,
  type History,
  type PolicyConfig,
  type Proofing,
} from '../policy/index.ts';

/** What an enrollment is begun with and never changes. */
export interface Given {
  readonly id: string;
  readonly person: Person;
  readonly badge: BadgeOnRecord;
  readonly operator: OperatorFacts;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly policy: PolicyConfig;
  /** Ids of the scenarios' groups, and of the one for privileged people. */
  readonly groups: Readonly<Record<Scenario | 'privileged', string>>;
  /** What this station can do, of the ways to register. */
  readonly stationWays: readonly OfferedWay[];
  /** Whether an earlier enrollment of the person is not put right yet. */
  readonly unresolvedEarlier: boolean;
  readonly history: Known<History>;
}

/** What is known of the person; beside the tenant's own word, that of the fleet's ledger. */
export type FactsOfFleet = PersonFacts & { readonly passesElsewhere?: FleetPasses | null };

/** All that the statechart knows: values alone, and never the pass. */
export interface Context extends Given {
  readonly scenario: Scenario | null;
  readonly lostMethodIds: readonly string[];
  /** What became of each of them. */
  readonly fates: Readonly<Record<string, MethodFate>>;
  /** When they were reported, in epoch milliseconds; null where that was not told. */
  readonly reportedAt: number | null;
  /** What was answered to the scenario's script; null while no scenario is named. */
  readonly proofing: Proofing | null;
  readonly facts: FactsOfFleet | null;
  /** Whoever has consented, to what `approval` says was asked. */
  readonly consents: readonly Consent[];
  readonly approval: ApprovalState;
  readonly decision: Decision | null;
  readonly way: RegistrationWay | null;
  /** What a provisioned key made; not secret. */
  readonly madeKey: MadeKey | null;
  /** Epoch milliseconds by the tenant's clock. */
  readonly passExpiresAt: number | null;
  /** A new method that did not come the way that was chosen; the person is asked about it. */
  readonly unexpected: Method | null;
  /** Methods that the person said are theirs, however they came. */
  readonly ownMethodIds: readonly string[];
  readonly found: Method | null;
  readonly password: PasswordState;
  readonly retested: 'here' | 'on-phone' | null;
  readonly notice: ProblemCode | null;
  readonly why: ProblemCode | null;
  readonly undone: readonly CleanupItem[];
  readonly notUndone: readonly CleanupItem[];
}

export const contextOf = (given: Given): Context => ({
  ...given,
  scenario: null,
  lostMethodIds: [],
  fates: {},
  reportedAt: null,
  proofing: null,
  facts: null,
  consents: [],
  approval: nobodyAsked,
  decision: null,
  way: null,
  madeKey: null,
  passExpiresAt: null,
  unexpected: null,
  ownMethodIds: [],
  found: null,
  password: given.policy.passwordChange === 'not-asked' ? 'not-asked' : 'open',
  retested: null,
  notice: null,
  why: null,
  undone: [],
  notUndone: [],
});

/** Methods that were reported, by what became of them; what the tenant no longer lists is left out. Pure. */
export const reported = ({ facts, fates }: Context, which: readonly MethodFate[]): readonly Method[] =>
  (facts?.methods ?? []).filter(({ id }) => {
    const fate = fates[id];
    return fate !== undefined && which.includes(fate);
  });

/** The policy's answer on these facts; null while there is nothing to decide on. */
export const decideOn = (context: Context, facts: FactsOfFleet | null): Decision | null =>
  facts === null
    ? null
    : decide({
        config: context.policy,
        scenario: context.scenario,
        lostMethodIds: context.lostMethodIds,
        facts,
        // The roles as they are by these facts: they may have ended since the sign-in.
        operator: { ...context.operator, roles: facts.operatorRoles },
        badgeStrength: context.badge.strength,
        stationWays: context.stationWays,
        history: context.history,
        passesElsewhere: facts.passesElsewhere ?? null,
        proofing: context.proofing,
        consents: context.consents,
        privilegedGroupId: context.groups.privileged,
        groupId: context.scenario === null ? null : context.groups[context.scenario],
        // Facts are only weighed before a pass is created.
        ownPassIds: [],
        unresolvedEarlier: context.unresolvedEarlier,
        missing: [],
      });
