import type { Group } from '../../directory/index.ts';
import type { Finding } from '../decision.ts';
import { groupOf } from '../path.ts';
import { allows, refuses, refusalsOr, type Rule } from '../rule.ts';

const misfits = (group: Group): readonly Finding[] => {
  const params = { group: group.displayName };
  return [
    ...(group.securityEnabled ? [] : [refuses('group.not-security', params)]),
    ...(group.dynamic ? [refuses('group.dynamic', params)] : []),
    ...(group.onPremisesSynced ? [refuses('group.synced', params)] : []),
    ...(group.roleAssignable ? [refuses('group.role-assignable', params)] : []),
  ];
};

/**
 * The scenario's group is one that a person can be added to and taken from again. A role-assignable one would
 * at once lock the operator out of the person. Source of the latter: Microsoft Entra, role-assignable groups.
 */
export const groupFit: Rule = {
  id: 'group-fit',
  source: 'Zero trust guide 1.2',
  check: (input) => {
    const group = groupOf(input);
    if (group === undefined) return [refuses('group.missing')];
    return refusalsOr(misfits(group), allows('group.fit', { group: group.displayName }));
  },
};
