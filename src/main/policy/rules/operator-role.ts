import type { RoleHeld } from '../../directory/index.ts';
import type { Finding } from '../decision.ts';
import { pathOf } from '../path.ts';
import { roleName } from '../roles.ts';
import { allows, refuses, type PolicyInput, type Rule } from '../rule.ts';

const MINUTE_MS = 60_000;
const UNIT = '/administrativeUnits/';

const endOf = ({ endsAt }: RoleHeld): number => (endsAt === null ? Infinity : Date.parse(endsAt));

/** Why a role over one unit does not reach this person; null when it does. */
const unitProblem = ({ facts }: PolicyInput, unitId: string): Finding | null => {
  if (!facts.administrativeUnitIds.known) return refuses('operator.units-unknown');
  if (!facts.administrativeUnitIds.value.includes(unitId)) return refuses('operator.unit-without-person');
  const roles = facts.roles.known ? facts.roles.value : [];
  // Over a unit a role may act only on people who hold none at all. Source: Microsoft Entra, AU-scoped roles.
  return roles.length === 0 ? null : refuses('operator.unit-and-role');
};

const reachProblem = (input: PolicyInput, { scope }: RoleHeld): Finding | null =>
  scope.startsWith(UNIT) ? unitProblem(input, scope.slice(UNIT.length)) : null;

const heldNow = ({ config, facts }: PolicyInput, roles: readonly RoleHeld[], wanted: readonly string[]) =>
  roles.filter(
    (role) =>
      role.how === 'active' &&
      wanted.includes(role.roleId) &&
      config.operatorScopes.includes(role.scope) &&
      endOf(role) > facts.readAt,
  );

const judged = (input: PolicyInput, role: RoleHeld): Finding => {
  const { config, facts } = input;
  const minutes = Math.floor((endOf(role) - facts.readAt) / MINUTE_MS);
  return minutes < config.roleEndWarningMinutes
    ? allows('operator.role-ends-soon', { role: roleName(role.roleId), minutes })
    : allows('operator.holds-role', { role: roleName(role.roleId) });
};

/**
 * The operator holds a role that may issue passes on this path, active now and reaching this person. One that ends
 * soon is pointed out. The roles are those read together with the person's facts, not those of the sign-in.
 */
export const operatorRole: Rule = {
  id: 'operator-role',
  source: 'Zero trust guide 0.1, 6.1',
  check: (input) => {
    const { config, facts } = input;
    if (!facts.operatorRoles.known) return [refuses('operator.roles-unknown')];
    const privileged = pathOf(input) === 'privileged';
    const wanted = privileged ? config.privileged.operatorRoleIds : config.operatorRoleIds;
    const held = heldNow(input, facts.operatorRoles.value, wanted);
    const best = held
      .filter((role) => reachProblem(input, role) === null)
      .sort((one, other) => (endOf(one) > endOf(other) ? -1 : 1))[0];
    if (best !== undefined) return [judged(input, best)];
    const problem = held.map((role) => reachProblem(input, role)).find((one) => one !== null);
    return [problem ?? refuses('operator.no-role', { role: wanted.map(roleName).join(', ') })];
  },
};
