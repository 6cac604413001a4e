/** Tells whoever started the desk how it is: systemd on Linux (sd_notify(3)); nobody anywhere else. */
export interface ServiceManager {
  /** The desk's first screen is there; from now on it is said regularly that the desk lives. */
  readonly ready: () => void;
  /** The desk is ending, and takes back what is temporary; it still says that it lives. */
  readonly stopping: () => void;
}

interface Means {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Runs `systemd-notify` with these words; Node has no datagram sockets of its own to say it with. */
  readonly notify: (words: readonly string[]) => void;
  /** Calls an action again and again, for as long as the process runs. */
  readonly every: (ms: number, action: () => void) => void;
}

/** Three times in the span that systemd waits, so that one that is late does no harm. Source: sd_watchdog_enabled(3). */
const OFTEN = 3;

/** A process whose main loop hangs does not say that it lives, and systemd ends it and starts it anew. */
export const createServiceManager = ({ environment, notify, every }: Means): ServiceManager => {
  if ((environment['NOTIFY_SOCKET'] ?? '') === '') {
    return { ready: () => undefined, stopping: () => undefined };
  }
  const spanMs = Number(environment['WATCHDOG_USEC'] ?? 0) / 1_000;
  return {
    ready: () => {
      notify(['--ready']);
      if (spanMs > 0) every(spanMs / OFTEN, () => notify(['WATCHDOG=1']));
    },
    stopping: () => notify(['STOPPING=1']),
  };
};
