import { existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { createReadTenant } from '../../directory/index.ts';
import { digestOf } from '../../journal/index.ts';
import { keptLogLines, type WatchInput } from '../../monitoring/index.ts';
import { readExportState, writeExportState, type ExportState } from '../../retention/index.ts';
import { readEntries, readWatch } from '../../watching/index.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { writeLines } from '../journal/export.ts';
import { readingAs } from '../posture/read-posture.ts';
import { graphOf } from '../tenant/graph-of.ts';
import type { OpenTenant } from '../tenant/open-tenant.ts';
import { UsageError } from '../usage-error.ts';
import { argumentsOf } from './arguments.ts';
import { exportFolderOf } from './export-folder.ts';

const DAY_MS = 86_400_000;

/** From when on: a day before the last export ended, since logs arrive late; at first all that the tenant has. */
const sinceOf = (last: ExportState | null, tenantLogDays: number, now: number): string => {
  const oldest = now - (tenantLogDays - 1) * DAY_MS;
  const from = last === null ? oldest : Math.max(oldest, Date.parse(last.until) - DAY_MS);
  return new Date(from).toISOString();
};

/** Why the log was not read whole, in words; empty when it was. A tenant without P1 has no sign-in log at all. */
const missingIn = ({ audit, signIns }: WatchInput): readonly string[] => [
  ...(audit.known ? [] : [`audit log: ${audit.because}`]),
  ...(signIns.known ? [] : [`sign-in log: ${signIns.because}`]),
];

const isWhole = ({ audit, signIns }: WatchInput): boolean =>
  audit.known && (signIns.known || signIns.because === 'tenant.forbidden');

const readAll = async (tenant: OpenTenant, files: readonly string[], since: string): Promise<WatchInput> => {
  const { config, directory } = tenant;
  const graph = graphOf(tenant, tenant.session);
  const entries = files.flatMap((file) => readEntries(file, since));
  return readWatch({ config, directory, graph, readTenant: createReadTenant(graph) }, { since, entries });
};

/** Beside and moved: an export that was cut off has another name. */
const write = (file: string, read: WatchInput): void => {
  writeLines(`${file}.new`, keptLogLines(read));
  renameSync(`${file}.new`, file);
};

/** `tapdesk logs export`: the tenant's logs before the tenant forgets them. */
export const logsExport: Command = {
  name: 'logs export',
  usage: [
    '[JOURNAL …] [--dir DIR] [--json]',
    "Writes the tenant's audit and sign-in logs, as far as they are watched, from where the last export ended, into",
    'DIR or retention.exportFolder; "report --logs" and "evidence" read them. Needs read permissions alone.',
    'Exit status 0: both logs are whole. 1: one could not be read, and stays due.',
  ].join('\n'),
  run: async ({ args, json, output, now, openTenant }) => {
    const { positionals: files, values } = argumentsOf(args, ['dir']);
    const absent = files.find((file) => !existsSync(file));
    if (absent !== undefined) throw new UsageError(`${absent} is not there`);
    const tenant = await openTenant(readingAs);
    const { dataFolder, retention } = tenant.config;
    const folder = values['dir'] ?? (dataFolder === null ? null : exportFolderOf(tenant.config, dataFolder));
    if (folder === null)
      throw new UsageError('say where the export goes: --dir DIR, or retention.exportFolder');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const at = new Date(now()).toISOString();
    const since = sinceOf(readExportState(folder), retention.tenantLogDays, now());
    const read = await readAll(tenant, files, since);
    const file = path.join(folder, `tenant-logs-${at.replaceAll(/[-:]|\.\d+/g, '')}.jsonl`);
    write(file, read);
    const until = read.audit.known ? read.audit.until : at;
    if (isWhole(read)) writeExportState(folder, { until, at });
    const missing = missingIn(read);
    const answer = { file, sha256: digestOf(file), from: since, until, missing };
    const words = [`${file}: from ${since} until ${until}`, ...missing.map((one) => `not read: ${one}`)];
    output.out(json ? `${JSON.stringify(answer)}\n` : `${words.join('\n')}\n`);
    return missing.length === 0 ? FINE : FOUND;
  },
};
