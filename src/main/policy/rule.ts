import type { BadgeStrength, OfferedWay, ReasonCode, Scenario } from '../../shared/index.ts';
import type { Known, OperatorFacts, PersonFacts } from '../directory/index.ts';
import type { PolicyConfig } from './config.ts';
import type { Approval, Finding, Need } from './decision.ts';
import type { Proofing } from './proofing.ts';

/** Times (epoch milliseconds) at which this station issued passes, by its own journal. */
export interface History {
  /** For this person. */
  readonly person: readonly number[];
  /** By this operator. */
  readonly operator: readonly number[];
  /** In all. */
  readonly station: readonly number[];
  /** Before this, some may be missing; null when the journal is whole as far back as windows reach. */
  readonly missingUntil: number | null;
}

/** Times (epoch milliseconds) at which other stations of the fleet issued passes, as far as its ledger knows. */
export interface FleetPasses {
  /** For this person. */
  readonly person: readonly number[];
  /** By this operator. */
  readonly operator: readonly number[];
}

/** One person's consent. */
export interface Consent {
  /** Read with the approver's own session. */
  readonly by: OperatorFacts;
  /** When the approver signed in; epoch milliseconds by the tenant's clock. */
  readonly signedInAt: number;
}

/** Everything a decision is made from: values handed in, nothing read. */
export interface PolicyInput {
  readonly config: PolicyConfig;
  readonly scenario: Scenario | null;
  /** Ids of the methods the person says are lost; empty where the scenario has none. */
  readonly lostMethodIds: readonly string[];
  readonly facts: PersonFacts;
  readonly operator: OperatorFacts;
  readonly badgeStrength: BadgeStrength;
  /** What this station and its cloud can do; a way that is not here is not built in. */
  readonly stationWays: readonly OfferedWay[];
  readonly history: Known<History>;
  /** Null: there is no ledger, or it cannot be asked and the site lets the desk go on without it. */
  readonly passesElsewhere: FleetPasses | null;
  /** Null: the site's script was not gone through. */
  readonly proofing: Proofing | null;
  /** Everybody who consented to this very enrollment, on these facts. */
  readonly consents: readonly Consent[];
  /** Id of the scenario's group; null while no scenario is named. */
  readonly groupId: string | null;
  /** Id of the group of the privileged path. */
  readonly privilegedGroupId: string;
  /** Ids of passes that this very enrollment has created. */
  readonly ownPassIds: readonly string[];
  /** Whether an earlier enrollment of the same person left something that is not put right yet. */
  readonly unresolvedEarlier: boolean;
  /** Names of facts that nobody gave. Empty where the directory was read: it fails, or says what is unknown. */
  readonly missing: readonly string[];
}

/** One rule: pure, in a file of its own, and always evaluated. It answers at least one finding. */
export interface Rule {
  /** Stable: it stands in journals. */
  readonly id: string;
  /** Where the rule comes from. */
  readonly source: string;
  /** `needs` is everything that the rules before asked consent for, given or not. */
  readonly check: (input: PolicyInput, needs: readonly Need[]) => readonly Finding[];
}

export const allows = (code: ReasonCode, params: Finding['params'] = {}): Finding => ({
  code,
  effect: 'allows',
  params,
});

export const refuses = (code: ReasonCode, params: Finding['params'] = {}): Finding => ({
  code,
  effect: 'refuses',
  params,
});

/** What is allowed once so many people with one of the roles have consented. */
export const needsApproval = (
  code: ReasonCode,
  approval: Approval,
  params: Finding['params'] = {},
): Finding => ({ code, effect: 'needs-approval', params, approval });

/** The refusals if there are any, else the one allowing finding. */
export const refusalsOr = (refusals: readonly Finding[], otherwise: Finding): readonly Finding[] =>
  refusals.length > 0 ? refusals : [otherwise];
