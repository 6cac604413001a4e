import type { ReasonCode, Scenario } from '../../shared/index.ts';
import type { Group, OperatorFacts, PersonFacts } from '../directory/index.ts';
import type { PolicyConfig } from './config.ts';
import type { Finding } from './decision.ts';

/** Everything a decision is made from: values handed in, nothing read. */
export interface PolicyInput {
  readonly config: PolicyConfig;
  readonly scenario: Scenario | null;
  /** Ids of the methods the person says are lost; empty where the scenario has none. */
  readonly lostMethodIds: readonly string[];
  readonly facts: PersonFacts;
  readonly operator: OperatorFacts;
  /** Id of the scenario's group; null while no scenario is named. */
  readonly groupId: string | null;
  /** Ids of passes that this very enrollment has created. */
  readonly ownPassIds: readonly string[];
  /** Whether an earlier enrollment of the same person left something that is not put right yet. */
  readonly unresolvedEarlier: boolean;
}

/** One rule: pure, in a file of its own, and always evaluated. It answers at least one finding. */
export interface Rule {
  /** Stable: it stands in journals. */
  readonly id: string;
  /** Where the rule comes from. */
  readonly source: string;
  readonly check: (input: PolicyInput) => readonly Finding[];
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

/** The refusals if there are any, else the one allowing finding. */
export const refusalsOr = (refusals: readonly Finding[], otherwise: Finding): readonly Finding[] =>
  refusals.length > 0 ? refusals : [otherwise];

/** The scenario's group as the tenant has it; undefined when there is none. */
export const groupOf = (input: PolicyInput): Group | undefined =>
  input.facts.groups.find((group) => group.id === input.groupId);
