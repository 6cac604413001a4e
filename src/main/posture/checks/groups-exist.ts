import { see, nothing, type Check } from '../check.ts';
import { deskGroupsIn } from '../people.ts';

/** One group a scenario, and one of each name: the desk takes no guess. */
export const groupsExist: Check = {
  id: 'groups.exist',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'Zero trust guide 1.2', controls: ['AC.L2-3.1.2'] },
  mend: { portal: 'Entra ID > Groups > New group', graph: 'POST /groups' },
  wanted: ({ groups }) => groups.names.map((name) => `${name}: one group`),
  look: (reading, settings) =>
    see(deskGroupsIn(reading, settings), (groups) =>
      nothing(
        groups
          .filter(({ found }) => found.length !== 1)
          .map(({ name, found }) => `${name}: ${found.length === 0 ? 'none' : `${found.length} groups`}`),
      ),
    ),
};
