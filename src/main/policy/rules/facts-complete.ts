import { allows, refuses, refusalsOr, type Rule } from '../rule.ts';

/** A fact that nobody gave is not known, and what is not known denies: each is named. */
export const factsComplete: Rule = {
  id: 'facts-complete',
  source: 'CMMC AC.L2-3.1.1, deny by default',
  check: ({ missing }) =>
    refusalsOr(
      missing.map((fact) => refuses('facts.missing', { fact })),
      allows('facts.complete'),
    ),
};
