import type { Check, Result } from './check.ts';
import { checks } from './checks/index.ts';
import type { CheckId } from './check-ids.ts';
import type { Reading } from './reading.ts';
import type { PostureSettings } from './settings.ts';

const resultOf = (check: Check, reading: Reading, settings: PostureSettings): Result => {
  const seen = check.look(reading, settings);
  const { id, severity, blocking, serves, mend } = check;
  const wanted = check.wanted(settings);
  return seen.known
    ? {
        id,
        state: seen.value.fine ? 'fine' : 'not-fine',
        severity,
        blocking,
        found: seen.value.found,
        wanted,
        unknown: null,
        serves,
        mend,
      }
    : {
        id,
        state: 'unknown',
        severity,
        blocking,
        found: [],
        wanted,
        unknown: { because: seen.because, need: seen.need },
        serves,
        mend,
      };
};

/** Runs every check, or one of them, on what was read. What could not be read is not fine. */
export const runChecks = (reading: Reading, settings: PostureSettings, only?: CheckId): readonly Result[] =>
  checks.filter(({ id }) => only === undefined || id === only).map((one) => resultOf(one, reading, settings));
