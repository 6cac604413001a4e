import { existsSync, mkdirSync } from 'node:fs';
import {
  openChannels,
  openOutbox,
  outboxFile,
  systemLogHere,
  type Channel,
  type Outbox,
} from '../../alerts/index.ts';
import { readAlertChannels, readConfig, type Config } from '../../config/index.ts';
import type { Invocation } from '../command.ts';
import { UsageError } from '../usage-error.ts';

/** The receivers of a configuration, as this machine sends to them. */
export const channelsOf = (config: Config): readonly Channel[] =>
  openChannels(readAlertChannels(config, process.platform), {
    sender: { station: config.station.id, simulated: config.tenant.cloud === 'simulated' },
    systemLog: systemLogHere(process.platform, process.env),
  });

/** Opens the outbox in a folder, and makes both where they are not there. @throws OutboxError */
export const outboxIn = (folder: string, simulated: boolean): Outbox => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return openOutbox(outboxFile(folder, simulated));
};

/**
 * Runs `work` on an outbox that is there already.
 *
 * @param folder as it was given; null for that of the configuration
 * @throws UsageError when there is none
 */
export const withOutbox = async <T>(
  folder: string | null,
  { configFiles }: Pick<Invocation, 'configFiles'>,
  work: (outbox: Outbox) => Promise<T> | T,
): Promise<T> => {
  const place = folder ?? (configFiles.length === 0 ? null : readConfig(...configFiles).dataFolder);
  if (place === null)
    throw new UsageError('say where the alerts are: --dir DIR, or --config FILE with dataFolder');
  const file = [false, true].map((simulated) => outboxFile(place, simulated)).find((one) => existsSync(one));
  if (file === undefined) throw new UsageError(`${place} holds no alerts: "tapdesk alerts" looks for some`);
  const outbox = openOutbox(file);
  try {
    return await work(outbox);
  } finally {
    outbox.close();
  }
};
