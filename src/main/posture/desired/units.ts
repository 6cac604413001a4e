import { together, type RoleGrant, type TenantRequest, type Unit } from '../../directory/index.ts';
import { roleName } from '../../policy/index.ts';
import { watched } from '../roles.ts';
import { byHand, changeNeeds, joined, nothingToDo, unread, type Change, type Plan } from './change.ts';
import type { PlanInput } from './change.ts';
import type { DesiredConfig } from './config.ts';

type WantedUnit = DesiredConfig['units'][number];

const root = '/directory/administrativeUnits';
const requests = '/roleManagement/directory/roleEligibilityScheduleRequests';

const roleIds: Readonly<Record<WantedUnit['role'], string>> = {
  'Authentication Administrator': watched.authenticationAdministrator,
  'Privileged Authentication Administrator': watched.privilegedAuthenticationAdministrator,
};

const creation = ({ name }: WantedUnit): Change => ({
  id: `units.${name}.create`,
  what: `Make the administrative unit ${name}.`,
  before: [`${name}: none`],
  after: [`${name}: an administrative unit, empty; put the people of the desk into it by hand`],
  needs: changeNeeds.units,
  risk: 'none',
  ready: true,
  request: { method: 'POST', path: root, body: { displayName: name } },
  undo: { what: `Delete the administrative unit ${name}.`, risk: 'none', request: 'created' },
  policyId: null,
});

/** Eligible, so that nobody holds the role all the time. Source: Graph unifiedRoleEligibilityScheduleRequest. */
const eligibility = (wanted: WantedUnit, operatorId: string, unitId: string | null): Change => {
  const { name, role } = wanted;
  const scope = `/administrativeUnits/${unitId ?? `(id of the new unit ${name})`}`;
  const request = (action: 'adminAssign' | 'adminRemove'): TenantRequest => ({
    method: 'POST',
    path: requests,
    body: {
      action,
      justification: `Tapdesk: issues passes over ${name}`,
      principalId: operatorId,
      roleDefinitionId: roleIds[role],
      directoryScopeId: scope,
      ...(action === 'adminRemove' ? {} : { scheduleInfo: { expiration: { type: 'noExpiration' } } }),
    },
  });
  return {
    id: `units.${name}.operator.${operatorId}`,
    what: `Let ${operatorId} activate ${role} over ${name} alone.`,
    before: [`${operatorId}: not eligible over ${name}`],
    after: [`${operatorId}: eligible for ${roleName(roleIds[role])} over ${name}`],
    needs: changeNeeds.roles,
    // It opens a way to passes for everybody in the unit.
    risk: 'lowers-protection',
    ready: unitId !== null,
    request: request('adminAssign'),
    undo: {
      what: `Take ${role} over ${name} from ${operatorId}.`,
      risk: 'can-lock-out',
      request: request('adminRemove'),
    },
    policyId: null,
  };
};

type Held = Pick<RoleGrant, 'principalId' | 'roleId' | 'scope'>;

const holds = (grants: readonly RoleGrant[], { principalId, roleId, scope }: Held): boolean =>
  grants.some((one) => one.principalId === principalId && one.roleId === roleId && one.scope === scope);

const planOne = (wanted: WantedUnit, units: readonly Unit[], grants: readonly RoleGrant[]): Plan => {
  const [unit, ...others] = units.filter(({ displayName }) => displayName === wanted.name);
  if (others.length > 0)
    return byHand(`${wanted.name}: several administrative units have that name; leave one`);
  const scope = `/administrativeUnits/${unit?.id ?? ''}`;
  const missing = wanted.operatorIds.filter(
    (principalId) => !holds(grants, { principalId, roleId: roleIds[wanted.role], scope }),
  );
  return {
    changes: [
      ...(unit === undefined ? [creation(wanted)] : []),
      ...missing.map((id) => eligibility(wanted, id, unit?.id ?? null)),
    ],
    obstacles: [],
  };
};

/** Units over which operators may act, and nowhere else. Source: Zero trust guide 0.1. */
export const planUnits = ({ tenant, desired }: PlanInput): Plan => {
  if (desired.units.length === 0) return nothingToDo;
  const parts = together({ units: tenant.units, grants: tenant.grants });
  if (!parts.known) return unread('administrative units and roles over them', parts);
  return joined(desired.units.map((one) => planOne(one, parts.value.units, parts.value.grants)));
};
