import { see, nothing, type Check } from '../check.ts';
import { deskSubjects, placeGuards } from '../access/baseline.ts';
import { together } from '../../directory/index.ts';
import { deskGroupsIn } from '../people.ts';

/** A privileged pass works on a managed device or at the company's own places alone. */
export const accessPassPlace: Check = {
  id: 'access.pass-place',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 2.2, 3.2', controls: ['IA.L2-3.5.2', 'AC.L2-3.1.2'] },
  mend: {
    portal: 'Entra ID > Conditional Access > Policies > Grant > Require device to be marked as compliant',
    graph: 'POST /identity/conditionalAccess/policies',
  },
  wanted: ({ groups }) => [
    `an enabled policy for ${groups.privileged}: compliantDevice or domainJoinedDevice, or block outside trusted locations`,
  ],
  look: (reading, settings) =>
    see(
      together({ policies: reading.tenant.access, groups: deskGroupsIn(reading, settings) }),
      ({ policies, groups }) => {
        const privileged = deskSubjects(groups).filter(({ name }) => name === settings.groups.privileged);
        return nothing(
          privileged
            .filter(({ who }) => placeGuards(policies, who).length === 0)
            .map(({ name }) => `${name}: any device, any place`),
        );
      },
    ),
};
