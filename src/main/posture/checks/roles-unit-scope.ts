import { see, nothing, type Check } from '../check.ts';
import { holdersIn } from '../people.ts';
import { together, type Unit } from '../../directory/index.ts';
import { roleName } from '../../policy/index.ts';
import { issuingRoles } from '../roles.ts';

const prefix = '/administrativeUnits/';

/** What is wrong with the scope of an issuing role; null: nothing. */
const wrongWith = (scope: string, allowed: readonly string[], units: readonly Unit[]): string | null => {
  if (allowed.includes('/') && scope === '/') return null;
  if (!allowed.includes('/') && !allowed.includes(scope)) return 'outside of policy.operatorScopes';
  if (!scope.startsWith(prefix)) return null;
  const unit = units.find(({ id }) => `${prefix}${id}` === scope);
  if (unit === undefined) return 'no such administrative unit';
  return unit.peopled ? null : 'nobody is in the administrative unit';
};

/** A role over a unit that is gone or empty lets its holder act on nobody; a wider one on too many. */
export const rolesUnitScope: Check = {
  id: 'roles.unit-scope',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 0.1', controls: ['AC.L2-3.1.2', 'AC.L2-3.1.5'] },
  mend: {
    portal: 'Entra ID > Roles & admins > Admin units > (unit) > Roles and administrators',
    graph: 'POST /roleManagement/directory/roleAssignments with directoryScopeId /administrativeUnits/{id}',
  },
  wanted: ({ roles }) => [
    `scopes of issuing roles: ${roles.operatorScopes.join(', ')}${roles.operatorScopes.includes('/') ? ' and administrative units' : ''}`,
    'administrative units: existing, not empty',
  ],
  look: (reading, settings) =>
    see(together({ holders: holdersIn(reading), units: reading.tenant.units }), ({ holders, units }) =>
      nothing(
        holders
          .filter(({ roleId }) => issuingRoles.has(roleId))
          .flatMap(({ name, roleId, scope }) => {
            const wrong = wrongWith(scope, settings.roles.operatorScopes, units);
            return wrong === null ? [] : [`${name}: ${roleName(roleId)}, scope ${scope}: ${wrong}`];
          }),
      ),
    ),
};
