import type { MethodsPolicy, Part, PassConfiguration, Target, TenantReading } from '../directory/index.ts';

/** Stands for everybody among the targets of a method. Source: Graph authenticationMethodTarget. */
export const everybody = 'all_users';

interface Reach {
  readonly include: readonly Target[];
  readonly exclude: readonly Target[];
}

const names = (targets: readonly Target[], userId: string | null, groupIds: readonly string[]): boolean =>
  targets.some(
    ({ id, kind }) => id === everybody || (kind === 'user' ? id === userId : groupIds.includes(id)),
  );

/** Whether a method is for somebody; exclusions win. Groups: those they are in, through other groups too. */
export const inScope = (
  { include, exclude }: Reach,
  userId: string | null,
  groupIds: readonly string[],
): boolean => names(include, userId, groupIds) && !names(exclude, userId, groupIds);

/** Targets by name where it is a group of the desk. */
export const targetName = (
  target: Target,
  groups: readonly { readonly id: string; readonly displayName: string }[],
): string =>
  target.id === everybody
    ? everybody
    : (groups.find(({ id }) => id === target.id)?.displayName ?? `${target.kind} ${target.id}`);

/** A method that a tenant has no configuration of is off, for nobody. */
const off: PassConfiguration = {
  enabled: false,
  include: [],
  exclude: [],
  defaultLifetimeMinutes: 0,
  minimumLifetimeMinutes: 0,
  maximumLifetimeMinutes: 0,
  length: 0,
  usableOnceOnly: false,
};

export const passIn = ({ methods }: TenantReading): Part<PassConfiguration> =>
  methods.known ? { known: true, value: methods.value.pass ?? off } : methods;

export const methodIn = <K extends keyof MethodsPolicy>(
  { methods }: TenantReading,
  name: K,
): Part<MethodsPolicy[K]> => (methods.known ? { known: true, value: methods.value[name] } : methods);
