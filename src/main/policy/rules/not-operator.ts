import { allows, refuses, type Rule } from '../rule.ts';

/** Nobody enrolls themselves: the operator is another person than the enrollee. */
export const notOperator: Rule = {
  id: 'not-operator',
  source: 'CMMC AC.L2-3.1.4',
  check: ({ facts, operator }) => [
    facts.person.id === operator.id ? refuses('account.is-operator') : allows('account.not-operator'),
  ],
};
