import { see, nothing, type Check } from '../check.ts';

/** A synchronised account falls with the directory that it comes from. */
export const emergencyCloudOnly: Check = {
  id: 'emergency.cloud-only',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'CMMC guide, privileged access', controls: ['IR.L2-3.6.1'] },
  mend: {
    portal: 'Entra ID > Users > New user (cloud only); then policy.emergencyAccessIds',
    graph: 'POST /users',
  },
  wanted: () => ['each: onPremisesSyncEnabled: not true'],
  look: ({ tenant }) =>
    see(tenant.emergency, (accounts) =>
      nothing(
        accounts.flatMap(({ account }) =>
          account?.synced === true ? [`${account.userPrincipalName}: onPremisesSyncEnabled: true`] : [],
        ),
      ),
    ),
};
