import { see, nothing, type Check } from '../check.ts';
import { carveOutsIn, excusable } from '../access/carve-outs.ts';
import { together } from '../../directory/index.ts';
import { deskGroupsIn } from '../people.ts';

/** Whoever or whatever a policy leaves out is where an attacker goes. */
export const accessCarveOuts: Check = {
  id: 'access.carve-outs',
  severity: 'medium',
  blocking: false,
  serves: {
    requirement: 'Zero trust guide 3.1; CMMC guide, Conditional Access',
    controls: ['AC.L2-3.1.2', 'CM.L2-3.4.2'],
  },
  mend: {
    portal: 'Entra ID > Conditional Access > Policies > (policy) > Exclude',
    graph: 'PATCH /identity/conditionalAccess/policies/{id}',
  },
  wanted: () => [
    'left out by the policies of the baseline: emergency accounts, and where they need it the groups of the desk',
  ],
  look: (reading, settings) =>
    see(
      together({
        policies: reading.tenant.access,
        excluded: reading.tenant.excludedGroups,
        groups: deskGroupsIn(reading, settings),
      }),
      ({ policies, excluded, groups }) =>
        nothing(carveOutsIn(policies, groups, excusable(excluded, settings.emergencyIds))),
    ),
};
