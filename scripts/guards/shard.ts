import { SetupError } from '../setup/report.mjs';

/**
 * A part of a list, so that several machines share it. All parts together are the list.
 *
 * @param shard such as `2/5`: each fifth, from the second on
 * @throws SetupError when it is anything else
 */
export const shardOf = <T>(all: readonly T[], shard: string): readonly T[] => {
  const [, part, parts] = /^([1-9]\d?)\/([1-9]\d?)$/.exec(shard) ?? [];
  const [index, count] = [Number(part), Number(parts)];
  if (!(index <= count)) throw new SetupError(`--shard=${shard}: write which one of how many, such as 2/5.`);
  return all.filter((_, at) => at % count === index - 1);
};
