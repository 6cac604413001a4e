import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { plugIn, type PluggedKey } from '../../../scripts/keys/index.ts';
import { ask, personWith, toolKey } from '../../support/keys.ts';

// The maker and real processes: tools that speak as libfido2's do, over a key in software.

let plugged: PluggedKey | null = null;
const pluggedIn = async (...settings: Parameters<typeof plugIn>): Promise<PluggedKey> => {
  plugged = await plugIn(...settings);
  return plugged;
};
afterEach(() => plugged?.remove());
const never = new AbortController().signal;

describe('a key by the tools of libfido2', () => {
  it('that is new gets a PIN of the person’s own, and makes what the tenant wants with it', async () => {
    const key = await pluggedIn();
    const { person, asked, given, shown } = personWith(['135790']);
    const { make, lines } = toolKey(key.folder);
    const { made } = await make({ ...ask, hmacSecret: true }, never, person);
    expect(asked).toEqual([{ kind: 'choose', leastCharacters: 4, triesLeft: null, before: null }]);
    expect(key.held().map(({ id, rpId, userId }) => [id, rpId, userId])).toEqual([
      [made?.id, 'login.example', 'dXNlcg'],
    ]);
    expect(shown.at(-1)).toBe('touch');
    expect(key.trace()).toEqual([
      ['fido2-token', '-L'],
      ['fido2-token', '-I', '/dev/hidraw7'],
      ['fido2-token', '-S', '/dev/hidraw7'],
      ['fido2-cred', '-M', '-r', '-h', '/dev/hidraw7', 'es256'],
    ]);
    // Overwritten as soon as the tool has it, and nowhere else.
    expect(given.map((one) => Buffer.from(one).toString('hex'))).toEqual(['000000000000']);
    expect(JSON.stringify([key.trace(), lines])).not.toContain('135790');
    expect(readFileSync(`${key.folder}/plugged.json`, 'utf8')).not.toContain('135790');
  });

  it('asks again after a wrong PIN, and says how many tries are left', async () => {
    const key = await pluggedIn({ pin: 'd60a6e2ccdb07dd23d0b9d2d0ea9b3b2' });
    const { person, asked } = personWith(['999999', '999998']);
    expect(await toolKey(key.folder).make(ask, never, person)).toEqual({ made: null, because: 'not-made' });
    expect(asked.map(({ triesLeft, before }) => [triesLeft, before])).toEqual([
      [8, null],
      [7, 'wrong'],
      [6, 'wrong'],
    ]);
    expect(key.held()).toEqual([]);
  });

  it('that never answers is let go by the watchdog', async () => {
    const key = await pluggedIn({ readsFinger: true });
    key.change({ hangs: 'fido2-cred -M' });
    const { make } = toolKey(key.folder, { patienceMs: 300 });
    expect(await make(ask, never, personWith([]).person)).toEqual({ made: null, because: 'not-touched' });
    expect(key.held()).toEqual([]);
  });

  it('is let go at once when the person goes another way', async () => {
    const key = await pluggedIn({ readsFinger: true });
    key.change({ hangs: 'fido2-cred -M' });
    const end = new AbortController();
    const { person } = personWith([], { show: () => end.abort() });
    expect(await toolKey(key.folder).make(ask, end.signal, person)).toMatchObject({ made: null });
    expect(key.held()).toEqual([]);
  });

  it('that is pulled out while it waits says so', async () => {
    const key = await pluggedIn({ readsFinger: true });
    key.change({ removedAt: 'fido2-cred -M' });
    expect(await toolKey(key.folder).make(ask, never, personWith([]).person)).toEqual({
      made: null,
      because: 'removed',
    });
  });

  it('is missed where the tools are missing', async () => {
    expect(await toolKey('/nowhere').make(ask, never, personWith([]).person)).toEqual({
      made: null,
      because: 'no-tools',
    });
  });
});
