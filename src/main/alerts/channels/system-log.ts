import { execFile } from 'node:child_process';
import { messageOf } from '../message.ts';
import { DeliveryError, type Alert, type AlertSeverity, type Channel, type Sender } from '../port.ts';

/** What runs a program; the answer is its exit status, null when it could not be started. */
export type RunProgram = (
  program: string,
  args: readonly string[],
  timeoutMs: number,
) => Promise<number | null>;

/** Runs a program of the operating system. */
export const runProgram: RunProgram = (program, args, timeoutMs) =>
  new Promise((resolve) => {
    execFile(program, [...args], { timeout: timeoutMs, windowsHide: true }, (error) => {
      if (error === null) resolve(0);
      else resolve(typeof error.code === 'number' ? error.code : null);
    });
  });

const LOGGER = '/usr/bin/logger';

const priorities: Readonly<Record<AlertSeverity, string>> = {
  high: 'authpriv.err',
  medium: 'authpriv.warning',
  low: 'authpriv.notice',
};

/**
 * Part of every Debian (bsdutils). `--socket-errors=on`: without a log daemon it says so instead of losing the message.
 * What it is given stands in the list of processes for a moment: ids, codes and numbers, no pass.
 *
 * @param socket where the log daemon listens
 */
const onLinux = (socket: string, alert: Alert, message: string) => ({
  program: LOGGER,
  args: [
    ...['--tag', 'tapdesk', '--priority', priorities[alert.severity], '--id', '--socket-errors=on'],
    ...['--socket', socket, '--msgid', alert.rule.slice(0, 32), '--size', '8KiB', '--', message],
  ],
});

const eventTypes: Readonly<Record<AlertSeverity, string>> = {
  high: 'ERROR',
  medium: 'WARNING',
  low: 'INFORMATION',
};

/** Source: Windows commands, eventcreate: ids from 1 to 1000; the source is made at the first event, by an administrator. */
const onWindows = (systemRoot: string, alert: Alert, message: string) => ({
  program: `${systemRoot}\\System32\\eventcreate.exe`,
  args: [
    ...['/L', 'APPLICATION', '/SO', 'Tapdesk', '/ID', '100', '/T', eventTypes[alert.severity]],
    ...['/D', message],
  ],
});

/** Where the operating system's log is. */
export interface SystemLogPlace {
  readonly platform: NodeJS.Platform;
  /** Linux: `/dev/log`, unless a test has another. */
  readonly socket: string;
  /** Windows: such as `C:\Windows`. */
  readonly systemRoot: string;
  readonly run: RunProgram;
}

/** Writes each alert into the operating system's own log, by the operating system's own program. */
export const createSystemLog = (
  place: SystemLogPlace,
  { sender, timeoutMs }: { readonly sender: Sender; readonly timeoutMs: number },
): Channel => ({
  name: 'system-log',
  deliver: async (alert) => {
    const message = messageOf(alert, sender);
    const { platform, run } = place;
    if (platform !== 'linux' && platform !== 'win32') throw new DeliveryError('not-here');
    const { program, args } =
      platform === 'linux'
        ? onLinux(place.socket, alert, message)
        : onWindows(place.systemRoot, alert, message);
    const status = await run(program, args, timeoutMs);
    if (status === null) throw new DeliveryError('not-here');
    if (status !== 0) throw new DeliveryError('refused', new Error(`${program} ended with ${status}`));
  },
});
