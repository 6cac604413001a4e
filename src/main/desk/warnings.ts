import type { WarningOnScreen } from '../../shared/index.ts';
import type { OperatorFacts, RoleHeld } from '../directory/index.ts';
import { roleName, trainingOf } from '../policy/index.ts';
import type { DeskSettings } from './ports.ts';

/** A role by which the operator may act, and when it ends by itself; epoch milliseconds. */
export interface RoleEnd {
  readonly roleId: string;
  readonly at: number;
}

const endOf = ({ endsAt }: RoleHeld): number => (endsAt === null ? Infinity : Date.parse(endsAt));

/** When the last role ends by which the operator may issue; null when one stays, or nothing is known. */
export const roleEndOf = (operator: OperatorFacts, issuing: readonly string[]): RoleEnd | null => {
  if (!operator.roles.known) return null;
  const last = operator.roles.value
    .filter((role) => role.how === 'active' && issuing.includes(role.roleId))
    .sort((one, other) => endOf(other) - endOf(one))[0];
  return last === undefined || endOf(last) === Infinity ? null : { roleId: last.roleId, at: endOf(last) };
};

const trainingWarnings = (
  operator: OperatorFacts,
  { proofing }: DeskSettings,
  now: number,
): WarningOnScreen[] => {
  const training = trainingOf(proofing, operator, now);
  switch (training.is) {
    case 'not-asked':
    case 'valid':
      return [];
    case 'not-listed':
      return [{ of: 'training-not-listed' }];
    case 'ends-soon':
      return [{ of: 'training-ends-soon', until: training.until }];
    case 'over':
      return [{ of: 'training-over', until: training.until }];
  }
};

/** What the operator is to know about themselves in time. Pure. */
export const warningsOf = (
  operator: OperatorFacts,
  settings: DeskSettings,
  now: number,
): WarningOnScreen[] => {
  const { roleEndWarningMinutes, issuingRoleIds } = settings;
  const end = roleEndOf(operator, issuingRoleIds);
  const minutes = end === null ? Infinity : Math.max(0, Math.ceil((end.at - now) / 60_000));
  const role: WarningOnScreen[] =
    end === null || minutes > roleEndWarningMinutes
      ? []
      : [{ of: 'role-ends-soon', role: roleName(end.roleId), minutes }];
  return [...role, ...trainingWarnings(operator, settings, now)];
};
