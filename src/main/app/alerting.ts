import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { openChannels, openOutbox, outboxFile, systemLogHere, type Outbox } from '../alerts/index.ts';
import type { ChannelSettings } from '../alerts/index.ts';
import type { Config, TenantSettings } from '../config/index.ts';
import { createStationConsole, scan, seqSince, type ConsoleData } from '../console/index.ts';
import { createGraphDirectory, createReadTenant, type GraphDirectoryOptions } from '../directory/index.ts';
import { recordNumberOf } from '../enrollment/index.ts';
import { exportLines, type StationJournal } from '../journal/index.ts';
import type { Logger } from '../log/index.ts';
import type { Told } from '../monitoring/index.ts';
import { readExportState } from '../retention/index.ts';
import {
  createWatcher,
  exportAlerts,
  lookAndSend,
  noteAlerts,
  readEntries,
  readWatch,
  type Watcher,
} from '../watching/index.ts';
import { clock } from './clock.ts';
import type { Fleet } from './fleet.ts';
import { journalFile } from './station-journal.ts';

const DAY_MS = 86_400_000;
/** How far back each look reaches: logs arrive late, and a desk that was off for a weekend looks at all of it. */
const LOOK_BACK_DAYS = 7;

/** What watching and the console are made from. */
export interface Alerting {
  readonly config: Config;
  readonly tenant: TenantSettings;
  readonly channels: ChannelSettings;
  readonly journal: StationJournal;
  readonly dataFolder: string;
  readonly log: Logger;
  /** Graph as the station's reading identity; null: it has none. */
  readonly reads: GraphDirectoryOptions | null;
  /** The fleet; null for a station that belongs to none. */
  readonly fleet: Pick<Fleet, 'read'> | null;
  /** Whether somebody is being enrolled. */
  readonly busy: () => boolean;
}

/** Entries of this desk's journal and of the others', from a moment on. */
const entriesSince = async ({ config, journal }: Alerting, since: string): Promise<readonly Told[]> => {
  const own: Told[] = [];
  await scan(journal, seqSince(journal, since), ({ entry }) => own.push(entry));
  return [...own, ...config.alerts.journals.flatMap((file) => readEntries(file, since))].sort(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
};

const exportsIn = ({ config, dataFolder }: Pick<Alerting, 'config' | 'dataFolder'>): string =>
  config.retention.exportFolder ?? path.join(dataFolder, 'exports');

const firstAt = ([first]: readonly Told[]): number | null =>
  first === undefined ? null : Date.parse(first.at);

const createLookOnce = (
  alerting: Alerting,
  sending: Parameters<typeof lookAndSend>[2],
): (() => Promise<void>) | null => {
  const { reads, config } = alerting;
  if (reads === null) return null;
  const sources = {
    config,
    graph: reads,
    directory: createGraphDirectory(reads),
    readTenant: createReadTenant(reads),
  };
  return async () => {
    const since = new Date(clock.now() - LOOK_BACK_DAYS * DAY_MS).toISOString();
    const entries = await entriesSince(alerting, since);
    const also = exportAlerts(sending.outbox, {
      last: readExportState(exportsIn(alerting)),
      since: alerting.tenant.simulated === null ? firstAt(entries) : null,
      retention: config.retention,
      now: clock.now(),
    });
    await lookAndSend(await readWatch(sources, { since, entries }), also, sending);
  };
};

const openWatcher = (alerting: Alerting, outbox: Outbox): Watcher => {
  const { config, tenant, channels, journal, log } = alerting;
  const simulated = tenant.simulated !== null;
  const sending = {
    outbox,
    channels: openChannels(channels, {
      sender: { station: config.station.id, simulated },
      systemLog: systemLogHere(process.platform, process.env),
    }),
    now: clock.now,
    random: Math.random,
  };
  return createWatcher({
    ...sending,
    lookOnce: createLookOnce(alerting, sending),
    note: () => noteAlerts(outbox, journal),
    busy: alerting.busy,
    everyMinutes: config.alerts.everyMinutes,
    after: clock.after,
    failed: (what, error) => log.warn('alerts-failed', { what, error: String(error), id: randomUUID() }),
  });
};

/** When the last weekly review was done, as its own record says; null where there is none. */
const weeklyReviewAt = (folder: string): number | null => {
  try {
    const since = new Date(clock.now() - 30 * DAY_MS).toISOString();
    const last = readEntries(path.join(folder, 'reviews.sqlite'), since).findLast(
      ({ type }) => type === 'review.done',
    );
    return last === undefined ? null : Date.parse(last.at);
  } catch {
    // No record, or none that can be read: it counts as not done.
    return null;
  }
};

const exportedAt = (alerting: Alerting): number | null => {
  const last = readExportState(exportsIn(alerting));
  return last === null ? null : Date.parse(last.at);
};

const holdIn = ({ retention: { legalHold } }: Config) =>
  legalHold === null ? null : { since: legalHold.since, reference: legalHold.reference };

/**
 * Opens the outbox, and what looks, sends and shows.
 *
 * @throws OutboxError
 */
export const openAlerting = (
  alerting: Alerting,
): {
  readonly consoleData: ConsoleData;
  readonly watcher: Watcher;
  readonly waiting: () => number;
  readonly close: () => void;
} => {
  const { config, tenant, journal, dataFolder } = alerting;
  const simulated = tenant.simulated !== null;
  const outbox = openOutbox(outboxFile(dataFolder, simulated));
  const watcher = openWatcher(alerting, outbox);
  const consoleData = createStationConsole({
    journal,
    outbox,
    exportLines: () => exportLines(journalFile(dataFolder, simulated), { personal: false }),
    exportFolder: exportsIn(alerting),
    lastLook: watcher.state,
    look: watcher.look,
    rounds: () => ({
      weeklyAt: weeklyReviewAt(dataFolder),
      exportedAt: exportedAt(alerting),
      exportEveryMs: config.retention.exportEveryDays * DAY_MS,
    }),
    recordNumberOf,
    readFleet: alerting.fleet?.read ?? null,
    hold: holdIn(config),
    timeZone: config.policy.hours.timeZone,
    now: clock.now,
  });
  return {
    consoleData,
    watcher,
    waiting: () =>
      outbox
        .list('standing')
        .flatMap(({ deliveries }) => deliveries)
        .filter(({ deliveredAt }) => deliveredAt === null).length,
    close: () => {
      watcher.stop();
      outbox.close();
    },
  };
};
