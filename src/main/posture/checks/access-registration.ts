import { see, nothing, type Check } from '../check.ts';
import { deskSubjects, registrationGuards, reportOnlyTwins } from '../access/baseline.ts';
import { together } from '../../directory/index.ts';
import { deskGroupsIn } from '../people.ts';

/** Unguarded, whoever has a password registers a method of their own; guarded without the pass, nobody new can. */
export const accessRegistration: Check = {
  id: 'access.registration',
  severity: 'high',
  blocking: true,
  serves: {
    requirement: 'Zero trust guide 3.1; CMMC guide, Conditional Access',
    controls: ['IA.L2-3.5.3', 'IA.L2-3.5.9'],
  },
  mend: {
    portal:
      'Entra ID > Conditional Access > Policies > Target resources > User actions > Register security information; Grant > Require authentication strength',
    graph: 'POST /identity/conditionalAccess/policies',
  },
  wanted: () => [
    'an enabled policy for each group: user action urn:user:registersecurityinfo',
    'its grant: an authentication strength with temporaryAccessPassOneTime in it',
  ],
  look: (reading, settings) =>
    see(
      together({ policies: reading.tenant.access, groups: deskGroupsIn(reading, settings) }),
      ({ policies, groups }) => {
        const missing = deskSubjects(groups).filter(
          ({ who }) => registrationGuards(policies, who).length === 0,
        );
        const twins = reportOnlyTwins(policies, (all) =>
          missing.some(({ who }) => registrationGuards(all, who).length > 0),
        );
        return nothing([
          ...missing.map(({ name }) => `${name}: registration is not guarded`),
          ...twins.map((name) => `${name}: enabledForReportingButNotEnforced`),
        ]);
      },
    ),
};
