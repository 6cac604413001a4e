import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { startTenant, type RunningTenant } from '../../scripts/launch/tenant.ts';
import { demoConfig } from '../../src/main/cli/index.ts';
import { startStation, type Station } from '../../scripts/walkthrough/station.ts';

vi.setConfig({ testTimeout: 60_000 });

let desktop: Desktop;
let tenant: RunningTenant;
let folder = '';

beforeAll(async () => {
  desktop = await prepareDesktop({ display: 'virtual' });
  tenant = await startTenant();
  folder = desktop.makeDataFolder('configuration');
}, 120_000);

afterAll(async () => {
  await desktop.dispose();
  await tenant.stop();
});

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Starts the desk as a launcher does and waits until it has ended by itself. */
const start = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const { executablePath, appFolder, env } = desktop;
    const child = spawn(executablePath, [appFolder, ...args], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });

const file = (name: string, text: string): string => {
  const where = path.join(folder, name);
  writeFileSync(where, text, { mode: 0o644 });
  return where;
};

type Json = Record<string, unknown>;

const valid = (): Json => ({
  ...demoConfig(tenant.info, { caFile: tenant.info.caFile, dataFolder: folder }),
});

const withStation = (change: Json): string => {
  const { station } = demoConfig(tenant.info, { caFile: tenant.info.caFile, dataFolder: folder });
  return JSON.stringify({ ...valid(), station: { ...station, ...change } });
};

describe('the desk ends with status 2 and says what to do', () => {
  it('without a configuration', async () => {
    const { code, said } = await start('--simulated');
    expect(said).toContain('Say which configuration to use: --config FILE');
    expect(code).toBe(2);
  });

  it('with a file that is not there', async () => {
    const missing = path.join(folder, 'missing.json');
    const { code, said } = await start('--config', missing);
    expect(said).toContain(`The configuration file ${missing} cannot be read.`);
    expect(code).toBe(2);
  });

  it('with a file that is no JSON', async () => {
    const broken = file('broken.json', '{ "station": ');
    const { code, said } = await start('--config', broken);
    expect(said).toContain(`${broken} is not valid JSON`);
    expect(code).toBe(2);
  });

  it('with a setting that there is not, naming the nearest', async () => {
    const mistyped = file('mistyped.json', withStation({ langauge: 'de' }));
    const { code, said } = await start('--simulated', '--config', mistyped);
    expect(said).toContain('station.langauge: there is no such setting. Did you mean "language"?');
    expect(code).toBe(2);
  });

  it('with settings of the wrong kind, naming each and what is expected', async () => {
    const text = JSON.parse(withStation({ sounds: 'yes', accent: 'blue' })) as Json;
    const wrong = file('wrong.json', JSON.stringify({ ...text, times: { visibleSeconds: 600 } }));
    const { code, said } = await start('--simulated', '--config', wrong);
    expect(said).toMatch(/station\.sounds: .*expected boolean/);
    expect(said).toContain('station.accent: a colour as #rrggbb');
    expect(said).toMatch(/times\.visibleSeconds: .*60/);
    expect(code).toBe(2);
  });

  it('with a setting left out that there must be', async () => {
    const less = file('less.json', JSON.stringify({ ...valid(), tenant: undefined }));
    const { code, said } = await start('--simulated', '--config', less);
    expect(said).toMatch(/^tenant: /m);
    expect(code).toBe(2);
  });

  it('on a simulated tenant that was not asked for', async () => {
    const { code, said } = await start('--config', file('simulated.json', JSON.stringify(valid())));
    expect(said).toContain('tenant.cloud: a simulated tenant needs the switch --simulated');
    expect(code).toBe(2);
  });

  it('on a real tenant when the simulated one was asked for', async () => {
    const real = { cloud: 'global', tenantId: tenant.info.tenantId, clientId: tenant.info.tenantId };
    const text = JSON.stringify({ ...valid(), tenant: real });
    const { code, said } = await start('--simulated', '--config', file('real.json', text));
    expect(said).toContain('--simulated was given, but the configuration names a real tenant');
    expect(code).toBe(2);
  });
});

describe('a second desk on the same station', () => {
  let station: Station;

  beforeAll(async () => {
    station = await startStation({ desktop, tenant: tenant.info });
  }, 60_000);

  afterAll(() => station.close());

  it('ends itself, says why and leaves the first as it was', async () => {
    const second = file('second.json', JSON.stringify(valid()));
    const { code, said } = await start('--simulated', '--config', second);
    expect(said).toContain('Tapdesk is already running on this station.');
    expect(code).toBe(2);
    await station.page.waitForSelector('[data-intent="operator.sign-in"]');
    expect(station.app.windows()).toHaveLength(1);
  });
});
