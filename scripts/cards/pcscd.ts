import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/**
 * A real pcscd with virtual readers, apart from any other on the machine: its fixed folder is a folder of this test
 * in a mount namespace of its own, and libpcsclite is told where that is by `PCSCLITE_CSOCK_NAME`. Where namespaces
 * are not to be had (an ordinary user on some systems) it cannot start, and says so.
 */
export interface Pcscd {
  /** Where libpcsclite finds it, for the environment of whoever speaks to it. */
  readonly socket: string;
  /** The port of each reader's first slot; a card is put there. */
  readonly ports: Readonly<Record<string, number>>;
  readonly start: () => Promise<void>;
  /** Ends the service; readers keep their ports. */
  readonly stop: () => Promise<void>;
  /**
   * Which readers are plugged in from the service's next start on. A running one cannot be told: its driver for virtual
   * readers never says that one has gone, and a service that is built for udev does nothing about configured readers
   * when it gets SIGUSR1 (tried with pcscd 1.9.9 and vpcd 3.3).
   */
  readonly plug: (names: readonly string[]) => void;
  /** Ends it for good. */
  readonly close: () => Promise<void>;
}

const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';

const until = async (isSo: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const end = Date.now() + 15_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`${what} within 15 s`);
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
};

const takesConnections = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const one = net.connect(socket);
    one.on('connect', () => {
      one.destroy();
      resolve(true);
    });
    one.on('error', () => resolve(false));
  });

const listen = (port: number): Promise<net.Server | null> =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.on('error', () => resolve(null));
    server.listen({ port, host: '0.0.0.0' }, () => resolve(server));
  });

/** A reader of vpcd has two slots, one port after the other. */
const freePorts = async (): Promise<number> => {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const servers = await Promise.all([listen(port), listen(port + 1)]);
    for (const server of servers) server?.close();
    if (servers.every((one) => one !== null)) return port;
  }
};

const settingOf = (name: string, port: number): string => {
  const channel = `0x${port.toString(16).toUpperCase()}`;
  return [
    `FRIENDLYNAME "${name}"`,
    `DEVICENAME /dev/null:${channel}`,
    `LIBPATH ${driver}`,
    `CHANNELID ${channel}`,
    '',
  ].join('\n');
};

const inNamespace = (): readonly string[] =>
  process.getuid?.() === 0 ? ['--mount'] : ['--user', '--map-root-user', '--mount'];

/** Makes a pcscd with these virtual readers plugged in, and starts it. */
export const startPcscd = async (names: readonly string[] = ['Virtual PCD']): Promise<Pcscd> => {
  if (!existsSync(driver)) throw new Error('the packages pcscd and vsmartcard-vpcd are needed for this test');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-pcscd-'));
  chmodSync(folder, 0o755);
  const run = path.join(folder, 'run');
  const settings = path.join(folder, 'readers');
  const socket = path.join(run, 'pcscd.comm');
  const ports: Record<string, number> = {};
  let child: ChildProcess | null = null;
  mkdirSync(run);
  const plug = (plugged: readonly string[]): void => {
    rmSync(settings, { recursive: true, force: true });
    mkdirSync(settings);
    plugged.forEach((name, index) => {
      writeFileSync(path.join(settings, `${index}`), settingOf(name, ports[name] ?? 0));
    });
  };
  for (const name of names) ports[name] = await freePorts();
  plug(names);
  const start = async (): Promise<void> => {
    const script = 'mkdir -p /run/pcscd && mount --bind "$1" /run/pcscd && exec pcscd -f -c "$2"';
    const args = [...inNamespace(), 'sh', '-c', script, 'sh', run, settings];
    const mine = spawn('unshare', args, { stdio: 'ignore' });
    child = mine;
    await until(() => {
      if (mine.exitCode !== null) throw new Error(`pcscd ended with ${mine.exitCode}`);
      return takesConnections(socket);
    }, 'pcscd took no connection');
  };
  const stop = async (): Promise<void> => {
    const mine = child;
    child = null;
    if (mine === null || mine.exitCode !== null) return;
    const ended = new Promise((resolve) => {
      mine.once('exit', resolve);
    });
    mine.kill('SIGKILL');
    await ended;
    // What was killed leaves its socket, and the next one takes that for a running service.
    rmSync(run, { recursive: true, force: true });
    mkdirSync(run);
  };
  await start();
  return {
    socket,
    ports,
    start,
    stop,
    plug,
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
