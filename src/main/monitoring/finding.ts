import type { View } from './view.ts';

/** How soon somebody should look: today, this week, at the next review. */
export type Severity = 'high' | 'medium' | 'low';

/**
 * `found`: it happened. `pending`: it may be that a log has not arrived yet. `unknown`: it cannot be told, and
 * `params.because` says why.
 */
export type FindingState = 'found' | 'pending' | 'unknown';

/** One thing a rule saw. Ids, codes and numbers only. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly state: FindingState;
  /** The same for the same thing, whenever it is looked for: alerts are told apart by it. */
  readonly key: string;
  /** When it happened, ISO date-time; when it was looked for where nothing happened. */
  readonly at: string;
  /** Object id of whom it concerns. */
  readonly subject: string | null;
  /** Object id of who did it. */
  readonly actor: string | null;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

/** What a rule says of one finding: the rest is the rule's own. */
export type Remark = Omit<Finding, 'rule' | 'severity'> & { readonly severity?: Severity };

/** One thing that is watched for. Pure: the same view gives the same remarks. */
export interface WatchRule {
  /** Such as `outside-hours`; stands in alerts and language files. */
  readonly id: string;
  /** Where it is asked for. */
  readonly source: string;
  readonly severity: Severity;
  readonly look: (view: View) => Iterable<Remark>;
}

/** A remark that a rule cannot tell, and why. One for each rule: a list of unknowns hides what is known. */
export const cannotTell = (id: string, view: Pick<View, 'now'>, because: string): Remark => ({
  state: 'unknown',
  key: `${id} ${because}`,
  at: new Date(view.now).toISOString(),
  subject: null,
  actor: null,
  params: { because },
});
