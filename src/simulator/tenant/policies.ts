import { BLOCKED } from './blockers.ts';

/** Whom a policy reaches. `all_users` is everyone. */
export interface PolicyTarget {
  readonly id: string;
  readonly targetType: 'user' | 'group';
}

/** A target of an authentication method (authenticationMethodTarget). */
export interface MethodTarget extends PolicyTarget {
  readonly isRegistrationRequired: boolean;
}

/** temporaryAccessPassAuthenticationMethodConfiguration, as Graph v1.0 names it; durations in minutes. */
export interface PassPolicy {
  readonly state: 'enabled' | 'disabled';
  readonly defaultLifetimeInMinutes: number;
  readonly minimumLifetimeInMinutes: number;
  readonly maximumLifetimeInMinutes: number;
  readonly defaultLength: number;
  readonly isUsableOnce: boolean;
  readonly includeTargets: readonly MethodTarget[];
  readonly excludeTargets: readonly PolicyTarget[];
}

/** Which models of security key are let in, or kept out. */
export interface KeyRestrictions {
  readonly isEnforced: boolean;
  readonly enforcementType: 'allow' | 'block';
  readonly aaGuids: readonly string[];
}

/** passkeyProfile, as Graph v1.0 names it. */
export interface PasskeyProfile {
  readonly id: string;
  readonly name: string;
  /** Flags: `deviceBound`, `synced` or `deviceBound,synced`. */
  readonly passkeyTypes: string;
  readonly attestationEnforcement: 'disabled' | 'registrationOnly';
  readonly keyRestrictions: KeyRestrictions;
}

/** fido2AuthenticationMethodConfiguration. Where there are profiles, they decide and the fields above do not. */
export interface Fido2Policy {
  readonly state: 'enabled' | 'disabled';
  readonly isAttestationEnforced: boolean;
  readonly isSelfServiceRegistrationAllowed: boolean;
  readonly keyRestrictions: KeyRestrictions;
  readonly defaultPasskeyProfile: string | null;
  readonly passkeyProfiles: readonly PasskeyProfile[];
  readonly includeTargets: readonly (MethodTarget & { readonly allowedPasskeyProfiles: readonly string[] })[];
  readonly excludeTargets: readonly PolicyTarget[];
}

/** microsoftAuthenticatorAuthenticationMethodConfiguration. */
export interface AuthenticatorPolicy {
  readonly state: 'enabled' | 'disabled';
  readonly isSoftwareOathEnabled: boolean;
  readonly featureSettings: Readonly<Record<string, unknown>>;
  readonly includeTargets: readonly (MethodTarget & {
    readonly authenticationMode: 'deviceBasedPush' | 'push' | 'any';
  })[];
  readonly excludeTargets: readonly PolicyTarget[];
}

/** The tenant's policies. A change replaces a member as a whole. */
export interface Policies {
  pass: PassPolicy;
  fido2: Fido2Policy;
  authenticator: AuthenticatorPolicy;
  securityDefaults: boolean;
  /** Authentication contexts bound to a phishing-resistant strength in this tenant. */
  readonly authenticationContexts: ReadonlySet<string>;
}

/** Entra gives the default passkey profile this id in every tenant. */
export const DEFAULT_PASSKEY_PROFILE = '00000000-0000-0000-0000-000000000001';

const everyone: MethodTarget = { id: 'all_users', targetType: 'group', isRegistrationRequired: false };
const noRestrictions: KeyRestrictions = { isEnforced: false, enforcementType: 'allow', aaGuids: [] };

const displayed = { state: 'default', includeTarget: { id: 'all_users', targetType: 'group' } };

const baselineAuthenticator: AuthenticatorPolicy = {
  state: 'enabled',
  isSoftwareOathEnabled: false,
  featureSettings: {
    displayAppInformationRequiredState: displayed,
    displayLocationInformationRequiredState: displayed,
  },
  includeTargets: [
    { ...everyone, authenticationMode: 'any' },
    {
      id: BLOCKED.registrationRequired,
      targetType: 'group',
      isRegistrationRequired: true,
      authenticationMode: 'any',
    },
  ],
  excludeTargets: [{ id: BLOCKED.authenticatorExcluded, targetType: 'group' }],
};

/** Policies that hold the baseline, with the pass scoped to the given groups (object ids). */
export function baselinePolicies(groupIds: readonly string[]): Policies {
  return {
    pass: {
      state: 'enabled',
      defaultLifetimeInMinutes: 60,
      minimumLifetimeInMinutes: 15,
      maximumLifetimeInMinutes: 60,
      defaultLength: 12,
      isUsableOnce: true,
      includeTargets: groupIds.map((id) => ({ ...everyone, id })),
      excludeTargets: [],
    },
    fido2: {
      state: 'enabled',
      isAttestationEnforced: false,
      isSelfServiceRegistrationAllowed: true,
      keyRestrictions: noRestrictions,
      defaultPasskeyProfile: DEFAULT_PASSKEY_PROFILE,
      passkeyProfiles: [
        {
          id: DEFAULT_PASSKEY_PROFILE,
          name: 'Default passkey profile',
          passkeyTypes: 'deviceBound,synced',
          attestationEnforcement: 'disabled',
          keyRestrictions: noRestrictions,
        },
      ],
      includeTargets: [{ ...everyone, allowedPasskeyProfiles: [DEFAULT_PASSKEY_PROFILE] }],
      excludeTargets: [{ id: BLOCKED.passkeysExcluded, targetType: 'group' }],
    },
    authenticator: baselineAuthenticator,
    securityDefaults: false,
    authenticationContexts: new Set(['c1']),
  };
}

/** Policies of a new tenant, as Microsoft ships it: no pass, passkeys for everybody, security defaults on. */
export function untouchedPolicies(): Policies {
  const baseline = baselinePolicies([]);
  const { fido2, authenticator } = baseline;
  return {
    ...baseline,
    fido2: { ...fido2, excludeTargets: [] },
    authenticator: {
      ...authenticator,
      includeTargets: authenticator.includeTargets.slice(0, 1),
      excludeTargets: [],
    },
    pass: {
      state: 'disabled',
      defaultLifetimeInMinutes: 60,
      minimumLifetimeInMinutes: 60,
      maximumLifetimeInMinutes: 480,
      defaultLength: 8,
      isUsableOnce: false,
      includeTargets: [everyone],
      excludeTargets: [],
    },
    securityDefaults: true,
    authenticationContexts: new Set(),
  };
}
