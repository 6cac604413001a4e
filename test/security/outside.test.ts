import { spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import nodeFs from 'node:fs';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTenant, type RunningTenant } from '../../scripts/launch/tenant.ts';
import { demoConfig } from '../../src/main/cli/index.ts';
import { openJournal } from '../../src/main/journal/index.ts';
import { installedIn } from '../../src/main/posture/station/installed.ts';
import { readPackage } from '../../src/main/posture/station/package.ts';
import { newTls } from '../support/hostile.ts';
import { openPackaged, type Packaged, type Started } from '../support/packaged.ts';
import { watchScreen, type Screen, type Seen } from '../support/screen.ts';
import { freePort, startEvilProxy, watchPort, type Listener } from './outside/hostile.ts';
import { keys, switchingKeys, windowKeys } from './outside/keys.ts';
import { aloneSwitches, fusedVariables, togetherSwitches, variables } from './outside/starts.ts';
import { countAttempts } from './tally.ts';

// The package with its fuses, as somebody before it sees it who wants out of it or into it: keys and mouse of a real
// display with a window manager, switches, variables and files. It is judged by its windows, by what it writes and by
// what reached the network: with these fuses nobody can look inside.

vi.setConfig({ testTimeout: 30_000, hookTimeout: 180_000 });

const CANNOT_RUN = 2;
const accent = [0x8a, 0x0f, 0x6b] as const;
/** Of the simulated tenant's pages. */
const pageColour = [0x5b, 0x2a, 0x86] as const;
const { attempt, tell } = countAttempts('from outside');

let packaged: Packaged;
let screen: Screen;
let tenant: RunningTenant;
let proxy: Listener;
/** A folder of the attacker's, who is the desk's own account. */
let folder: string;
/** What the proxy was asked before the attempt. */
let asked = 0;
let config: string;
let station: string;

beforeAll(async () => {
  packaged = await openPackaged();
  screen = watchScreen(packaged.env);
  tenant = await startTenant();
  proxy = await startEvilProxy(await newTls());
  folder = packaged.makeFolder('evil');
  packaged.give(
    folder,
    'evil.cjs',
    `require('node:fs').writeFileSync(${JSON.stringify(path.join(folder, 'ran'))}, '')`,
  );
  const files = packaged.makeFolder('config');
  station = packaged.makeFolder('station');
  const caFile = packaged.give(files, 'ca.pem', { copyOf: tenant.info.caFile });
  const demo = demoConfig(tenant.info, { caFile, dataFolder: station });
  const desk = { ...demo, station: { ...demo.station, accent: '#8a0f6b' }, window: { kiosk: true } };
  config = packaged.give(files, 'config.json', JSON.stringify(desk));
});

afterAll(async () => {
  tell();
  await packaged.close();
  await tenant.stop();
  await proxy.stop();
});

const deskWords = (): readonly string[] => ['--simulated', '--config', config];
const filled = (word: string, port = 0): string =>
  word.replaceAll('FOLDER', folder).replaceAll('EVIL', proxy.host).replaceAll('PORT', String(port));
const filledIn = (env: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filled(value)] as const));
/** What the attacker's folder holds that they did not put there. */
const left = (): readonly string[] => readdirSync(folder).filter((name) => !name.startsWith('evil.'));

/** It ended by itself with the sentence, nothing was on the screen, and nobody was asked for anything. */
const refused = async (started: Started, sentence: string): Promise<void> => {
  expect(await started.ended, started.output()).toBe(CANNOT_RUN);
  expect(started.output()).toContain(sentence);
  expect(screen.see().clients).toEqual([]);
  expect([proxy.asked.length, left()]).toEqual([asked, []]);
};

