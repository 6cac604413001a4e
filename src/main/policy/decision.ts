import type { OfferedWay, ReasonCode } from '../../shared/index.ts';

/** `approve`: allowed once further people have consented. */
export type Verdict = 'allow' | 'refuse' | 'approve';

/** The way a pass takes: privileged people go a separate one, where the site has one at all. */
export type Path = 'standard' | 'privileged';

/** Whose consent a finding asks for. */
export interface Approval {
  /** Of which an approver must hold one, active. */
  readonly roleIds: readonly string[];
  /** How many different people. */
  readonly count: number;
}

/** What one rule has to say. */
export interface Finding {
  readonly code: ReasonCode;
  readonly effect: 'allows' | 'refuses' | 'needs-approval';
  /** What fills the sentence: names, minutes. Never a personal value other than of the tenant's own objects. */
  readonly params: Readonly<Record<string, string | number>>;
  /** Stands exactly where the effect is `needs-approval`. */
  readonly approval?: Approval;
}

/** A finding with the rule it comes from and that rule's own source, such as a requirement's chapter. */
export interface Reason extends Finding {
  readonly rule: string;
  readonly source: string;
}

/** A consent that is still missing. Findings that ask for the same roles are one need. */
export interface Need extends Approval {
  readonly kind: 'approval';
  readonly because: readonly ReasonCode[];
}

/** The answer of all rules together. A refusal is a value, never thrown. */
export interface Decision {
  readonly verdict: Verdict;
  /** At least one of every rule, in the rules' order. */
  readonly reasons: readonly Reason[];
  /** Empty unless the verdict is `approve`. */
  readonly needs: readonly Need[];
  readonly path: Path;
  /** How the person could register here, best first, and why another way is closed. */
  readonly ways: readonly OfferedWay[];
  /** Id of the group that the person is to join; null while no scenario is named. */
  readonly groupId: string | null;
  /** How long the pass is to live, in whole minutes. */
  readonly lifetimeMinutes: number;
  /** Name and hash of rules and configuration: equal exactly when the same rules decided under the same settings. */
  readonly ruleSet: string;
}
