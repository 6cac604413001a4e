import { see, nothing, type Check } from '../check.ts';

/** What is not granted fails at the desk, in front of people. */
export const appPermissionsGranted: Check = {
  id: 'app.permissions-granted',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Facts about Graph, 13', controls: ['AC.L2-3.1.1'] },
  mend: {
    portal: 'Entra ID > App registrations > (application) > API permissions > Grant admin consent',
    graph: 'POST /oauth2PermissionGrants',
  },
  wanted: ({ application }) => [`granted: ${application.needed.join(', ')}`],
  look: ({ tenant }, { application: wanted }) =>
    see(tenant.application, (application) =>
      application === null
        ? nothing(['no such application'])
        : nothing(
            wanted.needed
              .filter((name) => !application.delegated.includes(name))
              .map((name) => `not granted: ${name}`),
          ),
    ),
};
