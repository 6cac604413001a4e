import { existsSync, writeFileSync } from 'node:fs';
import { htmlOf, pdfOf } from '../../document/index.ts';
import type { Told } from '../../monitoring/index.ts';
import { existingGroupsIn } from '../../posture/index.ts';
import { documentOf, reportOf, type Report, type Span } from '../../reporting/index.ts';
import { eachEntry } from '../../watching/index.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { verified } from '../journal/verified.ts';
import { readingAs, readPosture } from '../posture/read-posture.ts';
import type { OpenTenant } from '../tenant/open-tenant.ts';
import { UsageError } from '../usage-error.ts';
import { wordsAndOptions } from '../words.ts';
import { periodOf, previousOf } from './period.ts';
import { keptIn, peopleIssuedTo, readLogs } from './read-logs.ts';
import { holdersOf, readMaturity } from './read-people.ts';

const formats = ['html', 'pdf', 'json'] as const;
type Format = (typeof formats)[number];

interface Asked {
  readonly files: readonly string[];
  readonly logs: readonly string[];
  readonly period: Span;
  readonly format: Format;
  readonly out: string | null;
}

const formatOf = (asked: string | undefined, json: boolean): Format => {
  const name = json ? 'json' : (asked ?? 'html');
  const format = formats.find((one) => one === name);
  if (format === undefined) throw new UsageError(`--format takes ${formats.join(', ')}`);
  return format;
};

const parsed = (args: readonly string[]) =>
  wordsAndOptions(args, {
    from: { type: 'string' },
    to: { type: 'string' },
    logs: { type: 'string', multiple: true, default: [] },
    format: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
  });

const readArgs = ({ args, now }: Pick<Invocation, 'args' | 'now'>): Asked => {
  const { values, positionals } = parsed(args);
  const asked = {
    files: positionals,
    logs: values.logs,
    period: periodOf(values, now()),
    format: formatOf(values.format, values.json),
    out: values.out ?? null,
  };
  const missing = [...asked.files, ...asked.logs].find((file) => !existsSync(file));
  if (missing !== undefined) throw new UsageError(`${missing} is not there`);
  if (asked.out === null && asked.format === 'pdf') throw new UsageError('--format pdf needs --out FILE');
  if (asked.out !== null && existsSync(asked.out)) throw new UsageError(`${asked.out} is there already`);
  return asked;
};

function* entriesOf(files: readonly string[]): Generator<Told> {
  for (const file of files) yield* eachEntry(file);
}

const makeReport = async (asked: Asked, tenant: OpenTenant): Promise<Report> => {
  const { reading, settings } = await readPosture(tenant);
  const groups = existingGroupsIn(reading, settings);
  const previous = previousOf(asked.period);
  const recent = peopleIssuedTo(entriesOf(asked.files), previous.from);
  const logs = await readLogs(tenant, {
    from: previous.from,
    now: reading.at,
    groupIds: groups.known ? groups.value.map(({ id }) => id) : [],
    kept: asked.logs.map((file) => keptIn(file)),
    personIds: () => [...recent],
  });
  const { station, policy } = tenant.config;
  return reportOf({
    madeAt: reading.at,
    site: station.site,
    timeZone: policy.hours.timeZone,
    ...{ period: asked.period, previous },
    entries: entriesOf(asked.files),
    ...logs,
    holders: holdersOf(reading),
    maturity: await readMaturity(tenant),
  });
};

const write = async (report: Report, { format, out: file }: Asked, out: (text: string) => void) => {
  if (format === 'pdf' && file !== null) {
    writeFileSync(file, await pdfOf(documentOf(report), Date.parse(report.madeAt)), {
      flag: 'wx',
      mode: 0o600,
    });
    return;
  }
  const text = format === 'html' ? htmlOf(documentOf(report)) : `${JSON.stringify(report, null, 2)}\n`;
  if (file === null) out(text);
  else writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
};

/** Everything that could not be told is a finding: a report with gaps is not the whole. */
const statusOf = ({ figures, today }: Report): ExitStatus => {
  const parts = [figures.roleChanges, figures.policyChanges, figures.access, today.roles, today.maturity];
  return parts.every(({ known }) => known) ? FINE : FOUND;
};

const run = async (invocation: Invocation): Promise<ExitStatus> => {
  const { output, openTenant } = invocation;
  const asked = readArgs(invocation);
  const bad = asked.files.filter((file) => !verified(file).ok);
  if (bad.length > 0) {
    output.error(`${bad.join(', ')}: does not verify; "journal verify" names what is wrong\n`);
    return FOUND;
  }
  const report = await makeReport(asked, await openTenant(readingAs));
  await write(report, asked, output.out);
  if (asked.out !== null && !invocation.json) output.out(`${asked.out} is written\n`);
  return statusOf(report);
};

/** `tapdesk report`: what happened in a quarter, and how it compares with the one before. */
export const report: Command = {
  name: 'report',
  usage: [
    '[JOURNAL …] [--from DAY --to DAY] [--logs FILE]... [--format html|pdf|json] [--out FILE] [--json]',
    'Figures over the journals or exports of all desks and the logs of the tenant, compared with the time before.',
    'Without days: the last quarter that is over. --logs names logs of the tenant that were kept; the tenant itself',
    'has them for 30 days. Needs read permissions alone.',
    'Exit status 0: everything could be told. 1: something could not, and the report names it.',
  ].join('\n'),
  run,
};
