import type { OutgoingReader, Position } from '../journal/index.ts';
import type { Logger } from '../log/index.ts';
import { LedgerError } from './port.ts';
import { NOTHING, type Sent } from './sent.ts';
import type { StationLedger } from './station.ts';

/**
 * How the station stands with the ledger. `well`: it answers. `away`: it does not. `denied`: the station is not
 * admitted, or no longer. `refused`: it does not take an entry. `contradicts`: it has another history of this station.
 */
export type LedgerState = 'starting' | 'well' | 'away' | 'denied' | 'refused' | 'contradicts';

/** What the desk is to know. */
export interface OutboxStatus {
  readonly state: LedgerState;
  /** Entries that are not in the ledger yet. */
  readonly unsent: number;
  /** Since when the first of them waits, in whole minutes. */
  readonly minutes: number;
  /** Whether the desk may not work on like this. */
  readonly over: boolean;
}

/** As much as may wait while the ledger is away. Source: facts about faults, F14. */
export interface Bound {
  readonly entries: number;
  readonly minutes: number;
}

/** What an outbox is made of. */
export interface OutboxParts {
  readonly reader: OutgoingReader;
  readonly ledger: StationLedger;
  readonly sent: Sent;
  readonly bound: Bound;
  readonly version: string;
  /** Whether an operator has the desk open. */
  readonly isOpen: () => boolean;
  readonly clock: {
    readonly now: () => number;
    readonly monotonicMs: () => number;
    /** @returns what calls it off */
    readonly after: (ms: number, action: () => void) => () => void;
  };
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly log: Logger;
}

/** Takes the journal to the ledger, in order and for as long as it runs. */
export interface Outbox {
  readonly status: () => OutboxStatus;
  /** Told whenever the status is another. */
  readonly listen: (listener: (status: OutboxStatus) => void) => void;
  /** Sends what there is now. Settles when that is done or has failed; never fails itself. */
  readonly round: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
}

const PAGE = 500;
const NEXT_LOOK_MS = 1_000;
/** A ledger that takes long is asked less often, for more at once: most of what a page costs it is the page. */
const LOOK_FACTOR = 4;
const MOST_LOOK_MS = 10_000;
const FIRST_WAIT_MS = 1_000;
const MOST_WAIT_MS = 60_000;
const SIGN_EVERY_MS = 60_000;
const MINUTE_MS = 60_000;

/** Twice as long after each failure, and a part of it at random, so that a fleet does not come back at once. */
export const waitAfter = (failures: number, random: number): number =>
  Math.min(MOST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(20, failures - 1)) * (0.5 + random / 2);

/** How long to wait after a round that took so long. */
const lookAfter = (tookMs: number): number =>
  Math.min(MOST_LOOK_MS, Math.max(NEXT_LOOK_MS, tookMs * LOOK_FACTOR));

const STATES: Readonly<Record<string, LedgerState>> = {
  'ledger.denied': 'denied',
  'ledger.refused': 'refused',
  'ledger.contradicts': 'contradicts',
};

/** Where the ledger stands in the station's own journal. @throws LedgerError `ledger.contradicts` */
const agree = async ({ reader, ledger }: OutboxParts): Promise<Position> => {
  const head = await ledger.head();
  if (head === null) return NOTHING;
  const last = reader.lastEpoch();
  if (reader.hashAt(head.epoch, head.seq) === head.hash) return head;
  // An epoch that was damaged or pruned may have lost what the ledger has: the next one tells of it.
  if (head.epoch < last) return { epoch: head.epoch + 1, seq: 0, hash: NOTHING.hash };
  throw new LedgerError('ledger.contradicts');
};

interface Now {
  /** Null until station and ledger agree on it. */
  position: Position | null;
  /** The epoch whose checkpoints are known, and how far they reach. */
  covered: { readonly epoch: number; readonly size: number } | null;
  state: LedgerState;
  failures: number;
  /** Monotonic; null while nothing waits. */
  waitsSince: number | null;
  /** The last sign of life: when, by the monotonic clock, and what it said. */
  signed: { readonly at: number; readonly open: boolean } | null;
}

/** Sends the checkpoints over what the ledger has of an epoch. */
const sendCheckpoints = async (
  { reader, ledger }: OutboxParts,
  now: Now,
  { epoch, seq }: Position,
): Promise<void> => {
  if (epoch === 0) return;
  let covered = now.covered?.epoch === epoch ? now.covered.size : await ledger.covered(epoch);
  for (;;) {
    const checkpoints = reader.checkpoints(epoch, { covered, upTo: seq });
    const last = checkpoints.at(-1);
    if (last === undefined) break;
    await ledger.pushCheckpoints(epoch, checkpoints);
    covered = last.size;
  }
  now.covered = { epoch, size: covered };
};

/** What the ledger does not take is counted there by its hash. */
const tellRefusal = async (
  { ledger, reader, log }: OutboxParts,
  position: Position,
  error: LedgerError,
): Promise<void> => {
  const next = reader.after(position, 1)?.entries[0];
  const code = error.rule ?? error.code;
  log.error('ledger-refuses', { epoch: position.epoch, seq: next?.seq ?? position.seq, why: code });
  await ledger.refused({
    code: code.slice(0, 32),
    epoch: Math.max(1, position.epoch),
    seq: next?.seq ?? position.seq,
    content: next?.bytes ?? '',
  });
};

const sendAll = async (parts: OutboxParts, now: Now): Promise<void> => {
  const { reader, ledger, sent } = parts;
  now.position ??= await agree(parts);
  await sendCheckpoints(parts, now, now.position);
  for (;;) {
    const page = reader.after(now.position, PAGE);
    const last = page?.entries.at(-1);
    if (page === null || last === undefined) return;
    await ledger.push(page.epoch, page.entries);
    now.position = { epoch: page.epoch, seq: last.seq, hash: last.hash };
    sent.write(now.position);
    await sendCheckpoints(parts, now, now.position);
  }
};

