import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GuestEvent } from '../../src/main/kiosk/index.ts';
import type { TlsMaterial } from '../../src/simulator/wire/tls.ts';
import { startGuarded, type Guarded } from '../support/guarded.ts';
import {
  newTls,
  page,
  startDatagrams,
  startHttp,
  startHttps,
  type Datagrams,
  type TestServer,
} from '../support/hostile.ts';
import { permissions } from './attempts/asking.ts';
import type { Attempt } from './attempts/attempt.ts';
import { connections, requests } from './attempts/fetching.ts';
import { frames, windows } from './attempts/framing.ts';
import { downloads, fileDialogs, interruptions } from './attempts/interrupting.ts';
import { leaving } from './attempts/leaving.ts';
import { hostilePages } from './page-server.ts';
import { countAttempts } from './tally.ts';

// A guarded window in real Electron against a page that tries to get out of it: one start, a fresh window for each try.

let tls: TlsMaterial;
let guarded: Guarded;
/** The host that the rules allow; its server has been taken over. */
let allowed: TestServer;
/** One that they do not allow. It has the same certificate, so nothing but the rules is in its way. */
let evil: TestServer;
let datagrams: Datagrams;
let loopback: TestServer;

beforeAll(async () => {
  tls = await newTls();
  evil = await startHttps(tls, (_request, response) => page(response, '<h1>evil</h1>'));
  datagrams = await startDatagrams();
  loopback = await startHttp((_request, response) => page(response, '<h1>signed in</h1>'));
  allowed = await startHttps(
    tls,
    hostilePages(() => evil.origin),
  );
  guarded = await startGuarded();
}, 120_000);

afterAll(async () => {
  tell();
  await guarded.stop();
  await Promise.all([allowed, evil, loopback, datagrams].map((server) => server.stop()));
});

const open = async (more: { loopbackRedirect?: boolean; quietMs?: number; trusted?: boolean } = {}) => {
  const { loopbackRedirect = false, trusted = true, ...others } = more;
  const rules = { hosts: [allowed.host], resourceHosts: [], loopbackRedirect };
  const fingerprints = trusted ? [tls.leafFingerprint] : ['sha256/another'];
  await guarded.harness.evaluate((harness, options) => harness.open(options), {
    rules,
    fingerprints,
    ...others,
  });
  await guarded.harness.evaluate(
    (harness, address) => harness.guest().load(address),
    `${allowed.origin}/start`,
  );
};
const inPage = (code: string): Promise<unknown> =>
  guarded.harness.evaluate((harness, text) => harness.inPage(text), code);
const events = (): Promise<GuestEvent[]> => guarded.harness.evaluate((harness) => harness.events());
const blocked = (): Promise<unknown[]> =>
  guarded.harness.evaluate((harness) => harness.lines().map(({ fields }) => fields));
const close = () => guarded.harness.evaluate((harness) => harness.guest().close());

/** Waits until the log says that the hook has blocked the host. */
const untilBlocked = (hook: string, host: string) =>
  expect.poll(blocked, { timeout: 10_000 }).toContainEqual({ hook, host });

beforeEach(async () => {
  await guarded.harness.evaluate((harness) => harness.forget());
  datagrams.forget();
  evil.asked.length = 0;
  loopback.asked.length = 0;
  allowed.asked.length = 0;
});

afterEach(async () => {
  await close();
});

const { attempt, tell } = countAttempts('hostile pages');

/** The page is where it was, its scripts run, nobody else was asked for anything, and nothing new is open. */
const nothingHappened = async (): Promise<void> => {
  // What Chromium itself let go is brought back by the desk.
  const where = () =>
    Promise.race([
      inPage('location.pathname + document.querySelector("h1").textContent').catch(() => null),
      new Promise((resolve) => setTimeout(resolve, 500)),
    ]);
  await expect.poll(where, { timeout: 5_000 }).toBe('/startallowed');
  expect(evil.asked).toEqual([]);
  expect([evil.connections(), datagrams.received()]).toEqual([0, 0]);
  expect(
    await guarded.harness.evaluate((harness) => [
      harness.contentsCount(),
      harness.downloads(),
      harness.windows(),
    ]),
  ).toEqual([2, 0, 1]);
};

