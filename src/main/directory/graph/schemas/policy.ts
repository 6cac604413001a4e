import { z } from 'zod';
import type { PassPolicy } from '../../port.ts';

const target = z.object({ id: z.string(), targetType: z.string() });

/** Source: Graph temporaryAccessPassAuthenticationMethodConfiguration. */
export const passConfiguration = z.object({
  state: z.string(),
  minimumLifetimeInMinutes: z.int(),
  maximumLifetimeInMinutes: z.int(),
  isUsableOnce: z.boolean(),
  includeTargets: z.array(target),
});

const passConfigurationId = 'temporaryaccesspass';

/** Source: Graph authenticationMethodsPolicy, which has every method's configuration inline. */
export const methodsPolicy = z.object({
  authenticationMethodConfigurations: z.array(z.looseObject({ id: z.string() })),
});

/** The policy's configuration of passes, still to be parsed; undefined when there is none. */
export const passConfigurationIn = (policy: z.infer<typeof methodsPolicy>): unknown =>
  policy.authenticationMethodConfigurations.find(({ id }) => id.toLowerCase() === passConfigurationId);

const everyone = 'all_users';

/** The tenant's own rules for passes. */
export const passPolicyOf = (one: z.infer<typeof passConfiguration>): PassPolicy => ({
  enabled: one.state === 'enabled',
  minimumLifetimeMinutes: one.minimumLifetimeInMinutes,
  maximumLifetimeMinutes: one.maximumLifetimeInMinutes,
  usableOnceOnly: one.isUsableOnce,
  includedGroupIds: one.includeTargets
    .filter(({ targetType, id }) => targetType === 'group' && id !== everyone)
    .map(({ id }) => id),
  includesEveryone: one.includeTargets.some(({ id }) => id === everyone),
});
