import type { Finding } from '../decision.ts';
import { allows, needsApproval, refuses, type PolicyInput, type Rule } from '../rule.ts';
import { minutesMissing, unitedPasses, within } from '../window.ts';

/** After so long every pass stands in the tenant's audit log, whoever created it. It follows within minutes. */
const AUDIT_LAG_MINUTES = 60;

/** What is missing of the own journal is known all the same where the tenant's audit log tells it. */
const lost = ({ config, history, facts }: PolicyInput): readonly Finding[] => {
  const { minutes, tenantAudit } = config.repeats;
  const told = tenantAudit && facts.recentPasses.known;
  const reach = told ? Math.min(minutes, AUDIT_LAG_MINUTES) : minutes;
  const wait = history.known ? minutesMissing(history.value.missingUntil, facts.readAt, reach) : 0;
  return wait === 0 ? [] : [refuses('repeats.journal-lost', { wait })];
};

const unknowns = (input: PolicyInput): readonly Finding[] => [
  ...(input.history.known ? [] : [refuses('repeats.history-unknown')]),
  ...lost(input),
  ...(input.facts.recentPasses.known || !input.config.repeats.tenantAudit
    ? []
    : [refuses('repeats.audit-unknown')]),
];

const passesOf = ({ config, history, facts, passesElsewhere }: PolicyInput): readonly number[] => {
  const own = [...(history.known ? history.value.person : []), ...(passesElsewhere?.person ?? [])];
  if (!config.repeats.tenantAudit || !facts.recentPasses.known) return own;
  const created = facts.recentPasses.value.filter(({ kind }) => kind === 'created');
  return unitedPasses(
    own,
    created.map(({ at }) => Date.parse(at)),
  );
};

/** Whose passes repeat in a short time needs consent: own journal, fleet and the tenant's audit log are counted together. */
export const repeatsFew: Rule = {
  id: 'repeats-few',
  source: 'Zero trust guide 5.1; TAP for CMMC Level 2, repeated passes',
  check: (input) => {
    const unknown = unknowns(input);
    if (unknown.length > 0) return unknown;
    const { repeats, approval } = input.config;
    const count = within(passesOf(input), input.facts.readAt, repeats.minutes).length;
    const params = { count, passes: repeats.passes, minutes: repeats.minutes };
    return [
      count < repeats.passes
        ? allows('repeats.few', params)
        : needsApproval('repeats.many', { roleIds: approval.roleIds, count: 1 }, params),
    ];
  },
};
