import type { Run } from './stand.ts';

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
export const leftBehind = ({ left }: Run): readonly string[] =>
  left.livePasses + left.strayMemberships === 0 ? [] : [`left: ${JSON.stringify(left)}`];
