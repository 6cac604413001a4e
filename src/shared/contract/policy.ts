import { z } from 'zod';

/**
 * What the policy in force says, one sentence a rule under `rule.CODE` in the language files: the rule's id, and
 * after a dot which way the site has set it. `card-present` is no rule: it is watched for while an enrollment runs.
 */
export const policySentenceCodes = [
  'facts-complete',
  'scenario-proven',
  'rollout-phase',
  'account-enabled',
  'no-guest',
  'account-synced.allowed',
  'account-synced.refused',
  'not-on-hold',
  'not-operator',
  'not-privileged.closed',
  'not-privileged.open',
  'privileged-restricted.open',
  'not-emergency-access',
  'none-unresolved',
  'no-live-pass',
  'repeats-few',
  'hours-open',
  'badge-strong',
  'card-present',
  'identity-proven',
  'lifetime-baseline',
  'lifetime-tenant',
  'one-time',
  'group-fit',
  'pass-policy-reaches',
  'way-open',
  'operator-role',
  'operator-separated',
  'operator-trained.asked',
  'operator-trained.not-asked',
  'rates-kept',
  'station-fit.asked',
  'station-fit.not-asked',
  'approver-other',
  'approver-role',
  'approver-separated',
  'approver-fresh',
] as const;
export type PolicySentenceCode = (typeof policySentenceCodes)[number];

const sentence = z.strictObject({
  code: z.enum(policySentenceCodes),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PolicySentence = z.infer<typeof sentence>;

/** The policy in force, to be read at leisure: nothing can be changed here. */
export const policyScreen = z.strictObject({
  kind: z.literal('operator/policy'),
  sentences: z.array(sentence),
  ruleSet: z.string(),
});
