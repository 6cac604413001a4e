import type { ProblemCode } from '../../shared/index.ts';

/** What a read needs of whoever makes it. */
export interface Need {
  /** The least delegated Graph permission, such as `Policy.Read.All`. Source: Graph permissions reference. */
  readonly permission: string;
  /** A directory role that may read it; null where the permission alone is enough. */
  readonly role: string | null;
}

/** One part of the tenant, or why it could not be read and what reading it needs. */
export type Part<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly because: ProblemCode; readonly need: Need };

/** Whom a method's policy reaches; the id `all_users` stands for everybody. Source: authenticationMethodTarget. */
export interface Target {
  readonly id: string;
  readonly kind: 'user' | 'group' | 'unknown';
}

interface MethodConfiguration {
  readonly enabled: boolean;
  readonly include: readonly Target[];
  readonly exclude: readonly Target[];
}

/** Times in minutes. Source: temporaryAccessPassAuthenticationMethodConfiguration. */
export interface PassConfiguration extends MethodConfiguration {
  readonly defaultLifetimeMinutes: number;
  readonly minimumLifetimeMinutes: number;
  readonly maximumLifetimeMinutes: number;
  readonly length: number;
  readonly usableOnceOnly: boolean;
}

/** Which models are let in or kept out. Source: fido2KeyRestrictions. */
export interface KeyRestrictions {
  readonly enforced: boolean;
  readonly kind: 'allow' | 'block' | 'unknown';
  readonly aaGuids: readonly string[];
}

/** Source: passkeyProfile. */
export interface PasskeyProfile {
  readonly id: string;
  readonly name: string;
  readonly types: readonly string[];
  readonly attestation: string;
  readonly restrictions: KeyRestrictions;
}

/** Where there are profiles, they decide and the restrictions beside them do not. */
export interface PasskeyConfiguration extends MethodConfiguration {
  readonly selfService: boolean;
  readonly attestationEnforced: boolean;
  readonly restrictions: KeyRestrictions;
  readonly profiles: readonly PasskeyProfile[];
  /** By target id, the profiles that are allowed there. */
  readonly profilesOf: Readonly<Record<string, readonly string[]>>;
}

/** Source: microsoftAuthenticatorAuthenticationMethodConfiguration. */
export interface AuthenticatorConfiguration extends MethodConfiguration {
  /** By target id: deviceBasedPush, push or any. */
  readonly modeOf: Readonly<Record<string, string>>;
}

/** Null: the policy has no configuration of that kind, which is as good as off. */
export interface MethodsPolicy {
  /** Whoever has to register at the next sign-in: targets of any method that is on and says so. */
  readonly registrationRequired: readonly Target[];
  readonly pass: PassConfiguration | null;
  readonly passkeys: PasskeyConfiguration | null;
  readonly authenticator: AuthenticatorConfiguration | null;
}

/** Source: authenticationStrengthPolicy. */
export interface Strength {
  readonly id: string;
  readonly displayName: string;
  readonly builtIn: boolean;
  /** Each as Graph writes it: `fido2`, or factors joined by commas. */
  readonly combinations: readonly string[];
}

