import type { Bridge, Channel, Problem, RequestOf, Snapshot } from '../shared/index.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly tapdesk: Bridge;
  }
}

/** The latest snapshot and when it came, in milliseconds of the monotonic clock: countdowns count from there. */
export interface Received {
  readonly snapshot: Snapshot;
  readonly atMs: number;
}

/** What `useSyncExternalStore` asks for. */
export interface SnapshotStore {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => Received | null;
}

/**
 * Keeps the newest snapshot. Anything with a lower revision than what is shown is dropped, since the answer of
 * `desk.get-snapshot` and the first push may arrive in either order.
 */
export const createSnapshotStore = (bridge: Bridge, monotonicMs: () => number): SnapshotStore => {
  let latest: Received | null = null;
  const listeners = new Set<() => void>();
  const take = (snapshot: Snapshot): void => {
    if (latest !== null && snapshot.revision <= latest.snapshot.revision) return;
    latest = { snapshot, atMs: monotonicMs() };
    for (const listener of listeners) listener();
  };
  bridge.on['snapshot.changed'](take);
  const ask = async (): Promise<void> => {
    const answer = await bridge.call['desk.get-snapshot']({});
    if (answer.ok) take(answer.value);
  };
  // A refused first question is made good by the next push.
  ask().catch(() => undefined);
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get: () => latest,
  };
};

/** Sends one intent; answers the problem when the main process did not take it, null when it did. */
export type SendIntent = <C extends Channel>(channel: C, request: RequestOf<C>) => Promise<Problem | null>;

const unexpected: Problem = { code: 'internal', params: {}, retryable: true, correlationId: null };

/** Two keys in quick succession are two keys. */
const eachCounts: ReadonlySet<Channel> = new Set<Channel>(['keyboard.press']);

/** An intent on its way is not sent a second time: a double press is one press. */
export const createSender = (bridge: Bridge): SendIntent => {
  const underWay = new Set<Channel>();
  return async (channel, request) => {
    if (underWay.has(channel) && !eachCounts.has(channel)) return null;
    underWay.add(channel);
    try {
      const answer = await bridge.call[channel](request);
      return answer.ok ? null : answer.problem;
    } catch {
      return unexpected;
    } finally {
      underWay.delete(channel);
    }
  };
};
