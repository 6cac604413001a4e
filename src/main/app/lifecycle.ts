import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { app, ipcMain, powerMonitor, safeStorage, screen, session } from 'electron';
import { problemOf, type Problem } from '../../shared/index.ts';
import { createServer } from '../ipc/index.ts';
import {
  claimSingleInstance,
  createDeskWindow,
  installGuards,
  refusalsOf,
  registerAppScheme,
  serveApp,
  type Blocked,
  type DeskWindow,
} from '../kiosk/index.ts';
import { createLogger, type Logger } from '../log/index.ts';
import { createBadgeHash, createKeyHash } from '../badge/index.ts';
import { readArguments } from './arguments.ts';
import { clock } from './clock.ts';
import { createBadgeKey } from './badge-key.ts';
import { createWarmth, stopOptimizing } from './compiled-code.ts';
import { keepCovered } from './covering.ts';
import { whenLeftAlone } from './left-alone.ts';
import { whenNetworkEnds } from './network-end.ts';
import {
  ConfigError,
  hasPolicies,
  installedConfigFiles,
  readAlertChannels,
  readCheckpointPlaces,
  readConfig,
  readLedgerAddress,
  readReaderKey,
  readTelemetry,
  tenantSettings,
  type Config,
} from '../config/index.ts';
import { enrollmentMark, serviceManager, updateWaits } from './host.ts';

const CANNOT_RUN = 2;
/** How long a desk without its process for the network may take to end in its own way. */
const ENDING_MS = 30_000;

/** Says on standard error what to do, and ends before anything was opened. */
const giveUp = (message: string): void => {
  process.stderr.write(`Tapdesk cannot start.\n${message}\n`);
  app.exit(CANNOT_RUN);
};

/** Everything after the program's and, unpacked, the application folder's name. */
const words = (): readonly string[] => process.argv.slice(app.isPackaged ? 1 : 2);

/** An installed desk has its configuration in one place; a checkout is told. */
const installed = (): readonly string[] =>
  app.isPackaged
    ? installedConfigFiles({
        platform: process.platform,
        environment: process.env,
        exists: existsSync,
        hasPolicies: hasPolicies(process.platform),
      })
    : [];

const inspectStation = (): Promise<Problem | null> => {
  const asAdministrator = process.getuid?.() === 0;
  return Promise.resolve(asAdministrator ? problemOf('station.not-locked-down') : null);
};

interface Opening {
  /** What the window's first question waits for. */
  readonly answering: Promise<unknown>;
  readonly turnedAway: TurnedAway;
}

interface Settings {
  readonly config: Config;
  readonly configFiles: readonly string[];
  readonly tenant: ReturnType<typeof tenantSettings>;
  readonly readerKey: ReturnType<typeof readReaderKey>;
  readonly channels: ReturnType<typeof readAlertChannels>;
  readonly ledgerAddress: ReturnType<typeof readLedgerAddress>;
  readonly places: ReturnType<typeof readCheckpointPlaces>;
  readonly telemetry: ReturnType<typeof readTelemetry>;
}

/** What the guards block before anybody takes it on record is in the log alone. */
const createTurnedAway = () => {
  let listener: Blocked = () => undefined;
  return {
    tell: (hook: string, what: string): void => listener(hook, what),
    listen: (action: Blocked): void => {
      listener = action;
    },
  };
};
type TurnedAway = ReturnType<typeof createTurnedAway>;

/** The window, loading already, and how to say who is to be told when it is lost. */
const openWindow = (config: Config, log: Logger, { answering, turnedAway }: Opening) => {
  const root = app.getAppPath();
  let lost: () => void = () => undefined;
  serveApp(session.defaultSession, path.join(root, 'out/renderer'), answering);
  const refuse = (hook: string): void => {
    log.warn('kiosk.blocked', { hook, host: 'desk' });
    turnedAway.tell(hook, 'desk');
  };
  const window: DeskWindow = createDeskWindow({
    preload: path.join(root, 'out/preload/index.cjs'),
    kiosk: config.window.kiosk,
    title: 'Tapdesk',
    closeRefused: () => refuse('close'),
    front: process.platform === 'linux' ? { left: () => refuse('front'), after: clock.after } : undefined,
    onGone: (reason) => {
      log.error('window-gone', { reason });
      lost();
      if (reason === 'closed') app.quit();
      // After `elsewhere` the window has gone back by itself.
      if (reason === 'crashed') window.open().catch(() => app.quit());
    },
  });
  window.setContentProtection(true);
  const whenLost = (action: () => void): void => {
    lost = action;
  };
  return { window, opened: window.open(), whenLost };
};

/** Whoever asks the desk to end waits until nothing temporary is left that could be taken away. */
const endWith = (stop: () => Promise<void>, close: () => void): void => {
  let ending = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (ending) return;
    ending = true;
    serviceManager.stopping();
    void stop().finally(() => {
      close();
      app.exit(0);
    });
  });
};