/** Included and excluded ids. */
export interface Scope {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Source: conditionalAccessPolicy; lists that Graph leaves out are empty. */
export interface AccessPolicy {
  readonly id: string;
  readonly displayName: string;
  readonly state: 'enabled' | 'disabled' | 'report-only' | 'unknown';
  /** Users by id, or `All`, `None`, `GuestsOrExternalUsers`. */
  readonly users: Scope;
  readonly groups: Scope;
  readonly roles: Scope;
  readonly guests: { readonly included: boolean; readonly excluded: boolean };
  readonly apps: Scope;
  readonly appFilter: boolean;
  readonly userActions: readonly string[];
  readonly contexts: readonly string[];
  readonly clientApps: readonly string[];
  readonly transferMethods: readonly string[];
  readonly locations: Scope | null;
  readonly platforms: Scope | null;
  readonly deviceFilter: string | null;
  readonly signInRisk: readonly string[];
  readonly userRisk: readonly string[];
  readonly grant: {
    readonly all: boolean;
    readonly controls: readonly string[];
    readonly strength: Strength | null;
    /** Terms of use and custom factors: asked for, but nothing this reading looks into. */
    readonly others: readonly string[];
  } | null;
}

/** Source: namedLocation. */
export interface NamedLocation {
  readonly id: string;
  readonly displayName: string;
  readonly trusted: boolean;
  /** Networks as ADDRESS/PREFIX; none where it is told by country. */
  readonly ranges: readonly string[];
}

/** One person or group that holds a role or may activate it. */
export interface RoleGrant {
  readonly principalId: string;
  readonly principalName: string;
  readonly principalKind: 'user' | 'group' | 'servicePrincipal' | 'unknown';
  readonly roleId: string;
  /** `/` for the tenant, else an administrative unit or one object. */
  readonly scope: string;
  readonly how: 'active' | 'eligible';
  /** Active because somebody activated it for some hours. */
  readonly activated: boolean;
  /** ISO; null: it never ends. */
  readonly endsAt: string | null;
}

/** A directory object by id, with the name people know it by. */
export interface Named {
  readonly id: string;
  readonly displayName: string;
}

/** A group of the desk, as far as the checks look at it. */
export interface DeskGroup extends Named {
  readonly securityEnabled: boolean;
  readonly mailEnabled: boolean;
  readonly dynamic: boolean;
  readonly synced: boolean;
  readonly roleAssignable: boolean;
  readonly members: Part<readonly Named[]>;
  readonly owners: Part<readonly Named[]>;
}

/** Somebody as Conditional Access looks at them, beside the roles that the reading of the tenant has. */
export interface PersonReading extends Named {
  readonly userPrincipalName: string;
  readonly guest: boolean;
  readonly enabled: boolean | null;
  /** Every group they are in, through other groups too. */
  readonly groups: readonly Named[];
  readonly units: readonly Named[];
}

/** What Graph's own evaluation says of one policy. Source: Graph whatIfAnalysisResult. */
export interface Evaluated {
  readonly policyId: string;
  readonly policy: string;
  readonly applies: boolean;
  /** `notSet` where it applies. */
  readonly reason: string;
}

/** A sign-in as Graph's evaluation is told of it. */
export interface DescribedSignIn {
  readonly userId: string;
  /** Application id, or `registration` for registering security information. */
  readonly target: string;
  /** Null: not told. */
  readonly address: string | null;
  readonly platform: string | null;
  readonly compliant: boolean;
}

/** An administrative unit that a role is scoped to. */
export interface Unit extends Named {
  /** Whether anybody is in it. */
  readonly peopled: boolean;
}

/** An account for emergencies; null where the directory has none of that id. */
export interface EmergencyAccount {
  readonly id: string;
  readonly account: {
    readonly userPrincipalName: string;
    readonly enabled: boolean | null;
    readonly synced: boolean;
    /** Ids of all groups it is in, through other groups too. */
    readonly groupIds: readonly string[];
  } | null;
}

/** The app registration and what it was granted. */
export interface Application {
  readonly objectId: string;
  readonly publicRedirects: readonly string[];
  readonly webRedirects: readonly string[];
  readonly spaRedirects: readonly string[];
  /** Whether either grant without a code is on. */
  readonly implicitGrant: boolean;
  readonly implicitGrants: {
    readonly enableAccessTokenIssuance: boolean;
    readonly enableIdTokenIssuance: boolean;
  };
  readonly secrets: number;
  readonly certificates: number;
  readonly owners: readonly Named[];
  readonly delegated: readonly string[];
  /** Application permissions by name, or by id where the name is not to be had. */
  readonly application: readonly string[];
  /** Application permissions of the station's reading identity; none where there is no such identity. */
  readonly reader: readonly string[];
}

/** When somebody joined a group, from the audit log. */
export interface Joined {
  readonly groupId: string | null;
  readonly personId: string;
  readonly at: string;
}

/** The station's device. Source: Graph device. */
export interface Device {
  readonly id: string;
  readonly deviceId: string;
  readonly displayName: string;
  readonly compliant: boolean | null;
  readonly managed: boolean | null;
  /** AzureAd, ServerAd or Workplace. */
  readonly trustType: string | null;
  readonly enabled: boolean | null;
  readonly lastSeenAt: string | null;
  readonly complianceEndsAt: string | null;
}

/** What one reading of a tenant is about. */
export interface TenantAsk {
  /** Display names of the desk's groups. */
  readonly groupNames: readonly string[];
  readonly clientId: string;
  /** Of the station's reading identity; null: it has none. */
  readonly readerId: string | null;
  /** Of the station in the directory; null: it has none, or none is configured. */
  readonly stationDeviceId: string | null;
  readonly emergencyIds: readonly string[];
  /** Display names of administrative units that are read whether or not a role is scoped to them. */
  readonly unitNames: readonly string[];
  /** ISO; how far back the audit log is read for who joined the groups. */
  readonly joinedSince: string;
}

/** A tenant as it stood when it was read, each thing read once. */
export interface TenantReading {
  /** Epoch milliseconds by the tenant's own clock; null where it told none. */
  readonly at: number | null;
  readonly methods: Part<MethodsPolicy>;
  readonly strengths: Part<readonly Strength[]>;
  readonly securityDefaults: Part<boolean>;
  readonly access: Part<readonly AccessPolicy[]>;
  /** Read only where a policy names places. */
  readonly locations: Part<readonly NamedLocation[]>;
  /** Members of the groups that policies leave out, at most a page of each; not of policies that are off. */
  readonly excludedGroups: Part<
    readonly (Named & { readonly memberIds: readonly string[]; readonly more: boolean })[]
  >;
  readonly grants: Part<readonly RoleGrant[]>;
  /** People in groups that hold roles, by group id. */
  readonly roleGroups: Part<Readonly<Record<string, readonly Named[]>>>;
  /** Administrative units that roles are scoped to or that were asked for by name; an id that is missing here does not exist. */
  readonly units: Part<readonly Unit[]>;
  /** The groups of that name; several may bear one name. */
  readonly groups: Part<readonly DeskGroup[]>;
  readonly emergency: Part<readonly EmergencyAccount[]>;
  readonly application: Part<Application | null>;
  /** Names of the service plans in use, such as AAD_PREMIUM_P2. */
  readonly plans: Part<readonly string[]>;
  readonly joined: Part<readonly Joined[]>;
  /** Whether sign-in logs can be read; the value says nothing more. */
  readonly signIns: Part<true>;
  /** Null: there is no such device. */
  readonly device: Part<Device | null>;
}
