import type { ReasonCode } from '../../shared/index.ts';

/** `approve`: allowed once a second person has consented. */
export type Verdict = 'allow' | 'refuse' | 'approve';

/** What one rule has to say. */
export interface Finding {
  readonly code: ReasonCode;
  readonly effect: 'allows' | 'refuses' | 'needs-approval';
  /** What fills the sentence: names, minutes. Never a personal value other than of the tenant's own objects. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** A finding with the rule it comes from and that rule's own source, such as a requirement's chapter. */
export interface Reason extends Finding {
  readonly rule: string;
  readonly source: string;
}

/** The answer of all rules together. A refusal is a value, never thrown. */
export interface Decision {
  readonly verdict: Verdict;
  /** At least one of every rule, in the rules' order. */
  readonly reasons: readonly Reason[];
  /** How long the pass is to live, in whole minutes. */
  readonly lifetimeMinutes: number;
  /** Name and hash of rules and configuration: equal exactly when the same rules decided under the same settings. */
  readonly ruleSet: string;
}
