import { allows, refuses, type Rule } from '../rule.ts';

/** A disabled account gets no pass, and one whose state the tenant did not tell counts as disabled. */
export const accountEnabled: Rule = {
  id: 'account-enabled',
  source: 'CMMC AC.L2-3.1.1',
  check: ({ facts }) => {
    if (facts.person.accountEnabled === null) return [refuses('account.state-unknown')];
    return [facts.person.accountEnabled ? allows('account.enabled') : refuses('account.disabled')];
  },
};
