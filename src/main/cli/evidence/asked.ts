import { existsSync } from 'node:fs';
import path from 'node:path';
import { piecesOf } from '../../../verifier/lines.ts';
import type { JournalFile } from '../../evidence/index.ts';
import type { Span } from '../../reporting/index.ts';
import type { Invocation } from '../command.ts';
import { verified } from '../journal/verified.ts';
import { periodOf } from '../reporting/period.ts';
import { UsageError } from '../usage-error.ts';
import { wordsAndOptions } from '../words.ts';

/** What a pack was asked for. */
export interface Asked {
  readonly files: readonly string[];
  readonly period: Span;
  readonly out: string;
  readonly redacted: boolean;
  readonly logs: readonly string[];
  readonly reviews: string | null;
  readonly alerts: string | null;
  readonly writtenPolicy: string | null;
  /** Where the station's key lies. */
  readonly keyFolder: string;
}

const parsed = (args: readonly string[]) =>
  wordsAndOptions(args, {
    from: { type: 'string' },
    to: { type: 'string' },
    out: { type: 'string' },
    redacted: { type: 'boolean', default: false },
    logs: { type: 'string', multiple: true, default: [] },
    reviews: { type: 'string' },
    alerts: { type: 'string' },
    policy: { type: 'string' },
    'key-dir': { type: 'string' },
    json: { type: 'boolean', default: false },
  });

/** @throws UsageError */
export const readAsked = ({ args, now }: Pick<Invocation, 'args' | 'now'>): Asked => {
  const { values, positionals: files } = parsed(args);
  const [first] = files;
  if (first === undefined) throw new UsageError('name the journals, or exports of them, of all desks');
  if (values.out === undefined) throw new UsageError('--out FILE is needed');
  const named = [...files, ...values.logs, values.reviews, values.alerts, values.policy];
  const missing = named.find((file) => file !== undefined && !existsSync(file));
  if (missing !== undefined) throw new UsageError(`${missing} is not there`);
  if (existsSync(values.out)) throw new UsageError(`${values.out} is there already`);
  return {
    ...{ files, period: periodOf(values, now()), out: values.out, redacted: values.redacted },
    logs: values.logs,
    reviews: values.reviews ?? null,
    alerts: values.alerts ?? null,
    writtenPolicy: values.policy ?? null,
    keyFolder: values['key-dir'] ?? path.dirname(first),
  };
};

const isExport = (file: string): boolean => {
  for (const piece of piecesOf(file)) return piece.subarray(0, 9).toString('latin1') === '{"epoch":';
  return false;
};

const inOrder = (one: JournalFile, other: JournalFile): number =>
  one.station === other.station ? one.epoch - other.epoch : one.station < other.station ? -1 : 1;

/** The journals in order of their stations and epochs, and those that do not verify. */
export const readJournals = (
  files: readonly string[],
): { readonly journals: readonly JournalFile[]; readonly bad: readonly string[] } => {
  const reports = files.map((file) => ({ file, report: verified(file) }));
  const journals = reports.map(({ file, report }) => ({
    ...{ file, exported: isExport(file) },
    ...{ station: report.station ?? 'nobody', epoch: report.epoch ?? 0 },
  }));
  return {
    journals: journals.sort(inOrder),
    bad: reports.filter(({ report }) => !report.ok).map(({ file }) => file),
  };
};
