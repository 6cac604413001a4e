type After = (ms: number, action: () => void) => () => void;

/** A page that hangs answers nothing; what comes next then waits so long for it. */
const LONGEST_MS = 1000;

/**
 * Has pieces of work done one after the other, in the order in which they were asked for. One that does not come to
 * an end holds up the next for a second and no longer.
 *
 * @param after calls the action when so many milliseconds are over, and gives what calls it off
 */
export const createTurns = (after: After) => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const before = last;
    const mayBegin = new Promise<void>((resolve) => {
      const callOff = after(LONGEST_MS, resolve);
      void before.finally(() => {
        callOff();
        resolve();
      });
    });
    const turn = mayBegin.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
};
