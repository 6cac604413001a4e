import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/main/app/arguments.ts';
import { checkConfig, ConfigError, readConfig } from '../../../src/main/config/read.ts';
import { tenantSettings } from '../../../src/main/config/tenant-settings.ts';

const real = {
  station: { id: 'desk-01', name: 'Desk 1', site: 'Main site', helpContact: 'extension 100' },
  tenant: {
    cloud: 'gcc-high',
    tenantId: '11111111-1111-4111-8111-111111111111',
    clientId: '22222222-2222-4222-8222-222222222222',
  },
};

const simulated = {
  ...real,
  tenant: {
    cloud: 'simulated',
    tenantId: '11111111-1111-4111-8111-111111111111',
    clientId: 'desk',
    graph: 'https://localhost:8443',
    authority: 'https://localhost:8443/t/v2.0',
    securityInfo: 'https://localhost:8443/security-info',
    caFile: 'ca.pem',
    leafFingerprint: 'sha256/AAAA',
  },
};

const messageOf = (action: () => unknown): string => {
  try {
    action();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('nothing was thrown');
};

describe('the configuration', () => {
  it('fills every setting that is left out', () => {
    const config = checkConfig(real);
    expect(config.policy.lifetimeMinutes).toBe(60);
    expect(config.groups['lost-phone']).toBe('TAP-Recovery-Users');
    expect(config.times.visibleSeconds).toBe(60);
    expect(config.window.kiosk).toBe(true);
  });

  it.each([
    [{ ...real, polcy: {} }, 'polcy: there is no such setting. Did you mean "policy"?'],
    [
      { ...real, times: { walkAwayRevealSecond: 5 } },
      'times.walkAwayRevealSecond: there is no such setting. Did you mean "walkAwayRevealSeconds"?',
    ],
    [{ ...real, times: { visibleSeconds: 61 } }, /^times\.visibleSeconds: .*60/],
    [{ ...real, station: { ...real.station, id: 'Desk 1' } }, /^station\.id: small letters/],
    [{ ...real, tenant: { ...real.tenant, cloud: 'globe' } }, /^tenant(\.cloud)?: /],
    [{ ...real, tenant: { ...real.tenant, tenantId: 'contoso' } }, /^tenant\.tenantId: /],
    [{ station: real.station }, /^tenant: /],
    [[], /^the file: /],
  ])('names the wrong key and what is expected: %#', (value, message) => {
    const said = messageOf(() => checkConfig(value));
    if (typeof message === 'string') expect(said).toBe(message);
    else expect(said).toMatch(message);
  });

  it('names every wrong key, not the first alone', () => {
    const said = messageOf(() => checkConfig({ ...real, sation: {}, badge: { prefix: 7 } }));
    expect(said.split('\n')).toHaveLength(2);
  });
});

describe('the configuration file', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-config-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is named when it is missing', () => {
    const file = path.join(folder, 'nowhere.json');
    expect(messageOf(() => readConfig(file))).toContain(file);
  });

  it('is named when it is not JSON', () => {
    const file = path.join(folder, 'broken.json');
    writeFileSync(file, '{ "station": ');
    expect(messageOf(() => readConfig(file))).toContain('is not valid JSON');
  });

  it('is read when it fits', () => {
    const file = path.join(folder, 'config.json');
    writeFileSync(file, JSON.stringify(real));
    expect(readConfig(file).station.id).toBe('desk-01');
  });
});

describe('the choice of a tenant', () => {
  it('refuses a simulated tenant that was not asked for at start', () => {
    expect(messageOf(() => tenantSettings(checkConfig(simulated), false))).toContain('--simulated');
  });

  it('refuses a real tenant when the simulation was asked for', () => {
    expect(messageOf(() => tenantSettings(checkConfig(real), true))).toContain('names a real tenant');
  });

  it('refuses a simulated tenant that is not on this machine', () => {
    const away = { ...simulated, tenant: { ...simulated.tenant, graph: 'https://graph.microsoft.com' } };
    expect(messageOf(() => tenantSettings(checkConfig(away), true))).toContain('localhost');
  });

  it('takes the hosts of the configured cloud and no other', () => {
    const settings = tenantSettings(checkConfig(real), false);
    expect(settings.graphHost).toBe('https://graph.microsoft.us');
    expect(settings.serviceHosts).toEqual(['login.microsoftonline.us', 'graph.microsoft.us']);
    expect(settings.enrolleeRules.hosts.every((host) => !host.includes('*'))).toBe(true);
  });
});

describe('the command line', () => {
  it('is refused without a configuration', () => {
    expect(messageOf(() => readArguments(['--simulated']))).toContain('--config FILE');
  });

  it('is read past switches of the browser', () => {
    expect(readArguments(['--lang=en', '--config', 'a.json', '--simulated'])).toEqual({
      configFiles: ['a.json'],
      simulated: true,
    });
  });
});
