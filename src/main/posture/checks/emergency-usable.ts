import { see, nothing, type Check } from '../check.ts';
import { holdersIn } from '../people.ts';
import { together } from '../../directory/index.ts';
import { watched } from '../roles.ts';

/** An emergency account that does not work is found out in the emergency. */
export const emergencyUsable: Check = {
  id: 'emergency.usable',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'CMMC guide, privileged access', controls: ['AC.L2-3.1.1', 'IR.L2-3.6.1'] },
  mend: {
    portal: 'Entra ID > Users > (account) > Account status; Assigned roles',
    graph: 'PATCH /users/{id} {"accountEnabled": true}',
  },
  wanted: () => [
    'policy.emergencyAccessIds: at least one',
    'each: exists, accountEnabled: true, Global Administrator without an end',
  ],
  look: (reading, { emergencyIds }) =>
    see(
      together({ accounts: reading.tenant.emergency, holders: holdersIn(reading) }),
      ({ accounts, holders }) => {
        const standing = new Set(
          holders
            .filter(({ roleId, standing: always }) => always && roleId === watched.globalAdministrator)
            .map(({ id }) => id),
        );
        if (emergencyIds.length === 0) return nothing(['none is configured']);
        return nothing(
          accounts.flatMap(({ id, account }) => {
            if (account === null) return [`${id}: does not exist`];
            const { userPrincipalName: name, enabled } = account;
            return [
              ...(enabled === true ? [] : [`${name}: accountEnabled: ${String(enabled)}`]),
              ...(standing.has(id) ? [] : [`${name}: not a standing Global Administrator`]),
            ];
          }),
        );
      },
    ),
};
