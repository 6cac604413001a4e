import { z } from 'zod';
import { textOf } from '../../verifier/canonical.ts';
import { openFile } from '../../verifier/file.ts';
import type { Told } from '../monitoring/index.ts';

/** Only what is watched of an entry. */
const told = z.object({
  station: z.string(),
  at: z.iso.datetime(),
  type: z.string(),
  enrollment: z.string().nullable(),
  step: z.string().nullable(),
  actor: z.string(),
  subject: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
});

/** An enrollment that was open at the time in question began at most so long before. */
const LONGEST_MS = 12 * 60 * 60_000;

/** An entry as it is watched, from its text. @throws ZodError, SyntaxError where it is none */
export const toldIn = (text: string): Told => told.parse(JSON.parse(text));

/**
 * The entries of a journal or an export one by one, so that a large one needs no more memory than a small one.
 *
 * @throws ZodError, SyntaxError where something is no entry any more
 */
export function* eachEntry(file: string): Generator<Told> {
  const { source, close } = openFile(file);
  try {
    for (const { bytes } of source.entries) {
      yield toldIn((typeof bytes === 'string' ? bytes : textOf(bytes)) ?? '');
    }
  } finally {
    close();
  }
}

/**
 * The entries of a journal or an export from shortly before a time on. The file is expected to verify: what is no
 * entry any more ends the reading.
 *
 * @throws ZodError, SyntaxError where it does not
 */
export const readEntries = (file: string, since: string): readonly Told[] => {
  const first = Date.parse(since) - LONGEST_MS;
  return [...eachEntry(file)].filter(({ at }) => Date.parse(at) >= first);
};
