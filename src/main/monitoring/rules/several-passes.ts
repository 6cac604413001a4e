import type { WatchRule } from '../finding.ts';
import { iso } from '../remark.ts';
import type { SeenPass } from '../view.ts';

/** Runs of passes that follow each other within the window. */
const runsOf = (passes: readonly SeenPass[], windowMs: number): readonly (readonly SeenPass[])[] => {
  const runs: SeenPass[][] = [];
  for (const pass of passes) {
    const run = runs.at(-1);
    const first = run?.[0];
    if (run !== undefined && first !== undefined && pass.at - first.at <= windowMs) run.push(pass);
    else runs.push([pass]);
  }
  return runs;
};

/** One person got more passes in a window than the site calls ordinary. */
export const severalPasses: WatchRule = {
  id: 'several-passes',
  source: 'Zero trust guide 5.1, "multiple TAPs for same user"; TAP for CMMC Level 2, "issued repeatedly"',
  severity: 'medium',
  *look({ persons, policy: { repeats } }) {
    for (const { person, passes } of persons) {
      for (const run of runsOf(passes, repeats.minutes * 60_000)) {
        const [first, last] = [run[0], run.at(-1)];
        if (first === undefined || last === undefined || run.length <= repeats.passes) continue;
        const params = { passes: run.length, ordinary: repeats.passes, minutes: repeats.minutes };
        const [key, at] = [first.key, iso(last.at)];
        yield { state: 'found', key, at, subject: person, actor: last.by, params };
      }
    }
  },
};
