import { lifetimeOf } from '../path.ts';
import { allows, refuses, type Rule } from '../rule.ts';

/** The pass lives as long as the chosen baseline says for this path, both bounds included. */
export const lifetimeBaseline: Rule = {
  id: 'lifetime-baseline',
  source: 'Zero trust guide 2.1, 2.2; TAP for CMMC Level 2, settings',
  check: (input) => {
    const lifetime = lifetimeOf(input);
    const within = lifetime.minutes >= lifetime.minimum && lifetime.minutes <= lifetime.maximum;
    return [
      within ? allows('lifetime.within-baseline', lifetime) : refuses('lifetime.outside-baseline', lifetime),
    ];
  },
};
