/** Whom a policy reaches. `all_users` is everyone. */
export interface PolicyTarget {
  readonly id: string;
  readonly targetType: 'user' | 'group';
}

/** temporaryAccessPassAuthenticationMethodConfiguration, as Graph v1.0 names it; durations in minutes. */
export interface PassPolicy {
  readonly state: 'enabled' | 'disabled';
  readonly defaultLifetimeInMinutes: number;
  readonly minimumLifetimeInMinutes: number;
  readonly maximumLifetimeInMinutes: number;
  readonly defaultLength: number;
  readonly isUsableOnce: boolean;
  readonly includeTargets: readonly (PolicyTarget & { readonly isRegistrationRequired: boolean })[];
  readonly excludeTargets: readonly PolicyTarget[];
}

/** fido2AuthenticationMethodConfiguration, the part that decides here. */
export interface Fido2Policy {
  readonly state: 'enabled' | 'disabled';
  readonly isAttestationEnforced: boolean;
  readonly isSelfServiceRegistrationAllowed: boolean;
  readonly keyRestrictions: {
    readonly isEnforced: boolean;
    readonly enforcementType: 'allow' | 'block';
    readonly aaGuids: readonly string[];
  };
}

export interface Policies {
  readonly pass: PassPolicy;
  readonly fido2: Fido2Policy;
  /** Authentication contexts bound to a phishing-resistant strength in this tenant. */
  readonly authenticationContexts: ReadonlySet<string>;
}

/** Tenants to try against, by name. `healthy` is the default and matches the baseline. */
export const variants = ['healthy', 'tap-disabled', 'short-lifetime', 'all-users', 'multi-use'] as const;
export type Variant = (typeof variants)[number];

const changes: Readonly<Record<Variant, Partial<PassPolicy>>> = {
  healthy: {},
  'tap-disabled': { state: 'disabled' },
  'short-lifetime': {
    minimumLifetimeInMinutes: 10,
    maximumLifetimeInMinutes: 20,
    defaultLifetimeInMinutes: 20,
  },
  'all-users': { includeTargets: [{ id: 'all_users', targetType: 'group', isRegistrationRequired: false }] },
  'multi-use': { isUsableOnce: false, maximumLifetimeInMinutes: 480 },
};

/** The policies of a variant, scoped to the given groups (object ids). */
export function policiesOf(variant: Variant, groupIds: readonly string[]): Policies {
  return {
    pass: {
      state: 'enabled',
      defaultLifetimeInMinutes: 60,
      minimumLifetimeInMinutes: 15,
      maximumLifetimeInMinutes: 60,
      defaultLength: 12,
      isUsableOnce: true,
      includeTargets: groupIds.map((id) => ({
        id,
        targetType: 'group' as const,
        isRegistrationRequired: false,
      })),
      excludeTargets: [],
      ...changes[variant],
    },
    fido2: {
      state: 'enabled',
      isAttestationEnforced: false,
      isSelfServiceRegistrationAllowed: true,
      keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] },
    },
    authenticationContexts: new Set(['c1']),
  };
}
