import { setFlagsFromString } from 'node:v8';

/** What every enrollment needs is compiled by then. */
const WARM_AFTER = 20;

/** From now on V8 optimizes no more of this process's code; what it has optimized stays as it is. */
export const stopOptimizing = (): void => {
  for (const compiler of ['maglev', 'turbofan']) setFlagsFromString(`--no-${compiler}`);
};

/**
 * Counts the people at the desk, and stops once so many have gone; badges that are nobody's count too. Code that is
 * optimized later runs seldom, and its memory is never given back (docs/adr/0066).
 *
 * @param stop called once
 * @returns told at each change whether somebody is being enrolled
 */
export const createWarmth = (stop: () => void): ((enrolling: boolean) => void) => {
  let gone = 0;
  return (enrolling) => {
    if (enrolling || gone === WARM_AFTER) return;
    gone += 1;
    if (gone === WARM_AFTER) stop();
  };
};
