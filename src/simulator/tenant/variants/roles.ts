import { ROLE } from '../role-templates.ts';
import { all, give, take, unit } from './changes.ts';
import { variantOf, type Variant } from './variant.ts';

/** Faults of who may do what. */
export const roleVariants: readonly Variant[] = [
  {
    fault: 'roles.global-admin-operator',
    about: 'an operator may become Global Administrator',
    apply: give({ part: 'operator-2', role: ROLE.globalAdministrator, how: 'eligible' }),
  },
  {
    fault: 'roles.separation',
    about: 'an operator may change Conditional Access',
    apply: give({ part: 'operator-2', role: ROLE.conditionalAccessAdministrator, how: 'eligible' }),
  },
  {
    fault: 'roles.permanent',
    about: 'an operator holds the issuing role for good',
    apply: all(
      take(ROLE.authenticationAdministrator, 'operator-2'),
      give({ part: 'operator-2', role: ROLE.authenticationAdministrator, how: 'standing' }),
    ),
  },
  {
    fault: 'roles.helpdesk-tenant-wide',
    about: 'a restaurant manager resets passwords in the whole tenant',
    apply: give({ part: 'restaurant-manager', role: ROLE.helpdeskAdministrator, how: 'activated' }),
  },
  {
    fault: 'roles.unit-scope',
    about: 'an issuing role is held over a unit with nobody in it',
    apply: unit('Restaurants', { members: new Set() }),
  },
  {
    fault: 'roles.assigned',
    about: 'nobody may change the policy of authentication methods',
    apply: take(ROLE.authenticationPolicyAdministrator),
  },
  {
    fault: 'roles.reviewer',
    about: 'whoever reads the logs is an operator as well',
    apply: all(
      take(ROLE.globalReader),
      give({ part: 'supervisor', role: ROLE.authenticationAdministrator, how: 'eligible' }),
    ),
  },
].map(variantOf);
