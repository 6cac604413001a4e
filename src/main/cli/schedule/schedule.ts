import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readConfig } from '../../config/index.ts';
import { earlierFiles, filesOf, replaceFile } from '../../journal/index.ts';
import { CANNOT_RUN, FINE, FOUND, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { alerts } from '../monitoring/alerts.ts';
import { argumentsOf } from '../monitoring/arguments.ts';
import { exportFolderOf } from '../monitoring/export-folder.ts';
import { logsExport } from '../monitoring/logs-export.ts';
import { review } from '../monitoring/review.ts';
import { UsageError } from '../usage-error.ts';
import { captured } from './captured.ts';
import { retention } from './retention.ts';

const jobs = ['alerts', 'review', 'export', 'retention'] as const;
type Job = (typeof jobs)[number];

/** So many reports of a job are kept. */
const KEPT = 60;

interface Place {
  readonly folder: string;
  readonly exports: string;
  /** Every journal at hand: this station's epochs, and those of others that the site names. */
  readonly journals: readonly string[];
}

const placeOf = (folder: string | undefined, { configFiles }: Invocation): Place => {
  const config = configFiles.length === 0 ? null : readConfig(...configFiles);
  const place = folder ?? config?.dataFolder ?? null;
  if (place === null) throw new UsageError('say which station: --dir DIR, or --config FILE with dataFolder');
  const files = filesOf(path.join(place, 'journal.sqlite'));
  const own = existsSync(files.current)
    ? [...earlierFiles(files).flatMap(({ how, file }) => (how === 'sealed' ? file : [])), files.current]
    : [];
  const exports = config === null ? path.join(place, 'exports') : exportFolderOf(config, place);
  return { folder: place, exports, journals: [...own, ...(config?.alerts.journals ?? [])] };
};

/** What each job is made of. */
const workOf: Readonly<Record<Job, (place: Place) => readonly [Command, readonly string[]]>> = {
  alerts: ({ folder, journals }) => [alerts, [...journals, '--dir', folder, '--json']],
  review: ({ folder }) => [review, ['--unattended', '--dir', folder, '--json']],
  export: ({ journals, exports }) => [logsExport, [...journals, '--dir', exports, '--json']],
  retention: ({ folder }) => [retention, ['--apply', '--dir', folder, '--json']],
};

const report = z.object({
  job: z.enum(jobs),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  status: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  /** What the job said, as it said it. */
  answer: z.unknown(),
  error: z.string(),
});
type Report = z.infer<typeof report>;

const answerIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const run = async (job: Job, place: Place, invocation: Invocation): Promise<Report> => {
  const startedAt = new Date(invocation.now()).toISOString();
  const ended = (status: ExitStatus, answer: unknown, error: string): Report => ({
    ...{ job, startedAt, endedAt: new Date(invocation.now()).toISOString(), status, answer, error },
  });
  try {
    const [command, args] = workOf[job](place);
    const { status, out, error } = await captured(command, args, invocation);
    return ended(status, answerIn(out), error);
  } catch (error) {
    // A job that cannot run leaves a report too: that is what somebody looks at.
    return ended(CANNOT_RUN, null, error instanceof Error ? error.message : String(error));
  }
};

const reportsIn = (folder: string, job: Job): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.startsWith(`${job}-`) && name.endsWith('.json'))
        .sort()
        .map((name) => path.join(folder, name))
    : [];

const keep = (folder: string, made: Report): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = made.startedAt.replaceAll(/[-:]|\.\d+/g, '');
  const file = path.join(folder, `${made.job}-${stamp}.json`);
  replaceFile(file, `${JSON.stringify(made, null, 2)}\n`);
  for (const old of reportsIn(folder, made.job).slice(0, -KEPT)) rmSync(old, { force: true });
  return file;
};

const lastOf = (folder: string, job: Job): Omit<Report, 'answer'> | null => {
  const file = reportsIn(folder, job).at(-1);
  if (file === undefined) return null;
  return report.omit({ answer: true }).parse(JSON.parse(readFileSync(file, 'utf8')));
};

const status = (folder: string, { json, output }: Invocation): ExitStatus => {
  const last = jobs.map((job) => ({ job, last: lastOf(folder, job) }));
  const lines = last.map(({ job, last: one }) =>
    one === null
      ? `${job}: never ran here`
      : `${job}: ended ${one.endedAt} with ${one.status} ${one.error}`.trim(),
  );
  output.out(json ? `${JSON.stringify({ jobs: last }, null, 2)}\n` : `${lines.join('\n')}\n`);
  return last.every(({ last: one }) => one?.status === FINE) ? FINE : FOUND;
};

/** `tapdesk schedule`: one job as the system's scheduler runs it, with a report of what it did. */
export const schedule: Command = {
  name: 'schedule',
  usage: [
    `${jobs.join('|')}|status [--dir DIR] [--json]`,
    'Runs one job without anybody at the terminal, over all journals of the station, and leaves a report of what it did',
    'in the folder "schedule" there. status: how each job went last. Exit status: that of the job.',
  ].join('\n'),
  run: async (invocation) => {
    const { positionals, values } = argumentsOf(invocation.args, ['dir']);
    const [word, ...others] = positionals;
    const job = jobs.find((one) => one === word);
    if (others.length > 0 || (job === undefined && word !== 'status'))
      throw new UsageError(`say which job: ${jobs.join(', ')}, or status`);
    const place = placeOf(values['dir'], invocation);
    const folder = path.join(place.folder, 'schedule');
    if (job === undefined) return status(folder, invocation);
    const made = await run(job, place, invocation);
    const file = keep(folder, made);
    const { json, output } = invocation;
    if (made.error !== '') output.error(`${made.error}\n`);
    output.out(
      json ? `${JSON.stringify(made, null, 2)}\n` : `${job}: status ${made.status}, report in ${file}\n`,
    );
    return made.status;
  },
};
