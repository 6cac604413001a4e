import { see, nothing, type Check } from '../check.ts';
import { holdersIn } from '../people.ts';
import { roleName } from '../../policy/index.ts';
import { watched } from '../roles.ts';

const helpdesk: ReadonlySet<string> = new Set([watched.helpdeskAdministrator, watched.passwordAdministrator]);

/** Help desks reset passwords; over the whole tenant that is a way round the desk. */
export const rolesHelpdeskTenantWide: Check = {
  id: 'roles.helpdesk-tenant-wide',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 0.1', controls: ['AC.L2-3.1.5'] },
  mend: {
    portal: 'Entra ID > Roles & admins > Helpdesk Administrator > Assignments > Administrative unit scope',
    graph: 'POST /roleManagement/directory/roleAssignments with directoryScopeId /administrativeUnits/{id}',
  },
  wanted: () => ['Helpdesk Administrator, Password Administrator with scope /: nobody'],
  look: (reading) =>
    see(holdersIn(reading), (holders) =>
      nothing(
        holders
          .filter(({ roleId, scope }) => helpdesk.has(roleId) && scope === '/')
          .map(({ name, roleId, how }) => `${name}: ${roleName(roleId)}, scope / (${how})`),
      ),
    ),
};
