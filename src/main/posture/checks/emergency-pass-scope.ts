import { see, nothing, type Check } from '../check.ts';
import { inScope, passIn } from '../scope.ts';
import { together } from '../../directory/index.ts';

/** Emergency accounts are not to be had at a desk. */
export const emergencyPassScope: Check = {
  id: 'emergency.pass-scope',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'CMMC guide, privileged access', controls: ['AC.L2-3.1.5'] },
  mend: {
    portal: 'Entra ID > Groups > (group of the desk) > Members: remove the account',
    graph: 'DELETE /groups/{id}/members/{id}/$ref',
  },
  wanted: () => ['in scope of the pass: no emergency account'],
  look: ({ tenant }) =>
    see(together({ pass: passIn(tenant), accounts: tenant.emergency }), ({ pass, accounts }) =>
      nothing(
        accounts.flatMap(({ id, account }) =>
          account !== null && inScope(pass, id, account.groupIds) ? [account.userPrincipalName] : [],
        ),
      ),
    ),
};
