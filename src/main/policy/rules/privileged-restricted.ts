import { pathOf } from '../path.ts';
import { allows, refuses, type Rule } from '../rule.ts';

/** The privileged path expects further restrictions in the tenant: without their name it is closed. */
export const privilegedRestricted: Rule = {
  id: 'privileged-restricted',
  source: 'Zero trust guide 2.2, extra restrictions',
  check: (input) => {
    if (pathOf(input) === 'standard') return [allows('privileged.restriction-not-asked')];
    const policy = input.config.privileged.restrictedBy;
    return [
      policy === null
        ? refuses('privileged.restriction-missing')
        : allows('privileged.restriction-named', { policy }),
    ];
  },
};
