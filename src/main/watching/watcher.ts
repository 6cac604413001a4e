import type { LookingAndSending } from './look-and-send.ts';
import { deliverDue } from '../alerts/index.ts';

/** What looking regularly takes. */
export interface Watching extends LookingAndSending {
  /** Looks once at everything, raises what was found and sends what is due; null: this station has nobody to look as. */
  readonly lookOnce: (() => Promise<void>) | null;
  /** Writes into the journal what happened to alerts. */
  readonly note: () => void;
  /** Whether somebody is being enrolled: the tenant's logs share a small quota with what they need. */
  readonly busy: () => boolean;
  /** Null: not by itself. */
  readonly everyMinutes: number | null;
  readonly after: (ms: number, action: () => void) => () => void;
  readonly failed: (what: 'look' | 'send' | 'note', error: unknown) => void;
}

/** How the last look went. */
export interface LookState {
  /** Epoch milliseconds; null: none since the start. */
  readonly at: number | null;
  readonly trouble: 'no-reader' | 'failed' | null;
}

/** The desk's own look at logs and journals. */
export interface Watcher {
  readonly state: () => LookState;
  /** Now, because somebody asks. */
  readonly look: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => void;
}

const MINUTE_MS = 60_000;
/** Receivers that were down are tried again so often; the outbox knows when each is due. */
const SEND_MS = MINUTE_MS;

const createNote =
  ({ note, failed }: Watching) =>
  (): void => {
    try {
      note();
    } catch (error) {
      failed('note', error);
    }
  };

/**
 * Looks as often as the site says, and sends what is due each minute; never while somebody is enrolled. Nothing that
 * goes wrong here stops the desk.
 */
export const createWatcher = (watching: Watching): Watcher => {
  const { lookOnce, busy, everyMinutes, after, failed, now } = watching;
  let state: LookState = { at: null, trouble: lookOnce === null ? 'no-reader' : null };
  let nextLookAt = now() + MINUTE_MS;
  let cancel: () => void = () => undefined;
  let looking: Promise<void> | null = null;

  const noteAll = createNote(watching);
  const lookNow = async (): Promise<void> => {
    if (lookOnce === null) return;
    try {
      await lookOnce();
      state = { at: now(), trouble: null };
    } catch (error) {
      failed('look', error);
      state = { ...state, trouble: 'failed' };
    }
    if (everyMinutes !== null) nextLookAt = now() + everyMinutes * MINUTE_MS;
    noteAll();
  };
  /** Two at a time would ask the tenant twice. */
  const look = (): Promise<void> => {
    looking ??= lookNow().finally(() => {
      looking = null;
    });
    return looking;
  };
  const send = async (): Promise<void> => {
    try {
      await deliverDue(watching);
    } catch (error) {
      failed('send', error);
    }
    noteAll();
  };
  const turn = async (): Promise<void> => {
    if (!busy()) {
      if (lookOnce !== null && everyMinutes !== null && now() >= nextLookAt) await look();
      else await send();
    }
    cancel = after(SEND_MS, () => void turn());
  };
  return {
    state: () => state,
    look,
    start: () => {
      cancel = after(SEND_MS, () => void turn());
    },
    stop: () => cancel(),
  };
};
