import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { demoConfig, type DemoOverrides } from '../../src/main/cli/index.ts';
import { launchAttached } from '../launch/attached.ts';
import type { Desktop } from '../launch/index.ts';
import type { TenantInfo } from '../launch/tenant.ts';

/** A desk that runs, built as it ships, on the simulated tenant. */
export interface Station {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Where its journal is. */
  readonly dataFolder: string;
  /** Everything the desk wrote to its output. */
  readonly output: () => string;
  readonly close: () => Promise<void>;
}

export interface StationOptions {
  readonly desktop: Desktop;
  readonly tenant: TenantInfo;
  readonly overrides?: DemoOverrides;
  /** A folder from an earlier run, to find its journal again. */
  readonly dataFolder?: string;
  /** Besides the desktop's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the desk under automation, with Chromium's sandbox on. */
export const startStation = async (options: StationOptions): Promise<Station> => {
  const { desktop, tenant } = options;
  const files = desktop.makeDataFolder('configuration');
  const dataFolder = options.dataFolder ?? desktop.makeDataFolder('station');
  const caFile = path.join(files, 'ca.pem');
  const configFile = path.join(files, 'config.json');
  copyFileSync(tenant.caFile, caFile);
  const config = demoConfig(tenant, { caFile, dataFolder }, options.overrides);
  writeFileSync(configFile, JSON.stringify(config), { mode: 0o644 });
  const app = await launchAttached(desktop, {
    args: ['--simulated', '--config', configFile],
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  let written = '';
  const keep = (chunk: Buffer): void => {
    written += chunk.toString();
  };
  app.process().stdout?.on('data', keep);
  app.process().stderr?.on('data', keep);
  const page = await app.firstWindow();
  await page.waitForSelector('[data-screen]');
  return { app, page, dataFolder, output: () => written, close: () => app.close() };
};
