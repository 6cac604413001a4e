import { see, type Check } from '../check.ts';
import { holdersIn, operatorsIn } from '../people.ts';
import { together } from '../../directory/index.ts';
import { watched } from '../roles.ts';

const reviewing: ReadonlySet<string> = new Set([watched.securityReader, watched.globalReader]);

/** Whoever reviews what the desk did is not whom they review. */
export const rolesReviewer: Check = {
  id: 'roles.reviewer',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 0.1, 5.1', controls: ['AC.L2-3.1.4', 'AU.L2-3.3.9'] },
  mend: {
    portal: 'Entra ID > Roles & admins > Security Reader > Add assignments',
    graph: 'POST /roleManagement/directory/roleEligibilityScheduleRequests',
  },
  wanted: () => ['Security Reader or Global Reader: somebody who is not an operator'],
  look: (reading, settings) =>
    see(
      together({ holders: holdersIn(reading), operators: operatorsIn(reading, settings) }),
      ({ holders, operators }) => {
        const names = holders
          .filter(({ id, roleId }) => reviewing.has(roleId) && !operators.has(id))
          .map(({ name }) => name);
        return { fine: names.length > 0, found: names.length > 0 ? [...new Set(names)] : ['nobody'] };
      },
    ),
};
