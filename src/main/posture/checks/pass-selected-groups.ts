import { see, type Check } from '../check.ts';
import { existingGroupsIn } from '../people.ts';
import { passIn, targetName } from '../scope.ts';
import { together } from '../../directory/index.ts';

/** Only who was let into a group of the desk can be given a pass. */
export const passSelectedGroups: Check = {
  id: 'pass.selected-groups',
  severity: 'high',
  blocking: true,
  serves: {
    requirement: 'Zero trust guide 1.1, 1.2; CMMC guide, user scope',
    controls: ['AC.L2-3.1.2', 'AC.L2-3.1.5'],
  },
  mend: {
    portal: 'Entra ID > Authentication methods > Policies > Temporary Access Pass > Include > Select groups',
    graph:
      'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass {"includeTargets": [...]}',
  },
  wanted: ({ groups }) => [`includeTargets: ${groups.names.join(', ')}, and nobody else`],
  look: (reading, settings) =>
    see(
      together({ pass: passIn(reading.tenant), groups: existingGroupsIn(reading, settings) }),
      ({ pass, groups }) => {
        const included = new Set(pass.include.map(({ id }) => id));
        const ours = new Set(groups.map(({ id }) => id));
        const strangers = pass.include.filter(({ id, kind }) => !ours.has(id) || kind !== 'group');
        const missing = groups.filter(({ id }) => !included.has(id));
        return {
          fine: strangers.length === 0 && missing.length === 0,
          found: [
            `includeTargets: ${pass.include.map((target) => targetName(target, groups)).join(', ')}`,
            ...missing.map(({ displayName }) => `not included: ${displayName}`),
          ],
        };
      },
    ),
};
