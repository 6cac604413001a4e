import type { AccessPolicy, EmergencyAccount, TenantReading } from '../../directory/index.ts';
import type { Change } from './change.ts';

/** Whether a policy leaves an account out, by its id or by a group that it is in, through other groups too. */
export const leavesOut = (policy: AccessPolicy, { id, account }: EmergencyAccount): boolean =>
  policy.users.exclude.includes(id) ||
  (account?.groupIds ?? []).some((groupId) => policy.groups.exclude.includes(groupId));

/**
 * What stands against enforcing a policy: the emergency accounts have to exist, to be enabled, and to be left out of
 * that very policy, all of it as the tenant says now. Source: CMMC guide, privileged access; requirement "break-glass".
 *
 * @returns why it is not proven, a sentence each; none when it is
 */
export const unprovenFor = (
  change: Pick<Change, 'policyId'>,
  tenant: TenantReading,
  emergencyIds: readonly string[],
): readonly string[] => {
  const { access, emergency } = tenant;
  if (!access.known || !emergency.known) return ['emergency accounts or policies could not be read'];
  const policy = access.value.find(({ id }) => id === change.policyId);
  const accounts = emergencyIds.flatMap((id) => {
    const account = emergency.value.find((one) => one.id === id)?.account ?? null;
    if (account === null) return [`emergency account ${id} does not exist`];
    return account.enabled === true ? [] : [`emergency account ${account.userPrincipalName} is not enabled`];
  });
  const left = emergencyIds
    .filter((id) => {
      const one = emergency.value.find((account) => account.id === id) ?? { id, account: null };
      return policy !== undefined && !leavesOut(policy, one);
    })
    .map((id) => `${policy?.displayName ?? ''} does not leave out emergency account ${id}`);
  return [
    ...(emergencyIds.length === 0 ? ['no emergency account is configured'] : []),
    ...(change.policyId !== null && policy === undefined ? ['the policy could not be found'] : []),
    ...accounts,
    ...left,
  ];
};
