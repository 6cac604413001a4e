import { see, type Check } from '../check.ts';
import { passIn } from '../scope.ts';

/** The desk's lifetimes must fit into the tenant's, which must not reach beyond the baseline's. */
export const passLifetimes: Check = {
  id: 'pass.lifetimes',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'Zero trust guide 2.1, 2.2; CMMC guide, lifetime', controls: ['IA.L2-3.5.9'] },
  mend: {
    portal:
      'Entra ID > Authentication methods > Policies > Temporary Access Pass > Configure > Minimum, Maximum, Default lifetime',
    graph:
      'PATCH /policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass {"minimumLifetimeInMinutes": ..., "maximumLifetimeInMinutes": ..., "defaultLifetimeInMinutes": ...}',
  },
  wanted: ({ pass }) => [
    `minimumLifetimeInMinutes: at most ${Math.min(...pass.lifetimes)}`,
    `maximumLifetimeInMinutes: ${Math.max(...pass.lifetimes)} to ${pass.maximumMinutes}`,
  ],
  look: ({ tenant }, { pass: asked }) =>
    see(passIn(tenant), ({ minimumLifetimeMinutes: least, maximumLifetimeMinutes: most }) => ({
      fine:
        asked.lifetimes.every((minutes) => minutes >= least && minutes <= most) &&
        most <= asked.maximumMinutes,
      found: [`minimumLifetimeInMinutes: ${least}`, `maximumLifetimeInMinutes: ${most}`],
    })),
};
