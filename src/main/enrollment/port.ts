import type {
  ApprovalRefusal,
  BadgeStrength,
  BadgeTechnology,
  ChangedPart,
  CleanupItem,
  Ending,
  MethodFate,
  MethodLabel,
  ProblemCode,
  RegistrationWay,
  Scenario,
  Secret,
} from '../../shared/index.ts';
import type { MadeKey, Method, OperatorFacts, Person, PersonFacts } from '../directory/index.ts';
import type { Answer, Consent, Decision, Need, Proofing, Reason } from '../policy/index.ts';
import type { CardNews } from './card.ts';
import type { Question } from './proving.ts';

/** Where an enrollment stands. Human gates wait for an event; the others are the machine's and end by themselves. */
export type EnrollmentPlace =
  | 'scenario'
  | 'lost-method'
  | 'verify'
  | 'escalation'
  | 'deciding'
  | 'decided'
  /** A second person is awaited. */
  | 'approval'
  /** The second person has signed in and looks at what is asked. */
  | 'approving'
  | 'checking-again'
  /** What was stolen is removed before anything else is changed. */
  | 'removing-stolen'
  | 'admitting'
  | 'issuing'
  | 'awaiting-usable'
  | 'reveal'
  | 'register'
  | 'looking'
  /** The person is asked about a method that came from elsewhere. */
  | 'asking'
  | 'removing-foreign'
  | 'provisioning'
  | 'revoking'
  /** The person sets a new password, where the site still has them. */
  | 'password'
  | 'retest'
  | 'closing'
  | 'undoing'
  | 'done'
  | 'refused'
  | 'stopped';

/** One thing of ours that may still stand in the tenant after an enrollment has ended. */
export interface Left {
  readonly item: CleanupItem;
  /** Object id of the pass, the group or the method; null where the tenant never told it. */
  readonly id: string | null;
  /** It surely came to be; otherwise nobody knows. */
  readonly sure: boolean;
  /** Epoch milliseconds after which it is over without anybody doing anything; null when it is not. */
  readonly endsBySelfAt: number | null;
}

/** What is known of a failed call to the tenant besides its code. */
export interface Trouble {
  readonly code: ProblemCode;
  /** As it was sent to the tenant, by which its records and ours are searched. */
  readonly correlationId: string;
  /** How long the tenant asked to wait; null when it did not. */
  readonly retryAfterSeconds: number | null;
}

/** An answer that was given at another desk, signed by it. The approver's roles are read here all the same. */
export interface Elsewhere {
  /** The station at which it was given. */
  readonly station: string;
  /** The answer as that station signed it, compact JWS. */
  readonly answer: string;
}

/** Where the consent of further people stands. */
export interface ApprovalView {
  /** Names exactly what is asked to be approved; null while nobody is asked. */
  readonly fingerprint: string | null;
  /** What is still missing. */
  readonly needs: readonly Need[];
  /** Whoever has consented so far. */
  readonly given: readonly Consent[];
  /** Who has signed in and looks at it. */
  readonly candidate: OperatorFacts | null;
  /** Who signed in last and may not approve this. */
  readonly turnedAway: { readonly displayName: string; readonly reasons: readonly Reason[] } | null;
  /** What is not as it was approved. */
  readonly changed: readonly ChangedPart[];
  readonly refusal: { readonly by: OperatorFacts; readonly reason: ApprovalRefusal } | null;
}

/** What is on record of the badge that an enrollment began with: how it was read, never what is on it. */
export interface BadgeOnRecord {
  readonly strength: BadgeStrength;
  readonly technology: BadgeTechnology;
  /** Hex, keyed by the station: the same badge gives the same here, and nothing can be told from it elsewhere. */
  readonly hash: string;
  /** SHA-256 of the certificate that it signed with, small hex; null for a badge that proves nothing. */
  readonly certificate: string | null;
  /** By which of the site's rules it is this person's, such as `employee-id`. */
  readonly rule: string;
}

/** `not-asked`: the site has no such step. `open`: nothing is known to have changed, and the step was not left out. */
export type PasswordState = 'not-asked' | 'open' | 'changed' | 'left-out';

/** All that the desk may know of an enrollment: values, never the pass. */
export interface EnrollmentView {
  readonly id: string;
  /** Short, for people: what stands on the screen and in the evidence. */
  readonly recordNumber: string;
  readonly at: EnrollmentPlace;
  readonly person: Person;
  readonly badgeStrength: BadgeStrength;
  readonly startedAt: number;
  readonly scenario: Scenario | null;
  /** What was answered to the script so far; null while no scenario is named. */
  readonly proofing: Proofing | null;
  /** What is asked now or, at `escalation`, what somebody is called about; null elsewhere. */
  readonly question: Question | null;
  /** Null until the tenant has answered. */
  readonly facts: PersonFacts | null;
  readonly decision: Decision | null;
  readonly approval: ApprovalView;
  /** What is lost by the person's own word. */
  readonly lostMethodIds: readonly string[];
  readonly way: RegistrationWay | null;
  /** Epoch milliseconds at which the pass ends, by the tenant's clock; null before it exists and after it is gone. */
  readonly passExpiresAt: number | null;
  /** What the person is asked about; null where it is nothing. */
  readonly unexpected: Method | null;
  /** The new method, once found. */
  readonly found: Method | null;
  /** What came of the step for a new password. */
  readonly password: PasswordState;
  /** Where the test sign-in was made; null before. */
  readonly retested: 'here' | 'on-phone' | null;
  /** What was just refused or failed on the present screen, which stays. */
  readonly notice: ProblemCode | null;
  /** Why it ended, when not by success. */
  readonly why: ProblemCode | null;
  /** The last call that failed; it belongs to `notice` or `why` where the code is the same. */
  readonly trouble: Trouble | null;
  readonly undone: readonly CleanupItem[];
  readonly notUndone: readonly CleanupItem[];
  /** What `notUndone` is about, once it has ended. */
  readonly left: readonly Left[];
  readonly endedAt: number | null;
}

