import type { ProblemCode, Secret } from '../../shared/index.ts';
import type { KeyOptions, MadeKey } from './keys.ts';
import type { AccessPolicy, MethodsPolicy, Part } from './tenant-reading.ts';

/** A person as the desk knows them. Source: Graph user resource, by an explicit `$select`. */
export interface Person {
  /** The object id (guid). */
  readonly id: string;
  readonly displayName: string;
  readonly givenName: string | null;
  readonly userPrincipalName: string;
  readonly employeeId: string | null;
  readonly jobTitle: string | null;
  readonly department: string | null;
  /** Null: the tenant did not say, which denies. */
  readonly accountEnabled: boolean | null;
  /** Any sign of a guest: userType, `#EXT#`, externalUserState. */
  readonly guest: boolean;
  readonly onPremisesSynced: boolean;
  /** In a restricted-management administrative unit. */
  readonly managementRestricted: boolean;
}

/** By what people are looked for: always by equality. */
export type PersonQuery =
  /** The object id or the user principal name; nobody is no failure. */
  | { readonly by: 'id'; readonly value: string }
  | { readonly by: 'employee-id'; readonly value: string }
  /** `extensionAttribute1` to `15`, or a directory extension by its whole name, `extension_APPID_NAME`. */
  | { readonly by: 'extension-attribute'; readonly name: string; readonly value: string }
  /** Told apart by case. Takes a permission and a role of its own. */
  | {
      readonly by: 'custom-security-attribute';
      readonly set: string;
      readonly name: string;
      readonly value: string;
    };

/** One registered method. Source: Graph authenticationMethod. */
export interface Method {
  readonly id: string;
  /** Graph's `@odata.type` to the letter, such as `#microsoft.graph.fido2AuthenticationMethod`; no closed list. */
  readonly type: string;
  readonly displayName: string | null;
  readonly model: string | null;
  readonly aaGuid: string | null;
  readonly passkeyType: string | null;
  readonly attestationLevel: string | null;
  /** ISO date-time, null where Graph gives none. */
  readonly createdAt: string | null;
  /** ISO date-time; left out where Graph does not tell it, as in its v1.0 so far. */
  readonly lastUsedAt?: string;
}

/** A pass as later reads show it: never its text. */
export interface PassOnRecord {
  readonly id: string;
  readonly createdAt: string | null;
  readonly startsAt: string | null;
  readonly lifetimeMinutes: number | null;
  readonly usableOnce: boolean | null;
  readonly usable: boolean | null;
  /** Graph's methodUsabilityReason, as text: it is no closed list. */
  readonly usabilityReason: string | null;
}

/** The answer to creation, the one time that the text is given. */
export interface IssuedPass extends PassOnRecord {
  readonly text: Secret;
}

/** One role somebody holds or may activate. */
export interface RoleHeld {
  /** Role template id; equals the definition id for built-in roles. */
  readonly roleId: string;
  /** `/` for the tenant, else an administrative unit or one object. */
  readonly scope: string;
  readonly how: 'active' | 'eligible';
  /** The group it comes through; null when assigned directly. */
  readonly viaGroupId: string | null;
  /** ISO date-time at which it ends by itself; null when it is permanent or the tenant did not say. */
  readonly endsAt: string | null;
}

/** The tenant's own rules for passes. Source: Graph temporaryAccessPassAuthenticationMethodConfiguration. */
export interface PassPolicy {
  readonly enabled: boolean;
  readonly minimumLifetimeMinutes: number;
  readonly maximumLifetimeMinutes: number;
  readonly usableOnceOnly: boolean;
  readonly includedGroupIds: readonly string[];
  readonly includedUserIds: readonly string[];
  readonly includesEveryone: boolean;
  /** An exclusion wins over every inclusion. */
  readonly excludedGroupIds: readonly string[];
  readonly excludedUserIds: readonly string[];
}

/** The domain of a person's user name. Source: Graph domain, internalDomainFederation. */
export interface PersonDomain {
  readonly name: string;
  readonly federated: boolean;
  /** Who checks the second factor; null where the domain is managed, or nothing is set. */
  readonly mfa: 'accepts-own' | 'own-alone' | 'entra-alone' | 'unknown' | null;
}

/** A group as membership changes need it. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly securityEnabled: boolean;
  readonly dynamic: boolean;
  readonly onPremisesSynced: boolean;
  readonly roleAssignable: boolean;
}

/** The workstation that the desk runs on, as the tenant knows it. Source: Graph device resource. */
export interface StationDevice {
  /** The id that the workstation itself has (guid), not the directory object's. */
  readonly deviceId: string;
  /** Null: no compliance policy has judged it, which is not compliant. */
  readonly compliant: boolean | null;
  readonly managed: boolean | null;
  /** Null: the tenant told another word or none. */
  readonly joinType: 'entra' | 'hybrid' | 'registered' | null;
  readonly enabled: boolean | null;
  /** ISO date-time, some days rough: Graph's approximateLastSignInDateTime. */
  readonly lastSeenAt: string | null;
  /** ISO date-time until which the judgement on compliance stands. */
  readonly complianceExpiresAt: string | null;
}

