import { allows, refuses, type Rule } from '../rule.ts';

/** Whoever's earlier enrollment left something behind waits until that is put right. */
export const noneUnresolved: Rule = {
  id: 'none-unresolved',
  source: 'Zero trust guide 1.2, remove after use',
  check: ({ unresolvedEarlier }) => [
    unresolvedEarlier ? refuses('enrollment.unresolved') : allows('enrollment.none-unresolved'),
  ],
};
