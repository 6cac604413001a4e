import { see, nothing, type Check } from '../check.ts';
import { operatorsIn } from '../people.ts';
import { together } from '../../directory/index.ts';

/** An owner can add a secret or a redirect: that is not for those who issue passes. */
export const appOwners: Check = {
  id: 'app.owners',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 0.1', controls: ['AC.L2-3.1.4', 'AC.L2-3.1.5'] },
  mend: {
    portal: 'Entra ID > App registrations > (application) > Owners',
    graph: 'POST /applications/{id}/owners/$ref; DELETE /applications/{id}/owners/{id}/$ref',
  },
  wanted: () => ['owners: at least one, no operator'],
  look: (reading, settings) =>
    see(
      together({ application: reading.tenant.application, operators: operatorsIn(reading, settings) }),
      ({ application, operators }) => {
        if (application === null) return nothing(['no such application']);
        if (application.owners.length === 0) return nothing(['no owner']);
        return nothing(
          application.owners
            .filter(({ id }) => operators.has(id))
            .map(({ displayName }) => `${displayName} is an operator`),
          application.owners.map(({ displayName }) => displayName),
        );
      },
    ),
};
