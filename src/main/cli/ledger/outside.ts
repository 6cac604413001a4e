import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { coveredBy, keyOf, PlaceError, type Place } from '../../checkpoints/index.ts';
import { replaceFile } from '../../journal/index.ts';
import type { Known, Outside, OutsideCheckpoint, OutsideMemory } from '../../ledger/index.ts';
import { placeInWords, placeOf } from '../journal/outside-place.ts';
import { UsageError } from '../usage-error.ts';

/** So many are read side by side. */
const AT_ONCE = 32;

const readAll = (
  place: Place,
  keys: readonly string[],
  station: string,
): Promise<readonly OutsideCheckpoint[]> =>
  Promise.all(
    keys.flatMap((key) => {
      const covered = coveredBy(key);
      // What has another name was not put there by a desk, and says nothing.
      if (covered?.station !== station) return [];
      const { epoch, size, other } = covered;
      return [place.read(key).then((text) => ({ epoch, size, other, jws: text.trim() }))];
    }),
  );

async function* checkpointsIn(
  place: Place,
  station: string,
  after: Known | null,
): AsyncGenerator<OutsideCheckpoint> {
  let keys: string[] = [];
  const from = after === null ? undefined : keyOf({ station, ...after });
  for await (const key of place.keys(`${station}/`, from)) {
    keys.push(key);
    if (keys.length < AT_ONCE) continue;
    yield* await readAll(place, keys, station);
    keys = [];
  }
  yield* await readAll(place, keys, station);
}

const memorySchema = z.record(
  z.string(),
  z.array(z.strictObject({ epoch: z.int(), size: z.int(), head: z.string(), at: z.string() })),
);

const memoryIn = (file: string): OutsideMemory => {
  if (!existsSync(file)) return {};
  try {
    return memorySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new UsageError(
      `${file} is no memory of an audit; without it everything outside is read again: remove it, or name another`,
    );
  }
};

/** A place outside for one audit, with what the last one knew. */
export interface OutsideLook {
  readonly outside: Outside;
  readonly memory: OutsideMemory;
  readonly remember: (memory: OutsideMemory) => void;
}

/**
 * Opens what `--checkpoints` and `--memory` name.
 *
 * @param memoryFile where the last audit's knowledge stands; without one everything is read each time
 * @throws UsageError, ConfigError where they are not as they should be
 */
export const openOutside = (word: string, memoryFile: string | undefined, now: () => number): OutsideLook => {
  const place = placeOf(word, now);
  return {
    outside: { checkpoints: (station, after) => checkpointsIn(place, station, after) },
    memory: memoryFile === undefined ? {} : memoryIn(memoryFile),
    remember: (memory) => {
      if (memoryFile !== undefined) replaceFile(memoryFile, `${JSON.stringify(memory)}\n`);
    },
  };
};

/** Runs `work` with a place's failures in words. @throws Error */
export const inWordsOf = async <T>(word: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PlaceError)) throw error;
    throw new Error(placeInWords(word, error.code), { cause: error });
  }
};
