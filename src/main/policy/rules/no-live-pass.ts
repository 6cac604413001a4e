import { isLivePass } from '../methods.ts';
import { allows, refuses, type Rule } from '../rule.ts';

/**
 * A live pass that is not ours stays: creating another would silently replace it.
 * Source: Microsoft Graph, create temporaryAccessPassMethod (one per person).
 */
export const noLivePass: Rule = {
  id: 'no-live-pass',
  source: 'Microsoft Graph, temporaryAccessPassAuthenticationMethod',
  check: ({ facts, ownPassIds }) => {
    const foreign = facts.passes.filter((pass) => isLivePass(pass) && !ownPassIds.includes(pass.id));
    return [foreign.length === 0 ? allows('pass.none-live') : refuses('pass.someone-elses')];
  },
};
