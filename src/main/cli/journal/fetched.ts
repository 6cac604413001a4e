import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { coveredBy, epochFolder, otherFolder, PlaceError, type Place } from '../../checkpoints/index.ts';
import { keptFor, optionsOf } from '../../../verifier/command.ts';
import { UsageError } from '../usage-error.ts';
import { isS3, placeInWords, placeOf } from './outside-place.ts';

/** So many are fetched side by side. */
const AT_ONCE = 16;

const keysOf = async (
  place: Place,
  { station, epoch }: { readonly station: string; readonly epoch: number },
): Promise<readonly string[]> => {
  const keys: string[] = [];
  for (const folder of [epochFolder(station, epoch), otherFolder(station)]) {
    for await (const key of place.keys(folder)) {
      // Also keeps out names that would lead out of the folder that it is copied into.
      const covered = coveredBy(key);
      if (covered?.station === station && covered.epoch === epoch) keys.push(key);
    }
  }
  return keys;
};

const copy = async (place: Place, keys: readonly string[], folder: string): Promise<void> => {
  const left = [...keys];
  const work = async (): Promise<void> => {
    for (let key = left.pop(); key !== undefined; key = left.pop()) {
      const file = path.join(folder, key);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, await place.read(key));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
};

const fetchInto = async (
  word: string,
  folder: string,
  of: { readonly station: string; readonly epoch: number; readonly now: () => number },
): Promise<void> => {
  try {
    const place = placeOf(word, of.now);
    await copy(place, await keysOf(place, of), folder);
  } catch (error) {
    if (!(error instanceof PlaceError)) throw error;
    throw new Error(placeInWords(word, error.code), { cause: error });
  }
};

/**
 * Runs `work` with the words of the verifier, in which each object store has become a folder with what it has of the
 * journal: the verifier itself needs nothing but files.
 *
 * @throws UsageError, ConfigError where a place is not as it should be
 */
export const withFetched = async <T>(
  args: readonly string[],
  now: () => number,
  work: (args: readonly string[]) => T,
): Promise<T> => {
  const { file, station, checkpoints = [] } = optionsOf(args);
  if (!checkpoints.some(isS3)) return work(args);
  if (file === undefined) throw new UsageError('one FILE is needed');
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-outside-'));
  try {
    const kept = keptFor(file, station);
    const folders = new Map<string, string>();
    for (const word of checkpoints.filter(isS3)) {
      const own = path.join(folder, String(folders.size));
      mkdirSync(own);
      await fetchInto(word, own, { ...kept, now });
      folders.set(word, own);
    }
    const option = '--checkpoints=';
    return work(
      args.map((one) => {
        const joined = one.startsWith(option);
        const own = folders.get(joined ? one.slice(option.length) : one);
        return own === undefined ? one : joined ? `${option}${own}` : own;
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
};
