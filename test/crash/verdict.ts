import type { Plan, Played, Scenario } from './plan.ts';
import { inFolder, type Run, type Stand } from './stand.ts';

/** What changes something for the person's good; taking back goes on without a journal. */
export const isChange = (point: string): boolean =>
  /^before POST .*(temporaryAccessPassMethods|members\/\$ref)$/.test(point);

/** The points from the first entry that could not be written on; null when every one could. */
export const sinceFailure = (points: readonly string[]): readonly string[] | null => {
  const failed = points.findIndex(
    (label, index) => /^before [a-z]/.test(label) && points[index + 1] !== label.replace('before', 'after'),
  );
  return failed < 0 ? null : points.slice(failed);
};

/** What is still there for the person at the tenant, in words. */
const leftBehind = ({ left }: Run): readonly string[] =>
  left.livePasses + left.strayMemberships === 0 ? [] : [`left: ${JSON.stringify(left)}`];

/**
 * What is not right of a run that had to end by itself and leave nothing behind.
 *
 * @param more what else is not right of what was played
 */
export const problemsOf = (run: Run, more: (played: Played) => readonly string[]): readonly string[] => {
  const { ended, played, logged } = run;
  if (played === null || ended !== 0) return [`the station ended with ${ended}: ${logged}`];
  return [...more(played), ...leftBehind(run)];
};

/** What goes wrong on the station's disk, and of whose enrollment. */
interface Amiss {
  readonly scenario: Scenario;
  readonly at: Plan['at'];
}

/** One run with something amiss, and the next start. @returns what is not as it must be, then and afterwards */
export const problemsWith = (
  stand: Stand,
  { scenario, at }: Amiss,
  more: (played: Played) => readonly string[],
): Promise<readonly string[]> =>
  inFolder(async (folder) => {
    await stand.reset(scenario);
    const run = await stand.play(scenario, folder, at);
    return [...problemsOf(run, more), ...(await stand.recover(scenario, folder))];
  });
