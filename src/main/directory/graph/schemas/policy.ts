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
  excludeTargets: z.array(target).nullish(),
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

const idsOf = (targets: readonly z.infer<typeof target>[], type: 'group' | 'user'): readonly string[] =>
  targets.filter(({ targetType, id }) => targetType === type && id !== everyone).map(({ id }) => id);

/** Neither a group nor a person: nobody can say who is in it. */
const unheardOf = ({ targetType, id }: z.infer<typeof target>): boolean =>
  id === everyone || !['group', 'user'].includes(targetType);

/**
 * The tenant's own rules for passes; undefined when people are excluded in a way that is not understood: then nobody
 * can say whom they reach.
 */
export const passPolicyOf = (one: z.infer<typeof passConfiguration>): PassPolicy | undefined => {
  const excluded = one.excludeTargets ?? [];
  if (excluded.some(unheardOf)) return undefined;
  return {
    enabled: one.state === 'enabled',
    minimumLifetimeMinutes: one.minimumLifetimeInMinutes,
    maximumLifetimeMinutes: one.maximumLifetimeInMinutes,
    usableOnceOnly: one.isUsableOnce,
    includedGroupIds: idsOf(one.includeTargets, 'group'),
    includedUserIds: idsOf(one.includeTargets, 'user'),
    includesEveryone: one.includeTargets.some(({ id }) => id === everyone),
    excludedGroupIds: idsOf(excluded, 'group'),
    excludedUserIds: idsOf(excluded, 'user'),
  };
};
