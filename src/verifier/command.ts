import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { keyOf, type PublicKey } from './checkpoint.ts';
import { dataOf, hashOf, readEntry, type Entry } from './entry.ts';
import type { Ended } from './epoch.ts';
import { openFile } from './file.ts';
import { keptIn, linesOf, type Kept } from './kept.ts';
import type { EntryRow, Report } from './report.ts';
import { verifyJournal } from './verify.ts';
import type { Source } from './walk.ts';

/** How the command is used. */
export const usage = `FILE [--key PUBLIC.jwk]... [--checkpoint FILE]... [--checkpoints FOLDER]... [--after FILE] [--station ID] [--json]
  FILE          the journal, a copy of it, or an export
  --key         a public key of the station from elsewhere; may be given again
  --checkpoint  checkpoints kept elsewhere, one a line; shows a tail that was cut off
  --checkpoints a folder outside the station to which its checkpoints went; may be given again
  --after       the journal or export of the epoch before, which this one must follow
  --station     whose journal it must be
  --json        one JSON document
Exit status: 0 nothing found, 1 something found, 2 cannot run.`;

const FINE = 0;
const FOUND = 1;
const CANNOT_RUN = 2;

const readKey = (file: string): PublicKey => {
  const key = keyOf(JSON.parse(readFileSync(file, 'utf8')));
  if (key === null) throw new Error(`${file} is not a public JWK of Ed25519 or P-256`);
  return key;
};

const firstOf = (entries: Iterable<EntryRow>): Entry | null => {
  for (const { bytes } of entries) return readEntry(bytes);
  return null;
};

/** Opens a file for one look. */
const within = <T>(file: string, look: (source: Source) => T): T => {
  const opened = openFile(file);
  try {
    return look(opened.source);
  } finally {
    opened.close();
  }
};

/** The end of the epoch before, with the hash of the entry that the first of `file` names. */
const readEnd = (file: string, before: string): Ended => {
  const named = within(file, ({ entries }) => {
    const first = firstOf(entries);
    return first === null ? null : dataOf(first)['previousSize'];
  });
  const first = within(before, ({ entries }) => firstOf(entries));
  return within(before, (source) => {
    let [entries, hash]: [number, string | null] = [0, null];
    for (const { bytes } of source.entries) {
      entries += 1;
      if (entries === named) hash = hashOf(bytes);
    }
    return { station: first?.station ?? null, epoch: first?.epoch ?? null, entries, named: hash };
  });
};

/** Whose journal a file is and which epoch, by its first entry. @throws Error where it has none */
export const keptFor = (file: string, station: string | undefined): Kept => {
  const first = within(file, ({ entries }) => firstOf(entries));
  if (first === null) throw new Error(`${file} has no first entry that says whose it is`);
  return { station: station ?? first.station, epoch: first.epoch };
};

/** Checkpoints from elsewhere, of files and of folders. */
const readKept = (
  file: string,
  values: {
    readonly checkpoint?: readonly string[];
    readonly checkpoints?: readonly string[];
    readonly station?: string;
  },
): readonly string[] => {
  const { checkpoint = [], checkpoints = [], station } = values;
  const kept = checkpoints.length === 0 ? null : keptFor(file, station);
  return [
    ...checkpoint.flatMap(linesOf),
    ...(kept === null ? [] : checkpoints.flatMap((folder) => keptIn(folder, kept))),
  ];
};

const trustInWords: Readonly<Record<Report['trust'], string>> = {
  'given-key': 'signed by the given key',
  'key-in-journal': 'signed by keys that only the journal itself names: give --key to know whose',
  'no-checkpoint': 'not signed by anybody',
};

const beginningInWords = ({ begun, sealed }: Report): readonly string[] => {
  if (begun === null) return sealed ? ['sealed'] : [];
  const { cause, previousEpoch, previousSize, acknowledged } = begun;
  const known = previousSize === 0 ? 'nothing known of it' : `known until entry ${previousSize}`;
  const how = cause === 'sealed' ? 'sealed' : `found ${cause}, ${known}`;
  const who = acknowledged ? '' : ', which no supervisor has acknowledged';
  return [`after epoch ${previousEpoch}, ${how}${who}${sealed ? '; sealed itself' : ''}`];
};

/** A report for people. */
const inWords = (report: Report): string => {
  const lines = report.findings.map(({ entry, code, what, since }) => {
    const where = entry === null ? 'the file' : `entry ${entry}`;
    return `${where}: ${what} (${code}; right until ${since ?? 'the beginning'})`;
  });
  const more = report.findingsInAll - report.findings.length;
  return [
    `journal of ${report.station ?? 'nobody'}, epoch ${report.epoch ?? 'none'}: ${report.entries} entries, head ${report.head ?? 'none'}`,
    `${report.checkpoints} good checkpoints, ${trustInWords[report.trust]}; ${report.uncovered} entries after the last`,
    ...beginningInWords(report),
    ...lines,
    ...(more > 0 ? [`and ${more} more`] : []),
    report.ok ? 'nothing found' : `${report.findingsInAll} found`,
    '',
  ].join('\n');
};

const read = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true },
      checkpoint: { type: 'string', multiple: true },
      checkpoints: { type: 'string', multiple: true },
      after: { type: 'string' },
      station: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });

/** What the arguments name, for whoever fetches before. Arguments that are wrong name nothing: verifying says why. */
export const optionsOf = (
  args: readonly string[],
): {
  readonly file?: string | undefined;
  readonly station?: string | undefined;
  readonly checkpoints?: readonly string[] | undefined;
} => {
  try {
    const { values, positionals } = read(args);
    return { file: positionals[0], station: values.station, checkpoints: values.checkpoints };
  } catch {
    return {};
  }
};

const examine = (args: readonly string[]): { readonly report: Report; readonly json: boolean } => {
  const { values, positionals } = read(args);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error('one FILE is needed');
  for (const one of [file, ...(values.after === undefined ? [] : [values.after])]) {
    if (!existsSync(one)) throw new Error(`${one} is not there`);
  }
  const expected = {
    station: values.station ?? null,
    keys: (values.key ?? []).map(readKey),
    kept: readKept(file, values),
    after: values.after === undefined ? null : readEnd(file, values.after),
  };
  return { report: within(file, (source) => verifyJournal(source, expected)), json: values.json };
};

/** Where a command writes. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/**
 * Verifies the journal that the arguments name and says what it found.
 *
 * @returns the exit status: 0 nothing found, 1 something found, 2 cannot run
 */
export const runVerifier = (args: readonly string[], { out, error }: Output): number => {
  try {
    const { report, json } = examine(args);
    out(json ? `${JSON.stringify(report)}\n` : inWords(report));
    return report.ok ? FINE : FOUND;
  } catch (problem) {
    error(`Cannot verify: ${problem instanceof Error ? problem.message : String(problem)}\n\n${usage}\n`);
    return CANNOT_RUN;
  }
};
