import type { Change, Obstacle, Plan, Risk } from '../../posture/index.ts';

const risks: Readonly<Record<Risk, string>> = {
  none: '',
  'can-lock-out': '   CAN LOCK PEOPLE OUT',
  'lowers-protection': '   LOWERS PROTECTION',
};

const changeLines = (change: Change): readonly string[] => [
  `* ${change.what}${risks[change.risk]}`,
  `    ${change.id}`,
  ...change.before.map((line) => `  - ${line}`),
  ...change.after.map((line) => `  + ${line}`),
  `    takes: ${change.needs.role}; ${change.needs.permissions.join(', ')}`,
  `    undo:  ${change.undo.what}`,
  '',
];

const obstacleLine = ({ what, because, need }: Obstacle): string => {
  if (need === null) return `! ${what}`;
  const role = need.role === null ? '' : ` and the role ${need.role}`;
  return `! ${what}: could not be read (${because}); reading it takes ${need.permission}${role}`;
};

/** A plan as a diff for people: what is taken away, what comes, who may do it and how it is undone. */
export const planText = ({ changes, obstacles }: Plan): string =>
  [
    ...changes.flatMap(changeLines),
    ...obstacles.map(obstacleLine),
    changes.length === 0 && obstacles.length === 0
      ? 'Nothing to change: the tenant is as it is wanted.'
      : `${changes.length} to change, ${obstacles.length} for a person to mend first`,
    '',
  ].join('\n');

/** Whether a tenant is as it is wanted. */
export const isDone = ({ changes, obstacles }: Plan): boolean =>
  changes.length === 0 && obstacles.length === 0;
