/** What waits to be sent, bounded: whatever does not fit, or is not taken, is counted and gone. */
export interface Queue<T> {
  readonly add: (one: T) => void;
  /** Sends what there is. Settles when that is done or has failed; never fails itself. */
  readonly flush: () => Promise<void>;
  readonly waiting: () => number;
}

/** What a queue is made of. */
export interface QueueParts<T> {
  /** The most that waits. */
  readonly most: number;
  /** The most that is sent at once. */
  readonly page: number;
  /** @returns whether the receiver took them */
  readonly send: (page: readonly T[]) => Promise<boolean>;
  /** Told how many are gone. */
  readonly dropped: (count: number) => void;
}

/** Creates a queue that sends when it is told to, and one page after the other. */
export const createQueue = <T>({ most, page, send, dropped }: QueueParts<T>): Queue<T> => {
  const waiting: T[] = [];
  let sending: Promise<void> = Promise.resolve();
  const sendAll = async (): Promise<void> => {
    // What comes meanwhile waits for the next time: a receiver that is slow keeps nobody here.
    for (let left = waiting.length; left > 0; left -= page) {
      const next = waiting.splice(0, Math.min(page, left));
      const taken = await send(next).catch(() => false);
      if (!taken) dropped(next.length);
    }
  };
  return {
    add: (one) => {
      if (waiting.length < most) waiting.push(one);
      else dropped(1);
    },
    flush: () => (sending = sending.then(sendAll)),
    waiting: () => waiting.length,
  };
};
