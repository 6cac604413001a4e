import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig, saveSettings } from '../../../src/main/config/index.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-save-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, json: object): string => {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(json));
  return file;
};
const station = { id: 'desk-1', name: 'Desk', site: 'Site', helpContact: 'x' };
const tenant = {
  cloud: 'global',
  tenantId: '11111111-1111-4111-8111-111111111111',
  clientId: '22222222-2222-4222-8222-222222222222',
};
const badge = { suffix: 'tab', layout: 'h10301', digits: 'hex' };

describe('saving settings', () => {
  it('changes the site’s file alone, and in it what was asked alone', () => {
    const machine = write('machine.json', { tenant, badge: { prefix: ';' } });
    const site = write('site.json', { station, badge: { suffix: 'none', interKeyMs: 40 } });
    const before = readFileSync(machine, 'utf8');
    expect(saveSettings([machine, site], { badge })).toBeNull();
    expect(readFileSync(machine, 'utf8')).toBe(before);
    expect(JSON.parse(readFileSync(site, 'utf8'))).toEqual({ station, badge: { interKeyMs: 40, ...badge } });
    expect(readConfig(machine, site).badge).toMatchObject({ prefix: ';', ...badge });
    expect(readdirSync(folder).sort()).toEqual(['machine.json', 'site.json']);
  });

  it.each([
    ['what the machine’s file locks', ['badge.layout'], badge],
    ['what is no setting', [], { layout: 'magic' }],
  ])('leaves both as they are for %s', (_name, locked, wrong) => {
    const machine = write('machine.json', { tenant, locked });
    const site = write('site.json', { station });
    const before = readFileSync(site, 'utf8');
    expect(saveSettings([machine, site], { badge: wrong })).toBe('station.settings-locked');
    expect(readFileSync(site, 'utf8')).toBe(before);
  });

  it('tells a file that is not there any more', () => {
    expect(saveSettings([path.join(folder, 'gone.json')], { badge })).not.toBeNull();
    expect(saveSettings([], { badge })).toBe('station.settings-not-written');
  });
});
