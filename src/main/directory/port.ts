import type { ProblemCode, Secret } from '../../shared/index.ts';

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
}

/** The tenant's own rules for passes. Source: Graph temporaryAccessPassAuthenticationMethodConfiguration. */
export interface PassPolicy {
  readonly enabled: boolean;
  readonly minimumLifetimeMinutes: number;
  readonly maximumLifetimeMinutes: number;
  readonly usableOnceOnly: boolean;
  readonly includedGroupIds: readonly string[];
  readonly includesEveryone: boolean;
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

/**
 * Everything about one person that a decision needs, read in as few round trips as Graph allows. A part that
 * could not be read is `unknown`, which denies.
 */
export interface PersonFacts {
  readonly person: Person;
  readonly methods: readonly Method[];
  readonly passes: readonly PassOnRecord[];
  readonly roles: Known<readonly RoleHeld[]>;
  /** Ids of role-assignable groups the person is a member or an owner of. */
  readonly roleAssignableGroupIds: Known<readonly string[]>;
  /** Which of the asked groups the person is in, through other groups too. */
  readonly memberOfGroupIds: readonly string[];
  readonly passPolicy: Known<PassPolicy>;
  /** The asked groups that exist. */
  readonly groups: readonly Group[];
}

/** A fact, or the reason why it is not known. */
export type Known<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly because: ProblemCode };

/** What the signed-in operator is and may do. */
export interface OperatorFacts {
  readonly id: string;
  readonly displayName: string;
  readonly userPrincipalName: string;
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
  /** All people whose employeeId equals the number: none, one or several. */
  readonly findByEmployeeId: (employeeId: string, context: CallContext) => Promise<readonly Person[]>;
  /** A `data:` address of the person's photo, or null. */
  readonly readPhoto: (personId: string, context: CallContext) => Promise<string | null>;
  /** At most two sequential round trips: all about the person in one `$batch`, then what that reveals. */
  readonly readFacts: (
    personId: string,
    groupIds: readonly string[],
    context: CallContext,
  ) => Promise<PersonFacts>;
  readonly readOperator: (context: CallContext) => Promise<Traced<OperatorFacts>>;
  readonly listMethods: (personId: string, context: CallContext) => Promise<readonly Method[]>;
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