/** What an attempt's names stand for. */
const names = (): Readonly<Record<string, string>> => {
  const port = allowed.host.split(':')[1] ?? '';
  return {
    ...{ EVIL: evil.origin, EVIL_HOST: evil.host, HERE: allowed.origin, HERE_HOST: allowed.host },
    ...{ HERE_DOT: `localhost.:${port}`, HERE_NUMBER: `127.0.0.1:${port}`, HERE_SIX: `[::1]:${port}` },
    LAN: datagrams.address,
  };
};

const run = (code: string): Promise<unknown> => {
  const constants = Object.entries(names()).map(
    ([name, value]) => `const ${name} = ${JSON.stringify(value)};`,
  );
  return inPage(`Promise.race([
    (async () => { ${constants.join(' ')} ${code} })(),
    new Promise((resolve) => setTimeout(resolve, 3000, 'did not settle')),
  ])`);
};

describe.each([
  ['cannot leave', leaving],
  ['cannot frame', frames],
  ['cannot open', windows],
  ['cannot save', downloads],
  ['cannot reach another host by', requests],
  ['cannot connect to another host by', connections],
  ['is not given', permissions],
  ['cannot stop the desk by', interruptions],
  ["cannot open the machine's folders by", fileDialogs],
])('a hostile page %s', (_name, attempts: readonly Attempt[]) => {
  beforeEach(() => open());

  it.each(attempts)('$name', ({ before, code, blocked: expected, answer, told }) =>
    attempt(async () => {
      if (before !== undefined) await run(before);
      const answered = await run(code);
      if (answer !== undefined) expect(answered).toEqual(answer);
      if (expected !== null) {
        const [hook, host] = expected;
        await untilBlocked(hook, names()[host] ?? host);
        if (told)
          expect(await events()).toContainEqual({ kind: 'blocked-host', host: names()[host] ?? host });
      }
      await nothingHappened();
      expect(JSON.stringify([await events(), await blocked()])).not.toContain('secret');
    }),
  );
});

describe('a hostile page', () => {
  beforeEach(() => open());

  it('saves nothing either when the main process loads it, to whom the policy of the page does not apply', async () => {
    await guarded.harness.evaluate(
      (harness, address) => harness.guest().load(address),
      `${allowed.origin}/attachment`,
    );
    await untilBlocked('download', allowed.host);
    expect(await guarded.harness.evaluate((harness) => harness.downloads())).toBe(0);
  });

  it('cannot keep the person by "leave this page?"', async () => {
    await guarded.harness.evaluate((harness) => harness.press(['a']));
    await inPage('window.onbeforeunload = (event) => { event.preventDefault(); return "stay"; }; 0');
    await guarded.harness.evaluate((harness) => harness.guest().reload());
    expect(await inPage('window.onbeforeunload')).toBeNull();
    await nothingHappened();
  });

  it('sees neither bridge nor Node, in itself or in a frame', async () => {
    const kinds = 'typeof window.tapdesk + typeof require + typeof process + typeof module';
    expect(await inPage(kinds)).toBe('undefined'.repeat(4));
    expect(
      await inPage(`new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.onload = () => resolve(['tapdesk', 'require', 'process', 'module'].map((name) => typeof frame.contentWindow[name]).join(''));
        frame.src = '/start?frame';
        document.body.append(frame);
      })`),
    ).toBe('undefined'.repeat(4));
  });

  it('that closes itself is told, and leaves nothing', async () => {
    await inPage('setTimeout(() => window.close()); 0');
    await expect.poll(events).toContainEqual({ kind: 'not-responding' });
    await guarded.harness.evaluate((harness) => harness.guest().reload());
    expect(await close()).toEqual({ cookies: 0, origins: 0 });
  });

  it('that loops for ever is ended and loaded again', async () => {
    await close();
    await open({ quietMs: 1_000 });
    await inPage('setTimeout(() => { for (;;); }); 0');
    await expect.poll(events, { timeout: 10_000 }).toContainEqual({ kind: 'not-responding' });
    await expect.poll(() => allowed.asked.filter((one) => one === 'GET /start').length).toBe(3);
    await nothingHappened();
  });

  it('that is not there any more is told, and can be loaded again', async () => {
    await inPage('location.href = "about:srcdoc"; 0');
    await expect.poll(events).toContainEqual({ kind: 'not-responding' });
    await guarded.harness.evaluate((harness) => harness.guest().reload());
    await nothingHappened();
  });

  it('drags nothing out', async () => {
    await inPage(`document.body.innerHTML = '<h1>allowed</h1><div id="drag" draggable="true" style="position:fixed;inset:0;background:#eee">x</div>';
      window.dragged = 0; window.moves = 0; addEventListener('mousemove', () => { moves += 1; }); addEventListener('dragstart', () => { dragged += 1; }); 0`);
    await guarded.harness.evaluate((harness) => harness.drag());
    await expect.poll(() => inPage('window.moves ?? 0')).toBeGreaterThan(0);
    expect(await inPage('dragged')).toBe(0);
  });
});

