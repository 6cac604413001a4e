import type { AuditEvent, LogStretch } from '../directory/index.ts';
import type { PolicyConfig } from '../policy/index.ts';
import type { MonitoringConfig } from './settings.ts';

/** A pass as a station's journal tells it. */
export interface JournalPass {
  readonly station: string;
  readonly enrollment: string;
  /** Null: the answer was lost, and nobody ever learned the id. */
  readonly passId: string | null;
  /** Epoch milliseconds of the intent. */
  readonly at: number;
  readonly person: string;
  readonly operator: string;
  readonly path: 'standard' | 'privileged' | null;
  readonly way: string | null;
  readonly lifetimeMinutes: number;
  /** The answer said that it was created; false: unknown. */
  readonly sure: boolean;
  readonly revokedAt: number | null;
  readonly ending: 'done' | 'refused' | 'stopped' | null;
  readonly endedAt: number | null;
}

/** A temporary membership as a journal tells it. */
export interface JournalMembership {
  readonly station: string;
  readonly person: string;
  readonly groupId: string;
  readonly at: number;
  readonly leftAt: number | null;
}

/** A time in which a desk was open and wrote nothing. */
export interface Gap {
  readonly station: string;
  readonly from: number;
  readonly until: number;
}

/** What the journals of the stations tell beside passes, all stations together. */
export interface JournalView {
  readonly memberships: Iterable<JournalMembership>;
  readonly gaps: readonly Gap[];
}

/** The creation of a pass as the tenant's audit log tells it. */
export interface AuditPass {
  readonly eventId: string;
  readonly passId: string | null;
  readonly at: number;
  readonly person: string;
  readonly by: string | null;
  /** Epoch milliseconds at which its lifetime is over; null where the log does not say. */
  readonly endsAt: number | null;
}

/** One pass by everything that tells of it: the journal, the audit log, or both. */
export interface SeenPass {
  readonly key: string;
  readonly at: number;
  readonly person: string;
  readonly by: string | null;
  readonly endsAt: number | null;
  readonly journal: JournalPass | null;
  readonly audit: AuditPass | null;
}

/** A sign-in by pass that succeeded. */
export interface PassUse {
  readonly id: string;
  readonly at: number;
  readonly person: string;
  readonly address: string | null;
  readonly deviceId: string | null;
}

/** One person with everything that is told of their passes, oldest first. */
export interface SeenPerson {
  readonly person: string;
  /** Passes of journal and audit log, each once. */
  readonly passes: readonly SeenPass[];
  /** Empty too where sign-ins could not be read. */
  readonly uses: readonly PassUse[];
}

/** A membership of one of the desk's groups, from the audit log. */
export interface TenantMembership {
  readonly eventId: string;
  readonly groupId: string;
  readonly person: string;
  readonly by: string | null;
  readonly at: number;
  readonly leftAt: number | null;
}

/** A change of a policy or of who holds a role. */
export interface Change {
  readonly event: AuditEvent;
  readonly kind: 'policy' | 'role';
  readonly at: number;
  /** Whom a role was given to or taken from. */
  readonly people: readonly string[];
}

/** What the audit log tells, as far as it matters here. */
export interface AuditView {
  readonly from: number;
  readonly until: number;
  readonly memberships: Iterable<TenantMembership>;
  readonly changes: readonly Change[];
  /** Days (YYYY-MM-DD by the site's clock) on which the log has any event of methods. */
  readonly busyDays: ReadonlySet<string>;
}

/** What somebody is, as far as it says whether they may get a pass on the ordinary path. */
export interface PersonClass {
  readonly privileged: boolean;
  readonly guest: boolean;
  readonly emergencyAccess: boolean;
}

/** A stretch of what is watched, or why it is not there. */
export type Watched<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly because: string };

/** Everything the rules look at, walked through as often as they ask. Times are epoch milliseconds. */
export interface View {
  /** By the tenant's clock where it told one. */
  readonly now: number;
  readonly monitoring: MonitoringConfig;
  readonly policy: Pick<PolicyConfig, 'hours' | 'repeats' | 'emergencyAccessIds'>;
  readonly journal: JournalView;
  readonly audit: Watched<AuditView>;
  readonly uses: Watched<{ readonly until: number }>;
  /** By object id; who is missing is unknown. */
  readonly people: Watched<ReadonlyMap<string, PersonClass>>;
  /** One after the other: all of them are more than memory should hold. */
  readonly persons: Iterable<SeenPerson>;
}

/** The passes of everybody, each person's oldest first. */
export function* passesIn({ persons }: Pick<View, 'persons'>): Generator<SeenPass> {
  for (const { passes } of persons) yield* passes;
}

/** Whether so much time has passed that an absence means something. */
export const hasArrived = (view: Pick<View, 'monitoring'>, at: number, until: number): boolean =>
  until >= at + view.monitoring.lateMinutes * 60_000;

/** Why a log could not be read, in its own word. */
export const becauseOf = (reading: LogStretch<unknown>): string => (reading.known ? '' : reading.because);
