import { lifetimeOf } from '../path.ts';
import { allows, refuses, type Rule } from '../rule.ts';

/** The tenant itself would reject a lifetime outside its own range, both bounds included. */
export const lifetimeTenant: Rule = {
  id: 'lifetime-tenant',
  source: 'Microsoft Graph, temporaryAccessPassAuthenticationMethodConfiguration',
  check: (input) => {
    const { facts } = input;
    if (!facts.passPolicy.known) return [refuses('lifetime.tenant-range-unknown')];
    const { minimumLifetimeMinutes: minimum, maximumLifetimeMinutes: maximum } = facts.passPolicy.value;
    const { minutes } = lifetimeOf(input);
    const params = { minutes, minimum, maximum };
    return [
      minutes >= minimum && minutes <= maximum
        ? allows('lifetime.within-tenant-range', params)
        : refuses('lifetime.outside-tenant-range', params),
    ];
  },
};
