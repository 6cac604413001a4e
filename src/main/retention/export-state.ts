import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { idOf, type Alert } from '../alerts/index.ts';
import { replaceFile } from '../journal/index.ts';
import type { RetentionConfig } from './settings.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A run may begin late and take its time before anybody has to look. */
const GRACE_MS = 6 * HOUR_MS;

const state = z.strictObject({
  v: z.literal(1),
  /** Until when the tenant's logs are exported without a gap, ISO date-time. */
  until: z.iso.datetime(),
  /** When that was done. */
  at: z.iso.datetime(),
});
export type ExportState = Omit<z.infer<typeof state>, 'v'>;

const fileIn = (folder: string): string => path.join(folder, 'tenant-logs.json');

/** What was exported last; null where nothing was, or nobody can read it: then everything is exported again. */
export const readExportState = (folder: string): ExportState | null => {
  const file = fileIn(folder);
  if (!existsSync(file)) return null;
  try {
    const { until, at } = state.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { until, at };
  } catch {
    return null;
  }
};

/** Written last, after what it speaks of is on disk. */
export const writeExportState = (folder: string, { until, at }: ExportState): void => {
  replaceFile(fileIn(folder), `${JSON.stringify({ v: 1, until, at })}\n`);
};

/** What is known when it is asked whether exports are made in time. Times are epoch milliseconds. */
export interface Exporting {
  readonly last: ExportState | null;
  /** Since when the station has something to export; null: it has nothing yet. */
  readonly since: number | null;
  readonly retention: Pick<RetentionConfig, 'exportEveryDays' | 'tenantLogDays'>;
  readonly now: number;
}

/**
 * The alert that the tenant's logs were not exported in time. It is one alert for one gap, and gets severe a day
 * before the tenant forgets what is missing. Pure.
 */
export const overdueExport = ({ last, since, retention, now }: Exporting): Alert | null => {
  const from = last === null ? since : Date.parse(last.until);
  if (from === null) return null;
  const late = now - from;
  if (late < retention.exportEveryDays * DAY_MS + GRACE_MS) return null;
  const forgottenAt = from + retention.tenantLogDays * DAY_MS;
  const exportedUntil = last?.until ?? 'never';
  const urgent = now >= forgottenAt - DAY_MS;
  return {
    // The same gap once more when it gets urgent: what was acknowledged as late is not as lost.
    id: idOf('export-overdue', exportedUntil, urgent ? 'urgent' : 'late'),
    ...{ source: 'schedule', rule: 'export-overdue', state: 'found', subject: null, actor: null },
    severity: urgent ? 'high' : 'medium',
    at: new Date(now).toISOString(),
    params: { exportedUntil, forgottenAt: new Date(forgottenAt).toISOString() },
  };
};
