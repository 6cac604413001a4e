import { baselines } from './config.ts';
import { isMet, needsOf } from './consent.ts';
import type { Decision, Need, Reason, Verdict } from './decision.ts';
import { groupIdOf, lifetimeOf, pathOf } from './path.ts';
import type { PolicyInput, Rule } from './rule.ts';
import { ruleSetOf } from './rule-set.ts';
import { accountEnabled } from './rules/account-enabled.ts';
import { groupFit } from './rules/group-fit.ts';
import { lifetimeBaseline } from './rules/lifetime-baseline.ts';
import { lifetimeTenant } from './rules/lifetime-tenant.ts';
import { noGuest } from './rules/no-guest.ts';
import { noLivePass } from './rules/no-live-pass.ts';
import { noneUnresolved } from './rules/none-unresolved.ts';
import { notEmergencyAccess } from './rules/not-emergency-access.ts';
import { notOperator } from './rules/not-operator.ts';
import { notPrivileged } from './rules/not-privileged.ts';
import { oneTime } from './rules/one-time.ts';
import { operatorRole } from './rules/operator-role.ts';
import { operatorSeparated } from './rules/operator-separated.ts';
import { passPolicyReaches } from './rules/pass-policy-reaches.ts';
import { scenarioProven } from './rules/scenario-proven.ts';

/** All rules, in the order their reasons are shown: the person first, then the pass, then the operator. */
export const rules: readonly Rule[] = [
  scenarioProven,
  accountEnabled,
  noGuest,
  notOperator,
  notPrivileged,
  notEmergencyAccess,
  noneUnresolved,
  noLivePass,
  lifetimeBaseline,
  lifetimeTenant,
  oneTime,
  groupFit,
  passPolicyReaches,
  operatorRole,
  operatorSeparated,
];

const verdictOf = (reasons: readonly Reason[], needs: readonly Need[]): Verdict => {
  if (reasons.some((reason) => reason.effect === 'refuses')) return 'refuse';
  return needs.length > 0 ? 'approve' : 'allow';
};

/**
 * Evaluates every rule and answers with every reason: one refusal refuses, whatever the others say. What needs
 * consent is allowed once enough fitting people have given it. Pure.
 */
export const decide = (input: PolicyInput): Decision => {
  const reasons = rules.flatMap((rule) =>
    rule.check(input).map((finding) => ({ ...finding, rule: rule.id, source: rule.source })),
  );
  const needs = needsOf(reasons).filter((need) => !isMet(need, input.consents));
  const verdict = verdictOf(reasons, needs);
  return {
    verdict,
    reasons,
    needs: verdict === 'approve' ? needs : [],
    path: pathOf(input),
    groupId: groupIdOf(input),
    lifetimeMinutes: lifetimeOf(input).minutes,
    ruleSet: ruleSetOf(rules, { config: input.config, bounds: baselines[input.config.baseline] }),
  };
};