describe('the package does not start', () => {
  it.each(aloneSwitches)('with $word', ({ name, word }) =>
    attempt(async () => {
      const port = await freePort();
      const stop = watchPort(port);
      await refused(packaged.start([...deskWords(), filled(word, port)]), `--${name}`);
      expect(stop()).toBe(false);
    }),
  );

  it('without the one sandbox that there is', () =>
    attempt(async () => {
      const started = packaged.start([...deskWords(), '--disable-namespace-sandbox']);
      expect(await started.ended).not.toBe(0);
      expect(started.output()).toContain('No usable sandbox');
    }));

  it('with any of the switches that open it later on, and names each', () =>
    attempt(async () => {
      const words = togetherSwitches.map(({ word }) => filled(word));
      const started = packaged.start([...deskWords(), ...words]);
      await refused(started, 'These switches are not allowed');
      for (const { name } of togetherSwitches) expect(started.output()).toContain(`--${name}`);
    }, togetherSwitches.length));

  it('with variables that load code or tell what is sent, and names each', () =>
    attempt(
      async () => {
        const started = packaged.start(deskWords(), { env: filledIn({ ...variables, ...fusedVariables }) });
        await refused(started, 'These environment variables are not allowed');
        for (const name of Object.keys(variables)) expect(started.output()).toContain(name);
        // The fuse has taken them away before anybody could name them.
        for (const name of Object.keys(fusedVariables)) expect(started.output()).not.toContain(name);
        expect(existsSync(path.join(folder, 'ran'))).toBe(false);
      },
      Object.keys(variables).length + Object.keys(fusedVariables).length,
    ));

  it('with a library loaded before it', () =>
    attempt(() => {
      const [library = ''] = packaged
        .run(['sh', '-c', 'ldconfig -p | sed -n "s/.*=> //p" | grep libXtst'])
        .split('\n');
      return refused(packaged.start(deskWords(), { env: { LD_PRELOAD: library } }), 'LD_PRELOAD');
    }));

  it('as Node, whatever is to run', () =>
    attempt(async () => {
      const env = { ELECTRON_RUN_AS_NODE: '1' };
      await refused(packaged.start([path.join(folder, 'evil.cjs')], { env }), 'ELECTRON_RUN_AS_NODE');
      await refused(packaged.start(['-e', 'require("fs").writeFileSync("/tmp/ran", "")'], { env }), '--e');
    }, 2));

  it('with another configuration for an attacker’s tenant that is no JSON, or none', () =>
    attempt(async () => {
      const file = packaged.give(folder, 'evil.json', '{ "tenant": ');
      await refused(packaged.start(['--config', file]), 'is not valid JSON');
      await refused(packaged.start(['--config', path.join(folder, 'none.json')]), 'cannot be read');
    }, 2));
});

describe('a desk whose surroundings are hostile', () => {
  let desk: Started;
  let home: string;
  beforeAll(() => {
    const real: unknown = JSON.parse(readFileSync('docs/example-config.json', 'utf8'));
    const own = { dataFolder: packaged.makeFolder('real'), window: { kiosk: true } };
    const file = packaged.give(folder, 'evil.real.json', JSON.stringify({ ...(real as object), ...own }));
    const env = { HTTPS_PROXY: `http://${proxy.host}`, https_proxy: `http://${proxy.host}` };
    home = packaged.makeFolder('real-home');
    desk = packaged.start(['--config', file], { env, home });
  });

  it('shows nothing to a proxy that answers for Microsoft', () =>
    attempt(async () => {
      await expect.poll(() => proxy.asked.length, { timeout: 25_000 }).toBeGreaterThan(0);
      await expect.poll(() => desk.output(), { timeout: 25_000 }).toMatch(/tenant\.(untrusted|unreachable)/);
      expect(proxy.asked.filter((line) => !/^CONNECT [a-z.]*microsoft[a-z.]*:443 /.test(line))).toEqual([]);
      expect(proxy.read()).toBe(0);
    }));

  it('ends in its own way when its process for the network fails, and leaves no dump of any memory', () =>
    attempt(async () => {
      const words = ['-P', String(desk.child.pid), '-f', 'network.mojom'];
      const { stdout } = spawnSync('pgrep', words, { encoding: 'utf8' });
      process.kill(Number(stdout.trim()), 'SIGSEGV');
      expect(await desk.ended).toBe(0);
      expect(desk.output()).toContain('network-process-gone');
      const dumps = ['-name', '*.dmp', '-o', '-name', 'core*'];
      expect(spawnSync('find', [home, ...dumps], { encoding: 'utf8' }).stdout).toBe('');
    }));

  afterAll(async () => {
    // Two desks would each take the keyboard back from the other.
    desk.child.kill('SIGTERM');
    await desk.ended;
    asked = proxy.asked.length;
  });
});

