import { app } from 'electron';
import type { Config, TenantSettings } from '../config/index.ts';
import type { StationJournal } from '../journal/index.ts';
import type { Logger } from '../log/index.ts';
import {
  openTelemetry,
  tellingFetch,
  tellingJournal,
  tellingLog,
  type Telemetry,
  type TelemetryReceiver,
} from '../telemetry/index.ts';
import { clock } from './clock.ts';

/** What the desk tells of its work, or that it tells nobody: then everything goes on as it is. */
export interface Telling {
  readonly log: (log: Logger) => Logger;
  readonly journal: (journal: StationJournal) => StationJournal;
  readonly fetch: (fetch: typeof globalThis.fetch, tenant: TenantSettings) => typeof globalThis.fetch;
  readonly watch: Telemetry['watch'];
  readonly stop: () => Promise<void>;
}

const nobody: Telling = {
  log: (log) => log,
  journal: (journal) => journal,
  fetch: (fetch) => fetch,
  watch: () => undefined,
  stop: () => Promise.resolve(),
};

/** Opens the way to the receiver of telemetry that the configuration names. */
export const tellingOf = async (
  receiver: TelemetryReceiver | null,
  { station }: Config,
  simulated: boolean,
): Promise<Telling> => {
  if (receiver === null) return nobody;
  const telemetry = await openTelemetry({
    ...{ receiver, station: station.id, site: station.site, simulated },
    version: app.getVersion(),
    memory: () => process.memoryUsage.rss(),
    every: (ms, action) => {
      const timer = setInterval(action, ms);
      return () => clearInterval(timer);
    },
  });
  return {
    log: (log) => tellingLog(log, telemetry),
    journal: (journal) => tellingJournal(journal, telemetry),
    fetch: (fetch, { graphHost }) => tellingFetch(fetch, { graphHost, now: clock.now, call: telemetry.call }),
    watch: telemetry.watch,
    stop: telemetry.stop,
  };
};
