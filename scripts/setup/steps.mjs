import { timed } from './report.mjs';

/**
 * One thing a machine needs. `isDone` is quick and changes nothing; `install` throws a SetupError when it cannot.
 * @typedef {{ title: string, isDone: () => Promise<boolean>, install: () => Promise<void> }} Step
 */

/**
 * Does what is missing, in order, and says so; says nothing when nothing is.
 * @param {readonly Step[]} steps
 */
export const runSteps = async (steps) => {
  for (const step of steps) {
    if (!(await step.isDone())) await timed(step.title, step.install);
  }
};
