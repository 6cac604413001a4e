import { see, nothing, type Check } from '../check.ts';
import { administratorGuards } from '../access/baseline.ts';
import { roleName } from '../../policy/index.ts';
import { administratorRoles } from '../roles.ts';

/** An administrator who can be phished can be the one who opens the tenant. */
export const accessAdministratorsMfa: Check = {
  id: 'access.administrators-mfa',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'Zero trust guide 0.3', controls: ['IA.L2-3.5.3', 'IA.L2-3.5.4'] },
  mend: {
    portal:
      'Entra ID > Conditional Access > Policies > New policy from template > Require phishing-resistant multifactor authentication for admins',
    graph: 'POST /identity/conditionalAccess/policies',
  },
  wanted: () => [
    `an enabled policy: all resources, a phishing-resistant strength, for ${administratorRoles.map(roleName).join(', ')}`,
  ],
  look: ({ tenant }) =>
    see(tenant.access, (policies) =>
      nothing(
        administratorRoles
          .filter((roleId) => administratorGuards(policies, roleId).length === 0)
          .map((roleId) => `${roleName(roleId)}: not held to it`),
      ),
    ),
};
