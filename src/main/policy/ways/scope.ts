import type { Target } from '../../directory/index.ts';
import type { Closed } from './closed.ts';
import { closed } from './closed.ts';

/** Somebody as the targets of a method name them, with the group they are about to join. */
export interface Registrant {
  readonly id: string;
  readonly groupIds: readonly string[];
}

const everybody = 'all_users';

/** Whether a target names somebody. Source: Graph authenticationMethodTarget. */
export const isNamed = ({ id, kind }: Target, who: Registrant): boolean => {
  if (id === everybody) return true;
  return kind === 'user' ? id === who.id : who.groupIds.includes(id);
};

/** A method as the policy has it, by the name people know it by. */
export interface Configured {
  readonly method: string;
  readonly configuration: {
    readonly enabled: boolean;
    readonly include: readonly Target[];
    readonly exclude: readonly Target[];
  } | null;
}

/**
 * Whether the policy keeps somebody from a method at all. An exclusion wins over every inclusion; one of a kind that
 * is not known may name anybody.
 */
export const keptFrom = ({ method, configuration }: Configured, who: Registrant): readonly Closed[] => {
  if (configuration?.enabled !== true) return [closed('method-off', { method })];
  const { include, exclude } = configuration;
  if (exclude.some((one) => one.kind === 'unknown' || isNamed(one, who))) {
    return [closed('person-excluded', { method })];
  }
  return include.some((one) => isNamed(one, who)) ? [] : [closed('person-not-included', { method })];
};
