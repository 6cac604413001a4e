import { see, nothing, type Check } from '../check.ts';
import { existingGroupsIn } from '../people.ts';
import { everybody, passIn } from '../scope.ts';
import { together } from '../../directory/index.ts';

/** An exclusion wins over every inclusion, so a group of the desk among them cannot be served. */
export const passExclusions: Check = {
  id: 'pass.exclusions',
  severity: 'medium',
  blocking: true,
  serves: { requirement: 'Zero trust guide 1.1; facts about Graph, 2', controls: ['CM.L2-3.4.2'] },
  mend: {
    portal: 'Entra ID > Authentication methods > Policies > Temporary Access Pass > Exclude',
    graph:
      'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass {"excludeTargets": [...]}',
  },
  wanted: () => ['excludeTargets: no group of the desk'],
  look: (reading, settings) =>
    see(
      together({ pass: passIn(reading.tenant), groups: existingGroupsIn(reading, settings) }),
      ({ pass, groups }) =>
        nothing(
          pass.exclude.flatMap(({ id }) => {
            if (id === everybody) return [`excludeTargets: ${everybody}`];
            const ours = groups.find((one) => one.id === id);
            return ours === undefined ? [] : [`excludeTargets: ${ours.displayName}`];
          }),
        ),
    ),
};
