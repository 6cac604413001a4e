import { existsSync } from 'node:fs';
import { createFolderPlace, createS3Place, type Place } from '../../checkpoints/index.ts';
import { readS3File } from '../../config/index.ts';
import { UsageError } from '../usage-error.ts';

const S3 = 's3:';

/** Whether a word names an object store, by a file of its settings. */
export const isS3 = (word: string): boolean => word.startsWith(S3);

/**
 * The place that a word names: a folder, or `s3:` and the file of an object store.
 *
 * @throws UsageError where there is no such folder
 * @throws ConfigError where the file cannot be used
 */
export const placeOf = (word: string, now: () => number): Place => {
  if (isS3(word)) {
    const surroundings = { platform: process.platform, environment: process.env };
    return createS3Place(readS3File(word.slice(S3.length), surroundings), now);
  }
  if (!existsSync(word)) throw new UsageError(`${word} is not there`);
  return createFolderPlace(word);
};

const sentences: Readonly<Record<string, string>> = {
  'place.away': 'does not answer; check its address and its authority',
  'place.denied': 'does not let us in, or there is no such bucket; check the key and its rights',
  'place.gone': 'lost something while it was read; try again',
};

/** What a failure of a place means, for people. */
export const placeInWords = (word: string, code: string): string =>
  `${word}: the place ${sentences[code] ?? code}`;
