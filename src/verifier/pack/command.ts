import { existsSync, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { keyOf, type PublicKey } from '../checkpoint.ts';
import type { Archive } from './archive.ts';
import { openFolder } from './folder.ts';
import type { Alignment, PackReport, Reconciliation } from './report.ts';
import { verifyPack } from './verify.ts';
import { openZip } from './zip.ts';

/** How the command is used. */
export const packUsage = `PACK [--key PUBLIC.jwk]... [--json]
  PACK          a pack of evidence, or the folder it was unpacked into
  --key         a public key of a station from elsewhere; may be given again
  --json        one JSON document
Exit status: 0 nothing is wrong with the pack, 1 something is, 2 cannot run.`;

/** Where a command writes. */
export interface Output {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

const readKey = (file: string): PublicKey => {
  const key = keyOf(JSON.parse(readFileSync(file, 'utf8')));
  if (key === null) throw new Error(`${file} is not a public JWK of Ed25519 or P-256`);
  return key;
};

const trustInWords: Readonly<Record<PackReport['trust'], string>> = {
  'given-key': 'signed, and a key was given to check it',
  'key-in-pack': 'signed by a key that the pack itself names',
  unsigned: 'not signed',
};

const marks = { true: 'holds', false: 'DOES NOT HOLD', null: 'cannot be told' } as const;
const markOf = (holds: boolean | null): string => marks[`${holds}`];

const alignmentLines = ({ principle, design, proofs }: Alignment): readonly string[] => [
  `${principle} (${design})`,
  ...proofs.map(
    ({ claim, file, field, value, holds }) => `  ${markOf(holds)}: ${claim}. ${file} ${field} = ${value}`,
  ),
];

const reconciledInWords = (found: Reconciliation | null): readonly string[] => {
  if (found === null) return [];
  const { matched, onlyInAudit, onlyInJournal } = found;
  return [
    `${matched} passes stand in journals and audit log alike`,
    ...onlyInAudit.map((id) => `  pass ${id}: in the audit log alone`),
    ...onlyInJournal.map((id) => `  pass ${id}: in a journal alone`),
  ];
};

const headInWords = (report: PackReport): readonly string[] => [
  `evidence of ${report.station ?? 'nobody'} over tenant ${report.tenantId ?? 'none'}, ${report.from ?? '?'} to ${report.until ?? '?'}`,
  ...(report.simulated === true ? ['of a SIMULATED tenant: practice, no evidence'] : []),
  `${report.files} files, ${trustInWords[report.trust]}${report.redacted ? '; personal values were taken out' : ''}`,
];

/** A report for people. */
export const packInWords = (report: PackReport): string =>
  [
    ...headInWords(report),
    ...report.journals.map(
      ({ file, entries, checkpoints, uncovered, ok }) =>
        `${file}: ${entries} entries, ${checkpoints} good checkpoints, ${uncovered} entries after the last${ok ? '' : ', NOT GOOD'}`,
    ),
    ...reconciledInWords(report.reconciliation),
    'Zero trust alignment:',
    ...report.alignment.flatMap(alignmentLines),
    'Could not be checked:',
    ...report.notChecked.map((what) => `  ${what}`),
    ...report.findings.map(({ file, code, what }) => `FOUND ${file ?? 'the pack'}: ${what} (${code})`),
    report.ok ? 'nothing is wrong with the pack' : `${report.findingsInAll} found`,
    '',
  ].join('\n');

/** A file that was to be a pack and is none is a finding, like everything else that was done to it. */
const openPlace = (place: string): Archive => {
  if (statSync(place).isDirectory()) return openFolder(place);
  try {
    return openZip(place);
  } catch (error) {
    const what = `it is no archive of this kind: ${error instanceof Error ? error.message : String(error)}`;
    return { names: [], problems: [what], sizeOf: () => 0, pieces: () => [] };
  }
};

const examine = (args: readonly string[]): { readonly report: PackReport; readonly json: boolean } => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { key: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } },
  });
  const [place, ...others] = positionals;
  if (place === undefined || others.length > 0) throw new Error('one PACK is needed');
  if (!existsSync(place)) throw new Error(`${place} is not there`);
  return { report: verifyPack(openPlace(place), (values.key ?? []).map(readKey)), json: values.json };
};

/**
 * Verifies the pack that the arguments name and says what it found.
 *
 * @returns the exit status: 0 nothing found, 1 something found, 2 cannot run
 */
export const runPackVerifier = (args: readonly string[], { out, error }: Output): 0 | 1 | 2 => {
  try {
    const { report, json } = examine(args);
    out(json ? `${JSON.stringify(report)}\n` : packInWords(report));
    return report.ok ? 0 : 1;
  } catch (problem) {
    error(`Cannot verify: ${problem instanceof Error ? problem.message : String(problem)}\n\n${packUsage}\n`);
    return 2;
  }
};