describe('a desk at work', () => {
  let desk: Started;
  let home: string;
  /** How it looks; more than one picture where a caret blinks. */
  let before: Seen;
  let pictures: ReadonlySet<string>;

  /** Where the one button in the site's colour is. */
  const button = (): readonly [number, number] => {
    const found = screen.find(accent);
    if (found === null) throw new Error('there is no button');
    return found;
  };
  /** Its band is in a colour of its own. */
  const signInPage = (): void => {
    if (screen.find(pageColour) === null) throw new Error('there is no sign-in page');
  };

  const settle = async (): Promise<void> => {
    const samples = async (): Promise<readonly string[]> => {
      const taken: string[] = [];
      for (let count = 0; count < 8; count += 1) {
        taken.push(screen.see().picture);
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      return taken;
    };
    let last: ReadonlySet<string> = new Set();
    await vi.waitFor(
      async () => {
        const now = new Set(await samples());
        const same = [...now].every((one) => last.has(one));
        last = now;
        if (!same) throw new Error('the screen still changes');
      },
      { timeout: 30_000, interval: 50 },
    );
    pictures = last;
    before = screen.see();
  };

  beforeAll(async () => {
    home = packaged.makeFolder('desk-home');
    desk = packaged.start(deskWords(), { home });
    await vi.waitFor(() => button(), { timeout: 40_000, interval: 200 });
    screen.act('mousemove', '960', '1000');
    await settle();
  });

  afterAll(async () => {
    desk.child.kill('SIGTERM');
    await desk.ended;
  });

  const looks = (): unknown => {
    const { picture, ...windows } = screen.see();
    return { ...windows, picture: pictures.has(picture) ? 'as before' : 'another' };
  };
  /** Its one window lies over everything as before, it runs, and nobody elsewhere was asked for anything. */
  const asBefore = async (): Promise<void> => {
    const expected = { ...before, picture: 'as before' };
    await expect.poll(looks, { timeout: 5_000, interval: 30 }).toEqual(expected);
    expect(desk.child.exitCode).toBeNull();
    expect([proxy.asked.length, left()]).toEqual([asked, []]);
  };
  const blocked = (from: number, hook: string): readonly string[] =>
    [
      ...desk
        .output()
        .slice(from)
        .matchAll(/"hook":"(\w+)","host":"([^"]+)"/g),
    ]
      .filter(([, which]) => which === hook)
      .map(([, , what]) => what ?? '');
  const press = async (keysHeld: string, told: string | null, hook = 'key'): Promise<void> => {
    const from = desk.output().length;
    screen.press(keysHeld);
    if (told !== null)
      await expect.poll(() => blocked(from, hook), { timeout: 5_000, interval: 10 }).toContain(told);
    await asBefore();
  };

  it('fills the whole screen, alone', () => {
    expect(before.clients).toHaveLength(1);
    expect(before.active).toBe(before.clients[0]);
    expect(before.state).toContain('_NET_WM_STATE_FULLSCREEN');
    expect(before.title).toContain('"Tapdesk"');
  });

  describe('with a window of another program', () => {
    let other: ChildProcess;
    /** Afterwards the desk lies over everything and has the keyboard, whatever other windows there are. */
    const inFrontAfter = async (action: () => unknown, told: string | null): Promise<void> => {
      const from = desk.output().length;
      await action();
      if (told !== null) await expect.poll(() => blocked(from, 'front')).toContain(told);
      const expected = { ...before, clients: screen.see().clients, picture: 'as before' };
      await expect.poll(looks, { timeout: 5_000, interval: 30 }).toEqual(expected);
    };
    const open = (): Promise<unknown> => {
      other = packaged.stay(['sh', '-c', 'exec xev >/dev/null']);
      return expect.poll(() => screen.see().clients).toHaveLength(2);
    };

    it('stays in front of it when it opens', () => attempt(() => inFrontAfter(open, 'desk')));

    it.each(switchingKeys)('is not left for it by %s', (held, told) =>
      attempt(() => inFrontAfter(() => screen.press(held), told)),
    );

    it('is alone again when it is gone', async () => {
      other.kill('SIGKILL');
      await asBefore();
    });
  });

  it.each(keys)('is not left by %s', (held, told) => attempt(() => press(held, told)));

  it.each(windowKeys)('is not left by %s, which the window manager takes', (held, told) =>
    attempt(() => press(held, told, 'close')),
  );

  it.each([
    ['the right button', ['click', '3']],
    ['the middle button', ['click', '2']],
    ['the back button', ['click', '8']],
    ['the forward button', ['click', '9']],
    ['zooming in by the wheel', ['keydown', 'ctrl', 'click', '4', 'click', '4', 'keyup', 'ctrl']],
    ['zooming out by the wheel', ['keydown', 'ctrl', 'click', '5', 'click', '5', 'keyup', 'ctrl']],
    ['marking text', ['click', '--repeat', '3', '1']],
    ['dragging', ['mousedown', '1', 'mousemove', '1400', '700', 'mouseup', '1', 'mousemove', '650', '255']],
    [
      'dragging with the right button',
      ['mousedown', '3', 'mousemove', '1400', '700', 'mouseup', '3', 'mousemove', '650', '255'],
    ],
  ] as const)('is not changed by %s', (_name, words) =>
    attempt(async () => {
      screen.act('mousemove', '650', '255');
      screen.act(...words);
      await asBefore();
    }),
  );

  it('opens nothing from what somebody has copied', () =>
    attempt(async () => {
      packaged.stay(['sh', '-c', `printf 'http://${proxy.host}/' | xclip -quiet -selection primary`]);
      screen.act('mousemove', '650', '255', 'click', '2');
      await asBefore();
    }));

  it('takes nothing of a reader that types without end', () =>
    attempt(async () => {
      screen.act('type', '--delay', '0', `cmd /c calc https://${proxy.host} `.repeat(40));
      await asBefore();
    }));

  it('is not started a second time, with another configuration neither', () =>
    attempt(async () => {
      const again = packaged.start(['--config', path.join(folder, 'evil.real.json')], { home });
      expect(await again.ended).toBe(CANNOT_RUN);
      expect(again.output()).toContain('already running');
      await asBefore();
    }));

  it('offers no inspector to a signal', () =>
    attempt(async () => {
      const port = 9229;
      const stop = watchPort(port);
      const other = packaged.start(deskWords(), { home: packaged.makeFolder('home') });
      await expect.poll(() => other.output(), { timeout: 20_000 }).not.toBe('');
      other.child.kill('SIGUSR1');
      expect(await other.ended).not.toBe(0);
      expect(stop()).toBe(false);
    }));

  describe('with a sign-in page in it', () => {
    beforeAll(async () => {
      const [x, y] = button();
      screen.act('mousemove', String(x), String(y), 'click', '1', 'mousemove', '1000', '900');
      await vi.waitFor(() => signInPage(), { timeout: 20_000, interval: 200 });
      await settle();
    });

    // F6 goes from the page to the desk and back, and changes what is marked.
    it.each(keys.filter(([held]) => held !== 'F6'))('is not left by %s', (held, told) =>
      attempt(() => press(held, told)),
    );

    it('takes a press beside its fields for nothing', async () => {
      screen.act('click', '1');
      await settle();
      expect(signInPage).not.toThrow();
    });

    it.each([
      ['the right button', ['click', '3']],
      ['the back button', ['click', '8']],
      ['zooming by the wheel', ['keydown', 'ctrl', 'click', '4', 'click', '4', 'keyup', 'ctrl']],
    ] as const)('is not changed by %s', (_name, words) =>
      attempt(async () => {
        screen.act(...words);
        await asBefore();
      }),
    );
  });

  it('has on record what was tried, and nothing else', async () => {
    desk.child.kill('SIGTERM');
    expect(await desk.ended).toBe(0);
    const clock = { now: () => Date.now(), monotonicMs: () => performance.now() };
    const file = path.join(station, 'journal-simulated.sqlite');
    const journal = openJournal({ file, station: 'demo-desk', clock, randomBytes });
    try {
      expect(journal.verify().ok).toBe(true);
      const tried = journal.ofType('desk.blocked').map(({ entry }) => entry.data);
      expect(tried.length).toBe(40);
      expect(tried).toContainEqual({ hook: 'key', what: 'Control+Shift+I' });
      expect(tried).toContainEqual({ hook: 'front', what: 'desk' });
      const types = new Set([...journal.read(1)].map(({ entry }) => entry.type));
      expect([...types].sort()).toEqual(['desk.blocked', 'station.key', 'window.wiped']);
    } finally {
      journal.close();
    }
  });
});

