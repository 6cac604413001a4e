import type { ConsoleViewOf, RequestOf } from '../../shared/index.ts';

/** Who looks: what is shown does not depend on it, what may be answered does. */
export interface Looking {
  /** Object id. */
  readonly id: string;
}

/** What became of an answer: taken, or why not. `gone`: somebody else was first. */
export type Answered = 'done' | 'gone' | 'takes-part';

/** How the last look at logs and journals went. */
export interface LastLook {
  /** Epoch milliseconds; null: none since the start. */
  readonly at: number | null;
  readonly trouble: ConsoleViewOf<'alerts'>['trouble'];
}

/**
 * Everything the console shows and does, of one station or of many. Nothing of it decides who may look: whoever calls
 * has proven that before.
 */
export interface ConsoleData {
  readonly today: () => Promise<ConsoleViewOf<'today'>>;
  readonly alerts: (by: Looking) => Promise<ConsoleViewOf<'alerts'>>;
  readonly reviews: (by: Looking) => Promise<ConsoleViewOf<'reviews'>>;
  readonly charts: () => Promise<ConsoleViewOf<'charts'>>;
  readonly journal: (asked: RequestOf<'console.find'>) => Promise<ConsoleViewOf<'journal'>>;
  /** All stations, or one site's; null where this console shows its own station alone. */
  readonly fleet: ((site: string | null) => Promise<ConsoleViewOf<'fleet'>>) | null;
  /** Null when there is none of that id. */
  readonly record: (enrollment: string) => Promise<Omit<ConsoleViewOf<'record'>, 'from'> | null>;
  readonly acknowledge: (asked: RequestOf<'console.acknowledge'>, by: Looking) => Promise<Answered>;
  /** @throws JournalError when it could not be made durable */
  readonly review: (asked: RequestOf<'console.review'>, by: Looking) => Promise<Answered>;
  /** Writes the epoch that is written now as one file. @throws Error when it cannot be written */
  readonly exportJournal: () => Promise<NonNullable<ConsoleViewOf<'journal'>['exported']>>;
  /** Looks at logs and journals now; without the means to it does nothing. */
  readonly look: () => Promise<void>;
}
