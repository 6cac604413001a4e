import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { startTenant, type RunningTenant } from '../../scripts/launch/tenant.ts';
import { signInAtDesk } from '../../scripts/walkthrough/courses.ts';
import { createDeskPlayer } from '../../scripts/walkthrough/desk-player.ts';
import { noPictures } from '../../scripts/walkthrough/pictures.ts';
import { startStation, type Station } from '../../scripts/walkthrough/station.ts';
import { playerOf } from '../../scripts/walkthrough/walk.ts';
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

/** Whether V8 still optimizes what runs often, asked in the desk's main process with a function of its own. */
const optimizes = (): Promise<boolean> =>
  station.app.evaluate(async () => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--allow-natives-syntax');
    const step: unknown = process.getBuiltinModule('node:vm').runInThisContext(`(() => {
      const hot = (n) => { let sum = 0; for (let i = 0; i < n; i += 1) sum += i % 7; return sum; };
      return () => {
        for (let i = 0; i < 100; i += 1) hot(100);
        return %ActiveTierIsMaglev(hot) || %ActiveTierIsTurbofan(hot);
      };
    })()`);
    if (typeof step !== 'function') throw new Error('nothing was compiled');
    // It is optimized beside the program, and is there a moment later.
    for (let count = 0; count < 1_000; count += 1) {
      if (Reflect.apply(step, null, []) === true) return true;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return false;
  });

test('the desk as built optimizes its code at first, and no more once twenty people have gone', async () => {
  const desk = await createDeskPlayer(station.app, station.page, () => noPictures);
  await signInAtDesk({ desk, operator: playerOf(tenant.info, 'operator') });
  await desk.at('operator/ready');
  const afterAnotherOne = async (): Promise<boolean> => {
    await desk.holdBadge('99999999');
    await desk.page.locator('[data-screen="operator/ready"] [role="alert"]').waitFor();
    return optimizes();
  };
  expect(await afterAnotherOne()).toBe(true);
  await expect.poll(afterAnotherOne, { timeout: 90_000 }).toBe(false);
}, 120_000);

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
