/** How soon somebody should look: today, this week, at the next review. */
export type AlertSeverity = 'high' | 'medium' | 'low';

/** Something that somebody should look at. Ids, codes and numbers only: no name, no address of a person, never a pass. */
export interface Alert {
  /** The same for the same thing, whoever finds it and however often: 32 hex digits. */
  readonly id: string;
  /** What found it: the rules over logs and journals, a desk's own journal, the schedule, or an audit of the ledger. */
  readonly source: 'watch' | 'desk' | 'schedule' | 'ledger';
  /** Such as `outside-hours`; a sentence each under `alert.RULE` in the language files. */
  readonly rule: string;
  readonly severity: AlertSeverity;
  /** `unknown`: it cannot be told, and `params.because` says why. */
  readonly state: 'found' | 'unknown';
  /** When it happened, ISO date-time. */
  readonly at: string;
  /** Object id of whom it concerns. */
  readonly subject: string | null;
  /** Object id of who did it. */
  readonly actor: string | null;
  readonly params: Readonly<Record<string, string | number | boolean>>;
}

/** Why a person let an alert be. */
export const alertReasons = ['explained', 'put-right', 'false-alarm', 'under-investigation'] as const;
export type AlertReason = (typeof alertReasons)[number];

/** How an alert ended. `cleared`: what raised it is over by itself. */
export interface AlertEnd {
  readonly how: 'acknowledged' | 'cleared';
  /** ISO date-time. */
  readonly at: string;
  /** Object id of who acknowledged it; null where nobody did. */
  readonly by: string | null;
  readonly reason: AlertReason | null;
  /** In the person's own words; may name people. */
  readonly remark: string | null;
}

/** How far an alert is on its way to one receiver. */
export interface Delivery {
  readonly channel: string;
  readonly attempts: number;
  /** ISO date-time; null: not delivered yet. */
  readonly deliveredAt: string | null;
  /** Code of what went wrong last; null when nothing did. */
  readonly error: DeliveryCode | null;
}

/** An alert with what became of it. */
export interface StoredAlert {
  readonly alert: Alert;
  /** ISO date-times of when it was found first and last. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  /** Null while it stands. */
  readonly end: AlertEnd | null;
  readonly deliveries: readonly Delivery[];
}

/** What a message says besides the alert. */
export interface Sender {
  /** Which station or program sends. */
  readonly station: string;
  /** Whether the tenant is the simulated one: a receiver must be able to tell practice from evidence. */
  readonly simulated: boolean;
}

/** One receiver of alerts. */
export interface Channel {
  /** Such as `webhook`: stands in the outbox. */
  readonly name: string;
  /**
   * Settles once the receiver has taken it. The same alert may be delivered more than once: receivers know it by its id.
   *
   * @param sentAt epoch milliseconds
   * @throws DeliveryError
   */
  readonly deliver: (alert: Alert, sentAt: number) => Promise<void>;
}

/** What kept a receiver from taking an alert. */
export const deliveryCodes = ['unreachable', 'untrusted', 'timeout', 'refused', 'busy', 'not-here'] as const;
export type DeliveryCode = (typeof deliveryCodes)[number];

/** The receiver did not take it; it is tried again. */
export class DeliveryError extends Error {
  readonly code: DeliveryCode;

  constructor(code: DeliveryCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'DeliveryError';
    this.code = code;
  }
}
