import type { CallContext } from './port.ts';

/** What changed of one object, values as the log spells them: JSON inside a string. Source: Graph modifiedProperty. */
export interface ModifiedProperty {
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** One object that an audited change was about. Source: Graph targetResource. */
export interface AuditTarget {
  readonly id: string | null;
  /** `User`, `Group`, `Policy`, `Role` …; no closed list. */
  readonly type: string | null;
  readonly modified: readonly ModifiedProperty[];
}

/** One event of the tenant's audit log. Source: Graph directoryAudit. Never a pass: the log has none. */
export interface AuditEvent {
  readonly id: string;
  /** ISO date-time. */
  readonly at: string;
  readonly activity: string;
  /** The service that wrote it, such as `Authentication Methods`. */
  readonly service: string;
  readonly category: string;
  readonly reason: string;
  /** False only for a sure failure. */
  readonly succeeded: boolean;
  /** Object id of the person, or id of the application; null where the log does not say. */
  readonly by: string | null;
  readonly targets: readonly AuditTarget[];
}

/** What a Conditional Access policy came to at one sign-in. Source: Graph appliedConditionalAccessPolicy. */
export interface AppliedPolicy {
  readonly id: string;
  readonly name: string;
  /** `success`, `failure`, `notApplied`, `reportOnlySuccess` …; no closed list. */
  readonly result: string;
}

/** One sign-in of the tenant's log, with what only Graph's beta tells. Source: Graph beta signIn. */
export interface SignInEvent {
  readonly id: string;
  /** ISO date-time. */
  readonly at: string;
  readonly personId: string;
  readonly appId: string | null;
  readonly address: string | null;
  readonly deviceId: string | null;
  /** What was shown and accepted, in the log's own words; no closed list. */
  readonly methods: readonly string[];
  readonly succeeded: boolean;
  /** Absent: the log did not tell, which it does only to who may read policies. */
  readonly policies?: readonly AppliedPolicy[];
}

/** Somebody by the tenant's registration report. Source: Graph userRegistrationDetails. */
export interface Registration {
  readonly id: string;
  readonly administrator: boolean;
  readonly guest: boolean;
  readonly passwordlessCapable: boolean;
  readonly mfaCapable: boolean;
  /** In the report's own words, such as `passKeyDeviceBound`; no closed list. */
  readonly methods: readonly string[];
}

/**
 * A stretch of a log, or why there is none. `until` is when it was read: what happened shortly before may still
 * arrive, minutes to an hour later (facts about reports, latency).
 */
export type LogReading<T> =
  | { readonly known: true; readonly events: readonly T[]; readonly from: string; readonly until: string }
  | { readonly known: false; readonly because: string };

/** The same where its events are walked through one by one: more of them than memory should hold. */
export type LogStretch<T> =
  | { readonly known: true; readonly events: Iterable<T>; readonly from: string; readonly until: string }
  | { readonly known: false; readonly because: string };

/** The tenant's logs, as far as they are watched. What cannot be read is told, not thrown. */
export interface TenantLogs {
  /** Events of methods, policies, roles and of these groups since an ISO date-time. */
  readonly readAudit: (
    ask: { readonly since: string; readonly groupIds: readonly string[] },
    context: CallContext,
  ) => Promise<LogReading<AuditEvent>>;
  /** Sign-ins of these people since an ISO date-time, with how they signed in: Graph's beta version alone tells that. */
  readonly readSignIns: (
    ask: { readonly since: string; readonly personIds: readonly string[] },
    context: CallContext,
  ) => Promise<LogReading<SignInEvent>>;
  /**
   * Object ids of people who have a pass by the registration report, which the tenant refreshes some hours late.
   * Source: Graph, list userRegistrationDetails.
   */
  readonly readPassHolders: (context: CallContext) => Promise<LogReading<string>>;
  /** The registration report over everybody. */
  readonly readRegistrations: (context: CallContext) => Promise<LogReading<Registration>>;
  /** Object ids of everybody in a group, through other groups too. */
  readonly readMembers: (groupId: string, context: CallContext) => Promise<LogReading<string>>;
}
