import type { Journey } from '../../posture/index.ts';

/** A journey for people: its stages, and the policies that apply at each. */
export const linesOf = ({ name, stages, breaksAt }: Journey): readonly string[] => [
  `${name}: ${breaksAt === null ? 'gets through' : `breaks at ${breaksAt}`}`,
  ...stages.flatMap(({ stage, policies, open }) => [
    `  ${open ? 'ok' : 'NO'}   ${stage}`,
    ...policies.map(
      ({ policy, met, asks }) => `         ${met ? 'met' : 'NOT MET'}: ${policy} (${asks.join(', ')})`,
    ),
  ]),
];
