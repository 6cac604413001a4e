import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { readLocalStation, thisStation, type LocalStation } from '../../../../src/main/posture/index.ts';
import { machineOf } from '../../../support/machine.ts';

const noBytes = async function* (): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield new Uint8Array();
};

const here: LocalStation = {
  platform: 'win32',
  systemVersion: 'Windows 11 Enterprise',
  words: ['tapdesk', '--config', 'site.json'],
  environment: {},
  processId: 310,
  userId: null,
  dataFolder: tmpdir(),
  executable: 'C:\\Tapdesk\\Tapdesk.exe',
  executableBytes: noBytes,
  installation: null,
  machine: machineOf({ freeBytes: 7_000_000 }),
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
      diskFreeMegabytes: 7,
    });
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
    const linux = { ...here, platform: 'linux' as const };
    expect((await readLocalStation({ ...linux, userId: 0 })).administrator).toBe(true);
    expect((await readLocalStation({ ...linux, userId: 1000 })).administrator).toBe(false);
  });

  it('knows no fuses of a program that cannot be read', async () => {
    const broken = (): AsyncIterable<Uint8Array> => ({
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('no such file')) }),
    });
    expect((await readLocalStation({ ...here, executableBytes: broken })).wrongFuses).toBeNull();
  });
});

describe('the station that this test runs on', () => {
  it('is read to the end; a Node has no fuses and nobody packaged it', async () => {
    const facts = await readLocalStation(thisStation({ dataFolder: tmpdir(), packaged: false }));
    expect(facts).toMatchObject({ wrongFuses: null, package: null, journal: null });
    expect(facts.edition).not.toBe('');
    expect(facts.diskFreeMegabytes).toBeGreaterThan(0);
    expect(facts.diskEncrypted).not.toBe(false);
  });

  it('has nothing to compare with where it says that it is packaged and has no list', async () => {
    const { installation } = thisStation({ dataFolder: tmpdir(), packaged: true });
    expect(await installation?.manifest()).toBeNull();
  });

  it('knows nothing of a disk that is not there', async () => {
    const gone = thisStation({ dataFolder: '/no/such/folder', packaged: false });
    expect((await readLocalStation(gone)).diskFreeMegabytes).toBeNull();
  });
});
