import { see, nothing, type Check } from '../check.ts';

/** Whatever does not say that it reads is taken to do more, such as a permission whose name is not to be had. */
const reads = /\.Read(Basic)?(\.|$)/;
const writes = (name: string): boolean => !reads.test(name);

/** A permission beyond the needed is one for whoever takes the station over; an application's own has no person. */
export const appLeastPrivilege: Check = {
  id: 'app.least-privilege',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 0.1; facts about Graph, 1 and 13', controls: ['AC.L2-3.1.5'] },
  mend: {
    portal: 'Entra ID > Enterprise applications > (application) > Permissions > Review permissions',
    graph: 'PATCH /oauth2PermissionGrants/{id}; DELETE /servicePrincipals/{id}/appRoleAssignments/{id}',
  },
  wanted: ({ application }) => [
    `delegated: ${[...application.needed, ...application.allowed].join(', ')}, and no other`,
    'application permissions that write: none, also of the reading identity',
  ],
  look: ({ tenant }, { application: wanted }) =>
    see(tenant.application, (application) => {
      if (application === null) return nothing(['no such application']);
      const known = new Set([...wanted.needed, ...wanted.allowed]);
      return nothing([
        ...application.delegated.filter((name) => !known.has(name)).map((name) => `delegated: ${name}`),
        ...application.application.filter(writes).map((name) => `application: ${name}`),
        ...application.reader.filter(writes).map((name) => `reading identity, application: ${name}`),
      ]);
    }),
};
