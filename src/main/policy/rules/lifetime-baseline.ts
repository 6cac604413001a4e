import { baselines } from '../config.ts';
import { allows, refuses, type Rule } from '../rule.ts';

/** The pass lives as long as the chosen baseline says, both bounds included. */
export const lifetimeBaseline: Rule = {
  id: 'lifetime-baseline',
  source: 'Zero trust guide 2.1',
  check: ({ config }) => {
    const { minimumMinutes, maximumMinutes } = baselines[config.baseline];
    const params = { minutes: config.lifetimeMinutes, minimum: minimumMinutes, maximum: maximumMinutes };
    const within = config.lifetimeMinutes >= minimumMinutes && config.lifetimeMinutes <= maximumMinutes;
    return [
      within ? allows('lifetime.within-baseline', params) : refuses('lifetime.outside-baseline', params),
    ];
  },
};
