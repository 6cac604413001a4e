import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readLocalStation, type LocalStation } from '../../../src/main/posture/index.ts';

const here: LocalStation = {
  platform: 'win32',
  systemVersion: 'Windows 11 Enterprise',
  words: ['tapdesk', '--config', 'site.json'],
  environment: {},
  userId: null,
  dataFolder: tmpdir(),
};

describe('what a station tells of itself', () => {
  it('is only what was looked at; the rest stays unknown', async () => {
    const facts = await readLocalStation(here);
    expect(facts).toMatchObject({
      edition: 'Windows 11 Enterprise',
      debuggerSwitches: [],
      administrator: null,
      diskEncrypted: null,
      shell: null,
      keyboardFilter: null,
      wrongFuses: null,
      package: null,
    });
    expect(facts.diskFreeMegabytes).toBeGreaterThan(0);
  });

  it.each([
    ['--inspect', { words: ['--inspect'] }],
    ['--inspect-brk=0', { words: ['--inspect-brk=0'] }],
    ['--remote-debugging-port=9222', { words: ['--remote-debugging-port=9222'] }],
    ['--js-flags=--allow-natives-syntax', { words: ['--js-flags=--allow-natives-syntax'] }],
    ['NODE_OPTIONS', { environment: { NODE_OPTIONS: '--require /tmp/x.js' } }],
    ['ELECTRON_RUN_AS_NODE', { environment: { ELECTRON_RUN_AS_NODE: '1' } }],
  ])('names %s, which opens the process', async (named, change) => {
    const { debuggerSwitches } = await readLocalStation({ ...here, ...change });
    expect(debuggerSwitches).toEqual([named]);
  });

  it('does not take a word that begins alike, or an empty variable, for one', async () => {
    const { debuggerSwitches } = await readLocalStation({
      ...here,
      words: ['--inspector-of-badges', '--remote-debugging'],
      environment: { NODE_OPTIONS: '' },
    });
    expect(debuggerSwitches).toEqual([]);
  });

  it('tells an administrator by the user id, where there is one', async () => {
    expect((await readLocalStation({ ...here, userId: 0 })).administrator).toBe(true);
    expect((await readLocalStation({ ...here, userId: 1000 })).administrator).toBe(false);
  });

  it('names the distribution on Linux, and never takes an unknown disk for an encrypted one', async () => {
    const facts = await readLocalStation({ ...here, platform: 'linux', systemVersion: '#1 SMP' });
    expect(facts.edition).not.toBe('');
    expect(facts.diskEncrypted).not.toBe(false);
  });

  it('knows nothing of a disk that is not there', async () => {
    expect((await readLocalStation({ ...here, dataFolder: '/no/such/folder' })).diskFreeMegabytes).toBeNull();
  });
});