describe('the installed files', () => {
  /** A copy that the attacker may write to, with hard links to what stays the same. */
  const tampered = (name: string, script: string): string => {
    const copy = path.join(packaged.makeFolder(name), 'tapdesk');
    const { status, stderr } = spawnSync(
      'sh',
      ['-ec', `cp -al "$1" "$2"; cd "$2"; ${script}`, 'sh', packaged.folder, copy],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    return copy;
  };
  const judged = (copy: string): Promise<unknown> =>
    readPackage({ ...installedIn(copy, nodeFs, 'linux'), rightsOf: () => Promise.resolve(null) });

  it.each([
    ['another archive', 'cp resources/app.asar x; printf x >>x; mv x resources/app.asar'],
    ['another library', 'f=$(find . -name "*.node" | head -1); cp "$f" x; printf x >>x; mv x "$f"'],
    ['a folder beside the archive', 'mkdir resources/app; touch resources/app/main.js'],
    ['a file less', 'rm "$(find locales -type f | head -1)"'],
    ['another program', 'cp tapdesk x; printf x >>x; mv x tapdesk'],
  ])('are told apart by the list when somebody makes it %s', (name, script) =>
    attempt(async () => {
      expect(await judged(tampered('copy', script)), name).toBe('changed');
    }),
  );

  const ranWithin = async (ms: number): Promise<string> => {
    const end = Date.now() + ms;
    while (Date.now() < end && !existsSync(path.join(folder, 'ran')))
      await new Promise((resolve) => setTimeout(resolve, 50));
    return existsSync(path.join(folder, 'ran')) ? 'ran' : 'did not end';
  };

  it('let no folder beside the archive stand in for it', () =>
    attempt(async () => {
      const about = '{"name":"evil","main":"main.cjs"}';
      const copy = tampered(
        'beside',
        `mkdir resources/app; printf '%s' '${about}' >resources/app/package.json; cp '${folder}/evil.cjs' resources/app/main.cjs`,
      );
      const started = packaged.start(['--config', path.join(folder, 'none.json')], { folder: copy });
      await refused(started, 'cannot be read');
      expect(existsSync(path.join(folder, 'ran'))).toBe(false);
    }));

  it('let no folder take the place of the archive that somebody took away', () =>
    attempt(async () => {
      const about = '{"name":"evil","main":"main.cjs"}';
      const copy = tampered(
        'instead',
        `rm resources/app.asar; mkdir resources/app; printf '%s' '${about}' >resources/app/package.json; cp '${folder}/evil.cjs' resources/app/main.cjs`,
      );
      const started = packaged.start(['--config', path.join(folder, 'none.json')], { folder: copy });
      expect(await Promise.race([started.ended, ranWithin(10_000)])).not.toBe('ran');
      expect(started.child.exitCode).not.toBe(0);
      expect([screen.see().clients, left()]).toEqual([[], []]);
    }));

  it('cannot be changed by the account that the desk runs as', () =>
    attempt(() => {
      // Whoever owns them may; that is root, where root installs them.
      if (!packaged.isRoots) return;
      const script =
        'cd "$1"; find . -writable ! -type l; touch resources/app.asar resources/x; mkdir resources/app; mv resources/app.asar resources/y; rm tapdesk; ln -sf /bin/sh tapdesk';
      const said = packaged.run(['sh', '-c', script, 'sh', packaged.folder]);
      expect(said.split('\n').filter((line) => line !== '' && !/denied|not permitted/.test(line))).toEqual(
        [],
      );
      expect(said.split('\n').filter((line) => line !== '')).toHaveLength(6);
    }, 6));
});
