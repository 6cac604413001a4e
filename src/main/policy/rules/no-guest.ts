import { allows, refuses, type Rule } from '../rule.ts';

/** External guests cannot have a pass, and no guest can register a passkey. */
export const noGuest: Rule = {
  id: 'no-guest',
  source: 'Microsoft Entra, Temporary Access Pass, limitations',
  check: ({ facts }) => [facts.person.guest ? refuses('account.guest') : allows('account.internal')],
};