/** One event of a pass in the tenant's audit log, where it appears minutes later. Never the pass. */
export interface PassCreation {
  /** ISO date-time. */
  readonly at: string;
  /** Object id of the person, or id of the application, who did it; null when the log does not say. */
  readonly by: string | null;
  readonly kind: 'created' | 'deleted';
}

/** One interactive sign-in that succeeded, as the tenant's log tells it minutes later. */
export interface SignInRecord {
  readonly id: string;
  /** ISO date-time. */
  readonly at: string;
  /** The application that was signed in to; null when the log does not say. */
  readonly appId: string | null;
  /** What was shown and accepted, in the log's own words, such as `Passkey (device-bound)`; no closed list. */
  readonly methods: readonly string[];
}

/** What is asked besides the person. */
export interface FactsAsk {
  /** Groups of which to tell what they are and whether the person is in them. */
  readonly groupIds: readonly string[];
  /** Groups of which only to tell whether the person is in them. */
  readonly membershipOf?: readonly string[];
  /** The station's own deviceId; null: none is configured, and the device stays unknown. */
  readonly stationDeviceId: string | null;
  /** The domain of the person's user name, such as `example.com`; left out: it is not asked for. */
  readonly domain?: string;
  /** ISO date-time from which on the audit log is read; null: it is not, and recent passes stay unknown. */
  readonly auditSince: string | null;
  /** The signed-in operator, whose roles are read again. */
  readonly operatorId: string;
}

/**
 * Everything about one person that a decision needs, read in as few round trips as Graph allows. A part that
 * could not be read is `unknown`, which denies.
 */
export interface PersonFacts {
  /** Epoch milliseconds by the tenant's clock at which these facts were told: the decision's "now". */
  readonly readAt: number;
  readonly person: Person;
  readonly methods: readonly Method[];
  readonly passes: readonly PassOnRecord[];
  readonly roles: Known<readonly RoleHeld[]>;
  /** Ids of role-assignable groups the person is a member or an owner of. */
  readonly roleAssignableGroupIds: Known<readonly string[]>;
  /** Those of them that the person owns: who owns one decides who holds its roles. */
  readonly ownedRoleAssignableGroupIds: Known<readonly string[]>;
  /** Administrative units that hold the person directly; through a group a unit does not reach its people. */
  readonly administrativeUnitIds: Known<readonly string[]>;
  /** Passes of the person in the tenant's audit log since the asked time, newest first. */
  readonly recentPasses: Known<readonly PassCreation[], ProblemCode | 'not-asked'>;
  /** Which of the asked groups, and of those that the pass policy names, the person is in, through others too. */
  readonly memberOfGroupIds: readonly string[];
  /** Every group the person is in, through others too. */
  readonly groupIds: Known<readonly string[]>;
  readonly passPolicy: Known<PassPolicy>;
  /** What may be registered, and by whom. */
  readonly methodsPolicy: Part<MethodsPolicy>;
  /** Conditional Access, as it was read last. */
  readonly access: Part<readonly AccessPolicy[]>;
  readonly domain: Part<PersonDomain>;
  /** The asked groups that exist. */
  readonly groups: readonly Group[];
  /** The signed-in operator's roles, read together with the rest: they may have ended since the sign-in. */
  readonly operatorRoles: Known<readonly RoleHeld[]>;
  /** The station's device; null when the tenant has none of that id. */
  readonly station: Known<StationDevice | null, ProblemCode | 'not-asked'>;
}

/** A fact, or the reason why it is not known. */
export type Known<T, Because = ProblemCode> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly because: Because };

/** What the signed-in operator is and may do. */
export interface OperatorFacts {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
  /** Active ones, and eligible ones where they can be read. */
  readonly roles: Known<readonly RoleHeld[]>;
}

/** Names one call for the journal and the tenant's own records. */
export interface CallContext {
  /** Sent as client-request-id (guid). */
  readonly correlationId: string;
  readonly signal?: AbortSignal;
}

/** What a call left behind for the journal. */
export interface CallTrace {
  readonly correlationId: string;
  /** Graph's own request-id, null when no answer arrived. */
  readonly requestId: string | null;
  /** The Date header of the answer as epoch milliseconds, null when no answer arrived. */
  readonly serverTime: number | null;
}

/** A value with the trace of the call that gave it. */
export interface Traced<T> {
  readonly value: T;
  readonly trace: CallTrace;
}

