import { see, nothing, type Check } from '../check.ts';
import { deskSubjects, passUserGuards, reportOnlyTwins } from '../access/baseline.ts';
import { together } from '../../directory/index.ts';
import { deskGroupsIn } from '../people.ts';

/** The guide's "CA - TAP - Force MFA Registration": who may use a pass gets nowhere without a second factor. */
export const accessPassUsers: Check = {
  id: 'access.pass-users',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'Zero trust guide 3.1', controls: ['IA.L2-3.5.3'] },
  mend: {
    portal: 'Entra ID > Conditional Access > Policies > CA - TAP - Force MFA Registration',
    graph: 'POST /identity/conditionalAccess/policies',
  },
  wanted: () => [
    'an enabled policy for each group: all resources; browser, mobile and desktop clients',
    'its grant: mfa, or an authentication strength',
  ],
  look: (reading, settings) =>
    see(
      together({ policies: reading.tenant.access, groups: deskGroupsIn(reading, settings) }),
      ({ policies, groups }) => {
        const missing = deskSubjects(groups).filter(({ who }) => passUserGuards(policies, who).length === 0);
        const twins = reportOnlyTwins(policies, (all) =>
          missing.some(({ who }) => passUserGuards(all, who).length > 0),
        );
        return nothing([
          ...missing.map(({ name }) => `${name}: no second factor is asked for`),
          ...twins.map((name) => `${name}: enabledForReportingButNotEnforced`),
        ]);
      },
    ),
};
