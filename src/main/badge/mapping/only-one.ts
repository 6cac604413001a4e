/** What of a person decides whether a badge may name them. */
export interface Nameable {
  /** Null: the tenant did not say, which counts as disabled. */
  readonly accountEnabled: boolean | null;
  readonly guest: boolean;
}

/** Why nobody is chosen. */
export type NobodyCode = 'badge.unknown' | 'badge.ambiguous' | 'badge.disabled' | 'badge.guest';

/**
 * The one person with an enabled account, or why there is none. Somebody who was here before and came back has an
 * account of each time: the disabled ones do not count. Pure.
 */
export const onlyOne = <P extends Nameable>(
  people: readonly P[],
): { readonly person: P } | { readonly code: NobodyCode } => {
  const enabled = people.filter(({ accountEnabled }) => accountEnabled === true);
  const [person] = enabled;
  if (person === undefined) return { code: people.length === 0 ? 'badge.unknown' : 'badge.disabled' };
  if (enabled.length > 1) return { code: 'badge.ambiguous' };
  return person.guest ? { code: 'badge.guest' } : { person };
};