/** Its own word over another history, so that the ledger has evidence of it and not only a station's complaint. */
const tellContradiction = async (parts: OutboxParts): Promise<void> => {
  const { ledger, reader } = parts;
  const epoch = reader.lastEpoch();
  if (epoch === 0) return;
  const last = reader.checkpoints(epoch, { covered: 0, upTo: Number.MAX_SAFE_INTEGER }).at(-1);
  if (last !== undefined) await ledger.pushCheckpoints(epoch, [last]);
};

/** How long something has waited, in whole minutes. */
const minutesWaited = ({ clock }: OutboxParts, now: Now, since: string | null): number => {
  const monotonic = clock.monotonicMs();
  now.waitsSince = since === null ? null : (now.waitsSince ?? monotonic);
  if (since === null) return 0;
  // The wall clock alone knows how long it was before the program began; one that was put back counts for nothing.
  const byWall = clock.now() - Date.parse(since);
  return Math.floor(Math.max(byWall, monotonic - (now.waitsSince ?? monotonic)) / MINUTE_MS);
};

const createStatus = (parts: OutboxParts, now: Now) => (): OutboxStatus => {
  const { reader, sent, bound } = parts;
  const { entries, since } = reader.waiting(now.position ?? sent.read());
  const minutes = minutesWaited(parts, now, since);
  const beyond = entries > bound.entries || (entries > 0 && minutes >= bound.minutes);
  const barred = now.state === 'denied' || now.state === 'contradicts';
  return { state: now.state, unsent: entries, minutes, over: barred || (now.state !== 'well' && beyond) };
};

const createRound = (parts: OutboxParts, now: Now, status: () => OutboxStatus) => {
  const { ledger, clock, log, version, isOpen } = parts;
  const sign = async (): Promise<void> => {
    const at = clock.monotonicMs();
    const open = isOpen();
    // That a desk closes is told at once: the ledger would take its silence for something else.
    const { signed } = now;
    if (signed !== null && signed.open === open && at - signed.at < SIGN_EVERY_MS) return;
    await ledger.signOfLife({ version, open, unsent: status().unsent });
    now.signed = { at, open };
  };
  const failed = async (error: unknown): Promise<void> => {
    const failure = error instanceof LedgerError ? error : new LedgerError('ledger.away', { cause: error });
    now.failures += 1;
    now.state = STATES[failure.code] ?? 'away';
    const cause = failure.cause instanceof Error ? failure.cause.name : null;
    log.warn('ledger-round-failed', { why: failure.code, rule: failure.rule, cause, failures: now.failures });
    const position = now.position ?? NOTHING;
    now.position = null;
    // Each is told once: what is refused stays refused.
    if (now.failures > 1) return;
    if (now.state === 'refused') await tellRefusal(parts, position, failure);
    if (now.state === 'contradicts') {
      await tellRefusal(parts, position, failure);
      await tellContradiction(parts);
    }
  };
  return async (): Promise<void> => {
    try {
      await sendAll(parts, now);
      await sign();
      now.state = 'well';
      now.failures = 0;
    } catch (error) {
      // Telling may fail as well; the next round tries all of it again.
      await failed(error).catch(() => undefined);
    }
  };
};

/** A journal that cannot be read says nothing of what waits, and what is not known denies. */
const lookOrDeny = (look: () => OutboxStatus, state: LedgerState): OutboxStatus => {
  try {
    return look();
  } catch {
    return { state, unsent: 0, minutes: 0, over: true };
  }
};

const startNow = (): Now => ({
  position: null,
  covered: null,
  state: 'starting',
  failures: 0,
  waitsSince: null,
  signed: null,
});

/** Keeps the status as it was last told. */
const createTelling = (look: () => OutboxStatus, now: Now) => {
  const listeners = new Set<(status: OutboxStatus) => void>();
  let current: OutboxStatus | null = null;
  const tell = (): void => {
    const before = JSON.stringify(current);
    current = lookOrDeny(look, now.state);
    if (JSON.stringify(current) === before) return;
    for (const listener of listeners) listener(current);
  };
  const status = (): OutboxStatus => (current ??= lookOrDeny(look, now.state));
  const listen: Outbox['listen'] = (listener) => void listeners.add(listener);
  return { tell, status, listen };
};

/** Creates an outbox that does nothing until it is started, or asked for a round. */
export const createOutbox = (parts: OutboxParts): Outbox => {
  const { clock, random } = parts;
  const now = startNow();
  const look = createStatus(parts, now);
  const send = createRound(parts, now, look);
  const { tell, status, listen } = createTelling(look, now);
  let stopped = false;
  let cancel: () => void = () => undefined;
  let running: Promise<void> = Promise.resolve();
  let nextRoundAt = -Infinity;

  const round = (): Promise<void> => {
    running = running.then(async () => {
      const begunAt = clock.monotonicMs();
      await send();
      tell();
      const endedAt = clock.monotonicMs();
      const wait = now.failures === 0 ? lookAfter(endedAt - begunAt) : waitAfter(now.failures, random());
      nextRoundAt = endedAt + wait;
    });
    return running;
  };
  // What waits is counted anew each second, also while the ledger is left alone for longer.
  const tick = (): void => {
    const due = clock.monotonicMs() >= nextRoundAt;
    if (!due) tell();
    void (due ? round() : Promise.resolve()).then(() => {
      if (!stopped) cancel = clock.after(NEXT_LOOK_MS, tick);
    });
  };
  const stop = async (): Promise<void> => {
    stopped = true;
    cancel();
    await running;
  };
  return { status, listen, round, start: tick, stop };
};
