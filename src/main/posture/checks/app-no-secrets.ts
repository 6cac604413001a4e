import { see, type Check } from '../check.ts';

/** The desk acts as the person who signed in; a secret of its own would act as nobody. */
export const appNoSecrets: Check = {
  id: 'app.no-secrets',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Facts about Graph, 1 and 13', controls: ['IA.L2-3.5.10', 'AC.L2-3.1.5'] },
  mend: {
    portal: 'Entra ID > App registrations > (application) > Certificates & secrets: delete all',
    graph: 'POST /applications/{id}/removePassword; PATCH /applications/{id} {"keyCredentials": []}',
  },
  wanted: () => ['passwordCredentials: 0', 'keyCredentials: 0'],
  look: ({ tenant }) =>
    see(tenant.application, (application) =>
      application === null
        ? { fine: false, found: ['no such application'] }
        : {
            fine: application.secrets === 0 && application.certificates === 0,
            found: [
              `passwordCredentials: ${application.secrets}`,
              `keyCredentials: ${application.certificates}`,
            ],
          },
    ),
};
