import { see, nothing, type Check } from '../check.ts';
import { deskSubjects, lockouts } from '../access/baseline.ts';
import { together } from '../../directory/index.ts';
import { deskGroupsIn } from '../people.ts';

/** Who has nothing but a pass cannot meet a strength without it, so nothing can be registered. */
export const accessPassLockout: Check = {
  id: 'access.pass-lockout',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'Zero trust guide 3.1; facts about Graph, 7', controls: ['IA.L2-3.5.9'] },
  mend: {
    portal: 'Entra ID > Conditional Access > Policies > (policy) > Users > Exclude: the groups of the desk',
    graph: 'PATCH /identity/conditionalAccess/policies/{id}',
  },
  wanted: () => ['enabled policies that a pass cannot meet, for the groups: none'],
  look: (reading, settings) =>
    see(
      together({ policies: reading.tenant.access, groups: deskGroupsIn(reading, settings) }),
      ({ policies, groups }) =>
        nothing(
          deskSubjects(groups).flatMap(({ name, who }) =>
            lockouts(policies, who).map(({ displayName }) => `${name}: ${displayName}`),
          ),
        ),
    ),
};
