import type { Channel, Sender } from '../port.ts';
import type { ChannelSettings } from '../settings.ts';
import { createOtlp } from './otlp.ts';
import { createSyslog } from './syslog.ts';
import { createSystemLog, runProgram, type SystemLogPlace } from './system-log.ts';
import { createWebhook } from './webhook.ts';

/** How long a receiver may take. */
const TIMEOUT_MS = 15_000;

/** The operating system's log of this machine. */
export const systemLogHere = (platform: NodeJS.Platform, environment: NodeJS.ProcessEnv): SystemLogPlace => ({
  platform,
  socket: '/dev/log',
  systemRoot: environment['SystemRoot'] ?? 'C:\\Windows',
  run: runProgram,
});

/** Every receiver that the site has configured. The console reads the outbox itself and needs no channel. */
export const openChannels = (
  settings: ChannelSettings,
  { sender, systemLog }: { readonly sender: Sender; readonly systemLog: SystemLogPlace },
): readonly Channel[] => {
  const means = { sender, timeoutMs: TIMEOUT_MS };
  const { webhook, syslog, otlp } = settings;
  return [
    ...(settings.systemLog ? [createSystemLog(systemLog, means)] : []),
    ...(webhook === null ? [] : [createWebhook(webhook, means)]),
    ...(syslog === null ? [] : [createSyslog(syslog, means)]),
    ...(otlp === null ? [] : [createOtlp(otlp, means)]),
  ];
};
