/** An entry of the journal, as far as telemetry looks at it. Nothing else of it is read. */
export interface Told {
  readonly type: string;
  readonly enrollment: string | null;
  readonly step: string | null;
  /** ISO date-time. */
  readonly at: string;
  readonly monotonicMs: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** One request to Graph. */
export interface GraphCall {
  readonly method: string;
  readonly url: string;
  /** Null where no answer came. */
  readonly status: number | null;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** A line of the log. */
export interface LogLine {
  readonly severity: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly module: string | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What waits at one moment, by the name of the outbox. */
export type Waiting = Readonly<Record<string, number>>;

/** What is told outside of how the desk works. Never fails, never waits, and keeps nobody. */
export interface Telemetry {
  readonly entry: (entry: Told) => void;
  readonly call: (call: GraphCall) => void;
  readonly line: (line: LogLine) => void;
  /** Who is asked what waits, each time that figures are sent. */
  readonly watch: (waiting: () => Waiting) => void;
  /** Sends what there is, as far as that goes in a few seconds. */
  readonly stop: () => Promise<void>;
}