/**
 * What Tapdesk asks of the directory. Every function throws only `DirectoryError`. Reads and removals are
 * retried inside under the rules of facts about throttling (429, 503, 504 with Retry-After); the creation of a
 * pass is never retried once its body may have been processed, since a second one replaces the first.
 */
export interface Directory {
  /**
   * All people whom the question is about: none, one or several, at most ten. One round trip where the directory
   * itself can be asked; two where only its index can, which lags: everybody it names is read again by object id.
   */
  readonly findPeople: (query: PersonQuery, context: CallContext) => Promise<readonly Person[]>;
  readonly readPerson: (personId: string, context: CallContext) => Promise<Person>;
  /** A `data:` address of the person's photo, or null. */
  readonly readPhoto: (personId: string, context: CallContext) => Promise<string | null>;
  /** At most two sequential round trips: all about the person in one `$batch`, then what that reveals. */
  readonly readFacts: (personId: string, ask: FactsAsk, context: CallContext) => Promise<PersonFacts>;
  readonly readOperator: (context: CallContext) => Promise<Traced<OperatorFacts>>;
  /** The same of somebody who signed in at another desk. An account that is not enabled holds no role. */
  readonly readApprover: (personId: string, context: CallContext) => Promise<Traced<OperatorFacts>>;
  /**
   * Interactive sign-ins of the person that succeeded, from that time on, newest first. The log is read in its beta
   * version: the other one does not tell how somebody signed in.
   *
   * @param since ISO date-time
   */
  readonly readSignIns: (
    personId: string,
    since: string,
    context: CallContext,
  ) => Promise<readonly SignInRecord[]>;
  readonly listMethods: (personId: string, context: CallContext) => Promise<readonly Method[]>;
  /**
   * When the person's password was last changed, in epoch milliseconds; null where the tenant does not say. By whom is
   * not told. Source: Graph user resource, lastPasswordChangeDateTime.
   */
  readonly readPasswordChange: (personId: string, context: CallContext) => Promise<number | null>;
  readonly listPasses: (personId: string, context: CallContext) => Promise<readonly PassOnRecord[]>;
  /** POST, sent once. `outcome: 'unknown'` in the error when it cannot be said whether it was carried out. */
  readonly createPass: (
    personId: string,
    ask: { readonly lifetimeMinutes: number; readonly usableOnce: true },
    context: CallContext,
  ) => Promise<Traced<IssuedPass>>;
  /** Deletes; `absent` when it was gone already. */
  readonly deletePass: (
    personId: string,
    passId: string,
    context: CallContext,
  ) => Promise<Traced<'deleted' | 'absent'>>;
  /** Joins; `already` when the person was a direct member. */
  readonly joinGroup: (
    groupId: string,
    personId: string,
    context: CallContext,
  ) => Promise<Traced<'joined' | 'already'>>;
  readonly leaveGroup: (
    groupId: string,
    personId: string,
    context: CallContext,
  ) => Promise<Traced<'left' | 'absent'>>;
  /** Whether the person is a direct member. */
  readonly isDirectMember: (groupId: string, personId: string, context: CallContext) => Promise<boolean>;
  /** For a key that is provisioned for the person. Asked for anew each time: a challenge lives five minutes. */
  readonly readKeyOptions: (personId: string, context: CallContext) => Promise<KeyOptions>;
  /** POST, sent once, of what the key made. `displayName`: at most thirty characters. */
  readonly addKey: (
    personId: string,
    ask: { readonly displayName: string; readonly key: MadeKey },
    context: CallContext,
  ) => Promise<Traced<Method>>;
  readonly removeMethod: (
    personId: string,
    method: Pick<Method, 'id' | 'type'>,
    context: CallContext,
  ) => Promise<Traced<'removed' | 'absent'>>;
  readonly revokeSignInSessions: (personId: string, context: CallContext) => Promise<Traced<'revoked'>>;
  readonly findGroups: (displayNames: readonly string[], context: CallContext) => Promise<readonly Group[]>;
}

/** A failed call. `outcome` says what is known of its effect: `none` nothing happened, `unknown` look first. */
export class DirectoryError extends Error {
  readonly code: ProblemCode;
  readonly outcome: 'none' | 'unknown';
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | null;
  readonly status: number | null;
  readonly trace: CallTrace;

  constructor(
    code: ProblemCode,
    details: {
      readonly outcome: 'none' | 'unknown';
      readonly retryable: boolean;
      readonly retryAfterSeconds?: number | null;
      readonly status?: number | null;
      readonly trace: CallTrace;
      readonly cause?: unknown;
    },
  ) {
    super(code, { cause: details.cause });
    this.name = 'DirectoryError';
    this.code = code;
    this.outcome = details.outcome;
    this.retryable = details.retryable;
    this.retryAfterSeconds = details.retryAfterSeconds ?? null;
    this.status = details.status ?? null;
    this.trace = details.trace;
  }
}
