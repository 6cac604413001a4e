import { see, nothing, type Check } from '../check.ts';
import { enforced, reaches } from '../../policy/index.ts';
import { holdersIn } from '../people.ts';
import { together } from '../../directory/index.ts';

/** A policy gone wrong locks everybody out but those it leaves out. */
export const emergencyExcluded: Check = {
  id: 'emergency.excluded',
  severity: 'high',
  blocking: false,
  serves: {
    requirement: 'Zero trust guide 3.1; CMMC guide, privileged access',
    controls: ['IR.L2-3.6.1', 'CM.L2-3.4.2'],
  },
  mend: {
    portal: 'Entra ID > Conditional Access > Policies > (policy) > Users > Exclude',
    graph: 'PATCH /identity/conditionalAccess/policies/{id}',
  },
  wanted: () => ['enabled policies with a grant that reach an emergency account: none'],
  look: (reading) =>
    see(
      together({
        policies: reading.tenant.access,
        accounts: reading.tenant.emergency,
        holders: holdersIn(reading),
      }),
      ({ policies, accounts, holders }) => {
        const granting = enforced(policies).filter(({ grant }) => grant !== null);
        return nothing(
          accounts.flatMap(({ id, account }) => {
            if (account === null) return [];
            const roleIds = holders.filter((one) => one.id === id).map(({ roleId }) => roleId);
            const who = { userId: id, groupIds: account.groupIds, roleIds };
            return granting
              .filter((policy) => reaches(policy, who))
              .map(({ displayName }) => `${account.userPrincipalName}: ${displayName}`);
          }),
        );
      },
    ),
};
