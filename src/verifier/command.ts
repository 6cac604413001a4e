import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { keyOf, type PublicKey } from './checkpoint.ts';
import { openFile } from './file.ts';
import type { Report } from './report.ts';
import { verifyJournal } from './verify.ts';

/** How the command is used. */
export const usage = `FILE [--key PUBLIC.jwk]... [--checkpoint FILE]... [--station ID] [--json]
  FILE          the journal, or a copy of it
  --key         a public key of the station from elsewhere; may be given again
  --checkpoint  checkpoints kept elsewhere, one a line; shows a tail that was cut off
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

const readKept = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const trustInWords: Readonly<Record<Report['trust'], string>> = {
  'given-key': 'signed by the given key',
  'key-in-journal': 'signed by keys that only the journal itself names: give --key to know whose',
  'no-checkpoint': 'not signed by anybody',
};

/** A report for people. */
const inWords = (report: Report): string => {
  const lines = report.findings.map(({ entry, code, what, since }) => {
    const where = entry === null ? 'the file' : `entry ${entry}`;
    return `${where}: ${what} (${code}; right until ${since ?? 'the beginning'})`;
  });
  const more = report.findingsInAll - report.findings.length;
  return [
    `journal of ${report.station ?? 'nobody'}: ${report.entries} entries, head ${report.head ?? 'none'}`,
    `${report.checkpoints} good checkpoints, ${trustInWords[report.trust]}; ${report.uncovered} entries after the last`,
    ...lines,
    ...(more > 0 ? [`and ${more} more`] : []),
    report.ok ? 'nothing found' : `${report.findingsInAll} found`,
    '',
  ].join('\n');
};

const examine = (args: readonly string[]): { readonly report: Report; readonly json: boolean } => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      key: { type: 'string', multiple: true },
      checkpoint: { type: 'string', multiple: true },
      station: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error('one FILE is needed');
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  const expected = {
    station: values.station ?? null,
    keys: (values.key ?? []).map(readKey),
    kept: (values.checkpoint ?? []).flatMap(readKept),
  };
  const opened = openFile(file);
  try {
    return { report: verifyJournal(opened.source, expected), json: values.json };
  } finally {
    opened.close();
  }
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
