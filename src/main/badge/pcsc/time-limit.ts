/** Calls `action` once after so many milliseconds; the answer cancels. */
export type After = (ms: number, action: () => void) => () => void;

/** Something took longer than it may. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

/** What `work` comes to, or TookTooLong. What is late is not waited for and not told. */
export const within = <T>(ms: number, after: After, work: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const cancel = after(ms, () => reject(new TookTooLong()));
    work
      .then(resolve, reject)
      .finally(cancel)
      .catch(() => undefined);
  });
