import type { Attached, ReaderWatch } from '../port.ts';
import { fromCards, type FromCards, type ReadPlan, type ToCards } from './messages.ts';
import type { After } from './time-limit.ts';

/** A process of the operating system that speaks to readers. */
export interface CardProcess {
  readonly post: (message: ToCards) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Called once, when it has ended for whatever reason. */
  readonly onExit: (listener: () => void) => void;
  readonly kill: () => void;
}

export interface HostOptions {
  readonly start: () => CardProcess;
  readonly plan: ReadPlan;
  readonly clock: { readonly monotonicMs: () => number; readonly after: After };
  readonly log: { readonly warn: (event: string, fields?: Readonly<Record<string, unknown>>) => void };
  /** Takes everything about cards; what is about service and readers is kept here. */
  readonly onCard: (message: CardMessage) => void;
}

export type CardMessage = Exclude<FromCards, { readonly type: 'service' | 'readers' }>;

/** The process that speaks to readers, started again whenever it ends. */
export interface Host {
  readonly watch: ReaderWatch;
  readonly post: (message: ToCards) => void;
  readonly stop: () => void;
}

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** A process that lived so long was not ended by what ended the one before. */
const livedLongMs = 60_000;

/** What is attached, and who wants to know when it changes. */
const createWatch = () => {
  let now: Attached = { service: 'not-running', readers: [] };
  const listeners = new Set<(now: Attached) => void>();
  const set = (change: Partial<Attached>): void => {
    now = { ...now, ...change };
    for (const listener of listeners) listener(now);
  };
  const watch: ReaderWatch = {
    current: () => now,
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  return { watch, set };
};

/** How long to wait before the next start: longer each time, unless the process had worked for long. */
const createPauses = (clock: HostOptions['clock']) => {
  let pauseMs = firstPauseMs;
  return {
    after: (startedAt: number): number => {
      const lived = clock.monotonicMs() - startedAt;
      const pause = lived > livedLongMs ? firstPauseMs : pauseMs;
      pauseMs = Math.min(2 * pause, longestPauseMs);
      return pause;
    },
  };
};

/** What was heard from a process, kept as long as it lives. */
const createHearing = (set: (change: Partial<Attached>) => void, { onCard }: Pick<HostOptions, 'onCard'>) => {
  const present = new Map<number, string>();
  return {
    hear: (message: FromCards): void => {
      if (message.type === 'service') set({ service: message.state });
      else if (message.type === 'readers') set({ readers: message.readers });
      else {
        if (message.type === 'card') present.set(message.session, message.reader);
        if (message.type === 'removed') present.delete(message.session);
        onCard(message);
      }
    },
    /** Every card that lay on a reader counts as taken away. */
    forget: (readers: Attached['readers']): void => {
      const left = [...present];
      present.clear();
      for (const [session, reader] of left) onCard({ type: 'removed', session, reader });
      set({ service: 'not-running', readers: readers.map(({ name }) => ({ name, state: 'gone' })) });
    },
  };
};

/**
 * Keeps a process that speaks to readers at work. What it says is parsed; a process that says anything else is ended
 * like one that crashed. When it ends, every card that lay on a reader counts as taken away.
 */
export const createHost = (options: HostOptions): Host => {
  const { start, plan, clock, log } = options;
  const { watch, set } = createWatch();
  const { hear, forget } = createHearing(set, options);
  const pauses = createPauses(clock);
  let process: CardProcess | null = null;
  let cancel: () => void = () => undefined;
  let stopped = false;
  const run = (): void => {
    const mine = start();
    const startedAt = clock.monotonicMs();
    process = mine;
    mine.onMessage((raw) => {
      if (process !== mine) return;
      const message = fromCards.safeParse(raw);
      if (message.success) hear(message.data);
      else mine.kill();
    });
    mine.onExit(() => {
      if (process !== mine) return;
      process = null;
      forget(watch.current().readers);
      if (stopped) return;
      const pauseMs = pauses.after(startedAt);
      log.warn('card-process-ended', { againInMs: pauseMs });
      cancel = clock.after(pauseMs, run);
    });
    mine.post({ type: 'begin', plan });
  };
  run();
  return {
    watch,
    post: (message) => process?.post(message),
    stop: () => {
      stopped = true;
      cancel();
      process?.kill();
    },
  };
};
