import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { startTenant, type RunningTenant } from '../../scripts/launch/tenant.ts';
import { startStation, type Station } from '../../scripts/walkthrough/station.ts';
import { processTree } from '../support/processes.ts';

let desktop: Desktop;
let tenant: RunningTenant;
let station: Station;

beforeAll(async () => {
  tenant = await startTenant();
  desktop = await prepareDesktop({ display: 'virtual' });
  station = await startStation({ desktop, tenant: tenant.info });
}, 120_000);

afterAll(async () => {
  await station.close();
  await desktop.dispose();
  await tenant.stop();
});

test('the desk as built has no Node in its window', async () => {
  const globals = await station.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => Reflect.has(globalThis, name)),
  );
  expect(globals).toEqual([]);
});

if (process.platform === 'linux') {
  test('the desk as built runs every window in the sandbox, and no process as root', () => {
    const processes = processTree(station.app.process().pid ?? 0);
    const windows = processes.filter((one) => one.type === 'renderer');
    expect(windows.length).toBeGreaterThan(0);
    expect(windows.filter((one) => one.seccomp !== 2)).toEqual([]);
    expect(processes.filter((one) => one.uid === 0)).toEqual([]);
    expect(processes.flatMap((one) => one.args).filter((arg) => arg === '--no-sandbox')).toEqual([]);
  });
}