/** What people do, as the enrollment takes it. Anything that does not fit the present place changes nothing. */
export type EnrollmentEvent =
  | { readonly type: 'scenario-chosen'; readonly scenario: Scenario }
  | {
      readonly type: 'lost-methods-chosen';
      readonly methodIds: readonly string[];
      /** What became of each; lost where nothing is said. */
      readonly fates?: Readonly<Record<string, MethodFate>>;
      /** Epoch milliseconds; left out where nobody is to know how long a method stayed usable. */
      readonly reportedAt?: number;
    }
  | { readonly type: 'answered'; readonly answer: Answer }
  /** Whom the script names has been called. */
  | { readonly type: 'escalated' }
  | { readonly type: 'accepted' }
  | {
      readonly type: 'approver-signed-in';
      /** Read with the approver's own session, or the operator's where they signed in elsewhere. */
      readonly approver: OperatorFacts;
      /** Epoch milliseconds by the sign-in service. */
      readonly signedInAt: number;
      /** How it came; left out: the approver signed in here. */
      readonly elsewhere?: Elsewhere;
    }
  /** The second person has gone without a decision. */
  | { readonly type: 'approver-left' }
  /** `fingerprint`: of what the approver saw; consent to anything else is not taken. */
  | { readonly type: 'approved'; readonly fingerprint: string }
  | {
      readonly type: 'approval-refused';
      readonly reason: ApprovalRefusal;
      /** In the approver's own words. */
      readonly remark: string | null;
    }
  | { readonly type: 'approval-withdrawn' }
  | { readonly type: 'noted' }
  | { readonly type: 'way-chosen'; readonly way: RegistrationWay }
  | { readonly type: 'another-way' }
  /** Whether the method that came from elsewhere is the person's own. */
  | { readonly type: 'owned'; readonly own: boolean }
  /** The key that is provisioned for the person has made what the tenant asked for. */
  | { readonly type: 'key-made'; readonly key: MadeKey }
  /** Look now whether the new method is there. */
  | { readonly type: 'look' }
  /** The person keeps their password; only where the site lets them. */
  | { readonly type: 'password-left-out' }
  | {
      readonly type: 'retested';
      /** Object id of who signed in: must be the enrollee. */
      readonly accountId: string;
      readonly authenticationContext: string | null;
    }
  /** The person says that they signed in on their own phone; only where the tenant's sign-in log can follow. */
  | { readonly type: 'retested-on-phone' }
  | { readonly type: 'retest-failed'; readonly code: ProblemCode }
  | { readonly type: 'cancel'; readonly why: ProblemCode };

/** A running enrollment. */
export interface Enrollment {
  readonly view: () => EnrollmentView;
  readonly listen: (listener: (view: EnrollmentView) => void) => () => void;
  /**
   * The card that it began with has left its reader, or another one lies there.
   *
   * @returns whether the enrollment stops because of it
   */
  readonly cardChanged: (news: CardNews) => boolean;
  /** False when the event does not fit the present place; nothing has changed then. */
  readonly send: (event: EnrollmentEvent) => boolean;
  /** The pass while it exists and may be used; null otherwise. */
  readonly pass: () => Secret | null;
  /** Settles when everything is closed or undone as far as it can be. */
  readonly ended: Promise<Ending>;
}

/** What recovery at start found and did about one enrollment that had not ended. */
export interface Recovered {
  readonly enrollment: string;
  readonly recordNumber: string;
  readonly personId: string;
  /** Read only when something is left; null when it cannot be read. */
  readonly person: Person | null;
  readonly left: readonly Left[];
  readonly undone: readonly CleanupItem[];
  readonly notUndone: readonly CleanupItem[];
}

export interface Enrollments {
  /**
   * Begins an enrollment: journaled, and the facts about the person are read ahead while the operator looks.
   *
   * @throws JournalError when the beginning could not be made durable
   */
  readonly begin: (input: {
    readonly person: Person;
    readonly badge: BadgeOnRecord;
    /** Whether the card lies where it was read; always so for what is no card. */
    readonly cardIsThere: () => boolean;
    readonly operator: OperatorFacts;
  }) => Enrollment;
  /** Probes every enrollment that the journal shows without an ending, and puts it right. */
  readonly recover: () => Promise<readonly Recovered[]>;
  /**
   * Looks at the tenant's sign-in log for finished test sign-ins whose record waits for it, and writes down what it
   * says: confirmed, contradicted (which raises an alert) or not available.
   *
   * @returns when to look again, in epoch milliseconds; null while nothing waits
   * @throws JournalError
   */
  readonly proveRetests: () => Promise<number | null>;
  /** Passes that this station issued to the person, newest first, from the journal. */
  readonly earlierPasses: (
    personId: string,
  ) => readonly { readonly at: string; readonly scenario: Scenario }[];
  /** Today's endings by the station's clock. */
  readonly today: () => {
    readonly done: number;
    readonly refused: number;
    readonly stopped: number;
    readonly medianMinutes: number | null;
  };
}

/** How a method is named to people. */
export type LabelOf = (method: Method) => MethodLabel;