describe('the loopback redirect', () => {
  const post = () =>
    inPage(
      `document.body.insertAdjacentHTML('beforeend', '<form method="post" action="${loopback.origin}"><input name="code" value="x"></form>'); document.querySelector('form').submit()`,
    );

  it('can be posted to from the sign-in page', async () => {
    await open({ loopbackRedirect: true });
    await post();
    await expect.poll(() => loopback.asked).toEqual(['POST /']);
    await expect.poll(events).toContainEqual({ kind: 'navigated', host: loopback.host, secure: false });
  });

  it('can be redirected to', async () => {
    await open({ loopbackRedirect: true });
    await inPage(`location.href = ${JSON.stringify(`${loopback.origin}/?code=x`)}; 0`);
    await expect.poll(() => loopback.asked).toEqual(['GET /?code=x']);
  });

  it.each(['/other', '/favicon.ico'])('has no other path: %s', async (path) => {
    await open({ loopbackRedirect: true });
    await inPage(`location.href = ${JSON.stringify(loopback.origin + path)}; 0`);
    await untilBlocked('navigate', loopback.host);
    expect(loopback.asked).toEqual([]);
  });

  it('is no resource and no frame', async () => {
    await open({ loopbackRedirect: true });
    await inPage(`fetch(${JSON.stringify(loopback.origin)}, { mode: 'no-cors' }).catch(() => 0)`);
    await inPage(
      `(() => { const frame = document.createElement('iframe'); frame.src = ${JSON.stringify(loopback.origin)}; document.body.append(frame); })()`,
    );
    await untilBlocked('navigate', loopback.host);
    expect(loopback.asked).toEqual([]);
  });

  it('is closed where the rules do not name it', async () => {
    await open();
    await post();
    await untilBlocked('navigate', loopback.host);
    expect(loopback.asked).toEqual([]);
  });
});

describe('a server', () => {
  it('with another certificate than the trusted one is not shown', async () => {
    await open({ trusted: false });
    expect(await events()).toContainEqual({ kind: 'not-responding' });
    expect(await events()).not.toContainEqual({ kind: 'ready' });
    expect(allowed.asked).toEqual([]);
  });

  it('is not asked for an address that the main process must not load', async () => {
    await open();
    await guarded.harness.evaluate((harness, address) => harness.guest().load(address), evil.origin);
    // By this look and not only at the request that would follow.
    await untilBlocked('load', evil.host);
    expect(await events()).toContainEqual({ kind: 'blocked-host', host: evil.host });
    expect(evil.asked).toEqual([]);
  });
});