/** The journal, and everywhere that something of it goes. */
const openJournalAndBeyond = async (
  { config, tenant, ledgerAddress, places }: Settings,
  dataFolder: string,
  log: Logger,
) => {
  const { journalFile, openStationJournal } = await import('./station-journal.ts');
  const { fleetOf } = await import('./fleet.ts');
  const { outsideOf } = await import('./outside.ts');
  const { readStationKey } = await import('../journal/index.ts');
  const station = config.station.id;
  const simulated = tenant.simulated !== null;
  const file = journalFile(dataFolder, simulated);
  const journal = openStationJournal({
    ...{ folder: dataFolder, simulated, station },
    protection: safeStorage,
    log: log.module('journal'),
  });
  const fleet = fleetOf(config, ledgerAddress, {
    ...{ file, version: app.getVersion() },
    signer: () => readStationKey({ folder: dataFolder, protection: simulated ? null : safeStorage }),
    log: log.module('ledger'),
  });
  const outside = outsideOf({ ...{ places, station, file, simulated }, log: log.module('checkpoints') });
  const waiting = () => ({
    ...(fleet === null ? {} : { ledger: fleet.ledger.status().unsent }),
    ...(outside === null ? {} : { checkpoints: outside.waiting() }),
  });
  return { journal, fleet, outside, waiting };
};

const openDesk = async (settings: Settings, quiet: Logger, turnedAway: TurnedAway): Promise<void> => {
  const { config, configFiles, tenant, readerKey, channels } = settings;
  let answer: () => void = () => undefined;
  const answering = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { window, opened, whenLost } = openWindow(config, quiet, { answering, turnedAway });
  // The largest part of the program is read while the window's own process starts.
  const { compose } = await import('./compose.ts');
  const dataFolder = config.dataFolder ?? app.getPath('userData');
  const { tellingOf } = await import('./telling.ts');
  const telling = await tellingOf(settings.telemetry, config, tenant.simulated !== null);
  const log = telling.log(quiet);
  const { journal, fleet, outside, waiting } = await openJournalAndBeyond(settings, dataFolder, log);
  const protection = tenant.simulated === null ? safeStorage : null;
  const stopCovering = keepCovered(journal);
  const warmth = createWarmth(stopOptimizing);
  const badgeKey = createBadgeKey({ folder: dataFolder, protection });
  const { desk, startWatching, alertsWaiting, close } = compose({
    config,
    configFiles,
    tenant,
    readerKey,
    channels,
    journal: telling.journal(journal),
    telling,
    fleet,
    dataFolder,
    hashBadge: createBadgeHash(badgeKey),
    hashBadgeKey: createKeyHash(badgeKey),
    window,
    log,
    inspectStation,
    version: app.getVersion(),
    enrolling: (busy) => {
      enrollmentMark(busy);
      warmth(busy);
    },
    updateWaits,
  });
  whenLost(desk.windowLost);
  turnedAway.listen(desk.turnedAway);
  whenLeftAlone({ app, powerMonitor, screen }, desk.leftAlone);
  whenNetworkEnds(app, () => {
    log.error('network-process-gone');
    app.quit();
    // A partition cannot be wiped without that process; being in memory, it goes with this one.
    setTimeout(() => app.exit(1), ENDING_MS);
  });
  createServer({
    ipcMain,
    windowOf: () => window.window,
    handlers: desk.handlers,
    log: log.module('ipc'),
    newId: () => randomUUID(),
  });
  fleet?.start(desk.isOpen);
  outside?.start();
  telling.watch(() => ({ ...waiting(), alerts: alertsWaiting() }));
  const stop = async (): Promise<void> => {
    await desk.stop();
    journal.checkpoint();
    await Promise.all([fleet?.stop(), outside?.stop(), telling.stop()]);
  };
  endWith(stop, () => {
    stopCovering();
    close();
    journal.close();
    window.close();
  });
  answer();
  await opened;
  serviceManager.ready();
  await desk.start();
  startWatching();
};

/** Starts the application: refuses what it must not run with, then opens the desk. */
export const start = (): void => {
  const log = createLogger();
  const refused = refusalsOf({
    commandLine: app.commandLine,
    words: process.argv.slice(1),
    environment: process.env,
    platform: process.platform,
    isPackaged: app.isPackaged,
  });
  if (refused.length > 0) {
    giveUp(refused.join('\n'));
    return;
  }
  // A bug ends the process, without a dialog of the system; the next start finds out what was left and undoes it.
  process.on('uncaughtException', (error) => {
    log.error('uncaught', { name: error.name, stack: error.stack?.split('\n').slice(1) });
    app.exit(1);
  });
  registerAppScheme();
  const turnedAway = createTurnedAway();
  installGuards(app, log.module('kiosk'), turnedAway.tell);
  if (!claimSingleInstance(app, () => undefined)) {
    giveUp('Tapdesk is already running on this station.');
    return;
  }
  try {
    const { configFiles, simulated } = readArguments(words(), installed());
    const config = readConfig(...configFiles);
    const readerKey = readReaderKey(config, process.platform);
    const channels = readAlertChannels(config, process.platform);
    const ledgerAddress = readLedgerAddress(config, process.platform);
    const places = readCheckpointPlaces(config, {
      platform: process.platform,
      environment: process.env,
    });
    const telemetry = readTelemetry(config, process.platform);
    const tenant = tenantSettings(config, simulated);
    const settings = { config, configFiles, tenant, readerKey, channels, ledgerAddress, places, telemetry };
    app.on('window-all-closed', () => app.quit());
    app
      .whenReady()
      .then(() => openDesk(settings, log, turnedAway))
      .catch((error: unknown) => giveUp(`Something inside went wrong: ${String(error)}`));
  } catch (error) {
    giveUp(error instanceof ConfigError ? error.message : String(error));
  }
};
