import type { Finding, Need } from './decision.ts';
import type { Consent } from './rule.ts';

/** What has to be consented to: findings that ask for the same roles become one need, with the greatest count. */
export const needsOf = (findings: readonly Finding[]): readonly Need[] => {
  const needs = new Map<string, Need>();
  for (const { code, approval } of findings) {
    if (approval === undefined) continue;
    const key = [...approval.roleIds].sort().join(' ');
    const before = needs.get(key);
    needs.set(key, {
      kind: 'approval',
      roleIds: approval.roleIds,
      count: Math.max(before?.count ?? 0, approval.count),
      because: [...new Set([...(before?.because ?? []), code])],
    });
  }
  return [...needs.values()];
};

/** Whether the approver holds, active now, one of the roles. Unknown roles are none. */
export const holdsOneOf = ({ by }: Consent, roleIds: readonly string[]): boolean =>
  by.roles.known && by.roles.value.some((role) => role.how === 'active' && roleIds.includes(role.roleId));

/** Whether enough different people with a fitting role have consented. */
export const isMet = (need: Need, consents: readonly Consent[]): boolean =>
  new Set(consents.filter((one) => holdsOneOf(one, need.roleIds)).map(({ by }) => by.id)).size >= need.count;
