import { inGroups } from '../membership.ts';
import { allows, refuses, refusalsOr, type Rule } from '../rule.ts';

/** Members of the site's groups of people on hold wait until they are taken out of them. */
export const notOnHold: Rule = {
  id: 'not-on-hold',
  source: 'CMMC PS.L2-3.9.2',
  check: ({ config, facts }) => {
    const { missing, memberOf } = inGroups(facts, config.holdGroupIds);
    return refusalsOr(
      [
        ...memberOf.map((group) => refuses('account.on-hold', { group })),
        ...missing.map((group) => refuses('account.hold-unknown', { group })),
      ],
      allows('account.not-on-hold'),
    );
  },
};
