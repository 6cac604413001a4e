import { see, nothing, type Check } from '../check.ts';
import { deskSubjects, riskBlocks } from '../access/baseline.ts';
import { together } from '../../directory/index.ts';
import { deskGroupsIn } from '../people.ts';

/** A pass in the wrong hands is used from where nobody expects it. */
export const accessSignInRisk: Check = {
  id: 'access.sign-in-risk',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 3.2', controls: ['AC.L2-3.1.2', 'IA.L2-3.5.2'] },
  mend: {
    portal:
      'Entra ID > Conditional Access > Policies > Conditions > Sign-in risk: High; Grant > Block access',
    graph: 'POST /identity/conditionalAccess/policies',
  },
  wanted: () => ['an enabled policy for each group: all resources, signInRiskLevels high, block'],
  look: (reading, settings) =>
    see(
      together({ policies: reading.tenant.access, groups: deskGroupsIn(reading, settings) }),
      ({ policies, groups }) =>
        nothing(
          deskSubjects(groups)
            .filter(({ who }) => riskBlocks(policies, who).length === 0)
            .map(({ name }) => `${name}: risky sign-ins are not blocked`),
        ),
    ),
};
