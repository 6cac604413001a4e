import type { Finding } from '../decision.ts';
import { allows, refuses, refusalsOr, type PolicyInput, type Rule } from '../rule.ts';

const problems = ({ consents, operator, facts }: PolicyInput): readonly Finding[] => {
  const ids = consents.map(({ by }) => by.id);
  return [
    ...(ids.includes(operator.id) ? [refuses('approver.is-operator')] : []),
    ...(ids.includes(facts.person.id) ? [refuses('approver.is-enrollee')] : []),
    ...(new Set(ids).size < ids.length ? [refuses('approver.twice')] : []),
  ];
};

/** Whoever consents is another person than the operator, than the enrollee, and than each other. */
export const approverOther: Rule = {
  id: 'approver-other',
  source: 'CMMC AC.L2-3.1.4; TAP for CMMC Level 2, dual approval',
  check: (input) =>
    refusalsOr(
      problems(input),
      allows(input.consents.length === 0 ? 'approver.nobody-yet' : 'approver.other-person'),
    ),
};
