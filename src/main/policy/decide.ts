import { baselines } from './config.ts';
import { isMet, needsOf } from './consent.ts';
import type { Decision, Need, Reason, Verdict } from './decision.ts';
import { groupIdOf, lifetimeOf, pathOf } from './path.ts';
import type { PolicyInput, Rule } from './rule.ts';
import { ruleSetOf } from './rule-set.ts';
import { approverRules, rules } from './rules.ts';
import { waysOf } from './ways/ways.ts';

const verdictOf = (reasons: readonly Reason[], needs: readonly Need[]): Verdict => {
  if (reasons.some((reason) => reason.effect === 'refuses')) return 'refuse';
  return needs.length > 0 ? 'approve' : 'allow';
};

const reasonsOf = (of: readonly Rule[], input: PolicyInput, needs: readonly Need[]): readonly Reason[] =>
  of.flatMap((rule) =>
    rule.check(input, needs).map((finding) => ({ ...finding, rule: rule.id, source: rule.source })),
  );

/**
 * Evaluates every rule and answers with every reason: one refusal refuses, whatever the others say. What needs
 * consent is allowed once enough fitting people have given it; whoever consents and does not fit refuses. Pure.
 *
 * @param by which rules decide, when not all
 */
export const decide = (input: PolicyInput, by: { readonly rules: readonly Rule[] } = { rules }): Decision => {
  const found = reasonsOf(
    by.rules.filter((rule) => !approverRules.includes(rule)),
    input,
    [],
  );
  const all = needsOf(found);
  const reasons = [
    ...found,
    ...reasonsOf(
      by.rules.filter((rule) => approverRules.includes(rule)),
      input,
      all,
    ),
  ];
  const needs = all.filter((need) => !isMet(need, input.consents));
  const verdict = verdictOf(reasons, needs);
  return {
    verdict,
    reasons,
    needs: verdict === 'approve' ? needs : [],
    path: pathOf(input),
    ways: waysOf(input),
    groupId: groupIdOf(input),
    lifetimeMinutes: lifetimeOf(input).minutes,
    ruleSet: ruleSetOf(by.rules, { config: input.config, bounds: baselines[input.config.baseline] }),
  };
};
