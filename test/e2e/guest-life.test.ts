import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GuestEvent } from '../../src/main/kiosk/index.ts';
import type { TlsMaterial } from '../../src/simulator/wire/tls.ts';
import { startGuarded, type Guarded } from '../support/guarded.ts';
import { newTls, page, startHttps, type TestServer } from '../support/hostile.ts';

// What a guarded window does for the people, and what it leaves behind, in real Electron.

let tls: TlsMaterial;
let guarded: Guarded;
let server: TestServer;
let other: TestServer;

beforeAll(async () => {
  tls = await newTls();
  other = await startHttps(tls, (_request, response) => page(response, '<input autofocus>'));
  server = await startHttps(tls, (request, response) => {
    if (request.url?.startsWith('/worker.js') === true) {
      response.writeHead(200, { 'content-type': 'text/javascript' }).end('');
      return;
    }
    page(
      response,
      '<input id="code" autofocus><button id="button">b</button><iframe srcdoc="<input>"></iframe>',
    );
  });
  guarded = await startGuarded();
}, 120_000);

afterAll(async () => {
  await guarded.stop();
  await Promise.all([server, other].map((one) => one.stop()));
});

const inPage = (code: string): Promise<unknown> =>
  guarded.harness.evaluate((harness, text) => harness.inPage(text), code);
const events = (): Promise<GuestEvent[]> => guarded.harness.evaluate((harness) => harness.events());
const close = () => guarded.harness.evaluate((harness) => harness.guest().close());
const type = (text: string, host: string): Promise<boolean> =>
  guarded.harness.evaluate((harness, [what, where]) => harness.guest().type(what, where), [
    text,
    host,
  ] as const);
const press = (keys: readonly string[]): Promise<void> =>
  guarded.harness.evaluate((harness, all) => harness.press(all), keys);

const open = async (more: { quietMs?: number } = {}) => {
  await guarded.harness.evaluate((harness, options) => harness.open(options), {
    rules: { hosts: [server.host, other.host], resourceHosts: [], loopbackRedirect: false },
    fingerprints: [tls.leafFingerprint],
    ...more,
  });
  await guarded.harness.evaluate(
    (harness, address) => harness.guest().load(address),
    `${server.origin}/start`,
  );
};

beforeEach(async () => {
  await guarded.harness.evaluate((harness) => harness.forget());
  server.asked.length = 0;
});
afterEach(async () => {
  // Where a test opened no window, the one before it is closed already.
  await close();
});

describe('what a guarded window leaves behind', () => {
  const keep = `(async () => {
    document.cookie = 'a=b';
    localStorage.setItem('a', 'b');
    await (await caches.open('x')).put('/y', new Response('hi'));
    await navigator.serviceWorker.register('/worker.js');
    await new Promise((resolve, reject) => {
      const request = indexedDB.open('db', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('s');
      request.onsuccess = resolve;
      request.onerror = reject;
    });
  })()`;

  it('is nothing, and it is looked for where something was', async () => {
    await open();
    await inPage(`${keep}.then(() => 0)`);
    expect(
      await guarded.harness.evaluate((harness, origin) => harness.remains([origin]), server.origin),
    ).toEqual({
      cookies: 1,
      origins: 1,
    });
    expect(await close()).toEqual({ cookies: 0, origins: 0 });
    // Chromium lets go of a destroyed page a moment later.
    await expect.poll(() => guarded.harness.evaluate((harness) => harness.contentsCount())).toBe(1);
    expect(await events()).toContainEqual({ kind: 'closed' });
  });

  it('is unknown to the next one, and never on disk', async () => {
    await open();
    await inPage(`${keep}.then(() => 0)`);
    expect(await guarded.harness.evaluate((harness) => harness.contents().session.isPersistent())).toBe(
      false,
    );
    await close();
    await open();
    expect(await inPage('document.cookie + localStorage.length')).toBe('0');
  });

  it('is unknown to whoever has the same partition after its rest, also what came late', async () => {
    const partition = () => guarded.harness.evaluate((harness) => harness.partition());
    await open();
    await inPage(`${keep}.then(() => 0)`);
    const first = await partition();
    await close();
    await guarded.harness.evaluate((harness, [number, origin]) => harness.plantLate(number, origin), [
      first,
      server.origin,
    ] as const);
    const next: number[] = [];
    while (next.at(-1) !== first && next.length < 10) {
      await close();
      await open();
      next.push(await partition());
    }
    // The others first.
    expect(new Set(next).size).toBe(8);
    expect(next.at(-1)).toBe(first);
    expect(await inPage('document.cookie + localStorage.length')).toBe('0');
  });

  it('is wiped once, however often it is closed', async () => {
    await open();
    const [first, second] = await Promise.all([close(), close()]);
    expect(second).toEqual(first);
    expect((await events()).filter(({ kind }) => kind === 'closed')).toHaveLength(1);
  });
});

describe('typing for the enrollee', () => {
  beforeEach(() => open());
  const value = () => inPage('document.querySelector("input").value');

  it('goes into the focused field although the desk has the focus', async () => {
    await guarded.desk.focus('#button');
    expect(await type('planted+pass$1', server.host)).toBe(true);
    expect(await value()).toBe('planted+pass$1');
  });

  it('does nothing when another host is in front', async () => {
    expect(await type('planted-pass', other.host)).toBe(false);
    await inPage(`location.href = ${JSON.stringify(other.origin)}; 0`);
    await expect.poll(events).toContainEqual({ kind: 'navigated', host: other.host, secure: true });
    await expect.poll(async () => (await events()).filter(({ kind }) => kind === 'ready').length).toBe(2);
    expect(await type('planted-pass', server.host)).toBe(false);
    expect(await value()).toBe('');
  });

  it.each([
    ['no field', 'document.activeElement.blur()'],
    ['a button', 'document.querySelector("button").focus()'],
    ['a field that takes no text', 'document.querySelector("input").readOnly = true'],
    ['a field of a frame', 'document.querySelector("iframe").contentDocument.querySelector("input").focus()'],
  ])('does nothing when %s has the focus', async (_name, code) => {
    await inPage(`${code}; 0`);
    expect(await type('planted-pass', server.host)).toBe(false);
    expect(await value()).toBe('');
    expect(
      await inPage('document.querySelector("iframe").contentDocument.querySelector("input").value'),
    ).toBe('');
  });

  it('leaves nothing in the clipboard', async () => {
    await type('planted-pass', server.host);
    expect(await guarded.app.evaluate(({ clipboard }) => clipboard.readText())).not.toContain('planted');
  });
});

describe('the desk’s own keyboard', () => {
  beforeEach(() => open());
  const value = () => inPage('document.querySelector("input").value');
  const tap = (keys: readonly string[], hosts: readonly string[]): Promise<boolean[]> =>
    guarded.harness.evaluate(
      async (harness, [all, where]) => {
        const typed: boolean[] = [];
        for (const key of all) typed.push(await harness.guest().press(key, where));
        return typed;
      },
      [keys, hosts] as const,
    );

  it('types letter by letter, takes one back and goes to the next field', async () => {
    expect(await tap([...Array.from('naß@9'), 'Backspace', '8'], [server.host])).toEqual(Array(7).fill(true));
    await expect.poll(value).toBe('naß@8');
    await tap(['Tab'], [server.host]);
    await expect.poll(() => inPage('document.activeElement.id')).toBe('button');
  });

  it('keeps the order of letters and other keys, however fast they are tapped', async () => {
    const keys = [...Array<readonly string[]>(20).fill(['x', 'Backspace'])].flat();
    const typed = await guarded.harness.evaluate(
      (harness, [all, where]) => Promise.all(all.map((key) => harness.guest().press(key, where))),
      [[...keys, 'y'], [server.host]] as const,
    );
    expect(typed).toEqual(Array(41).fill(true));
    await expect.poll(value).toBe('y');
  });

  it('types nothing into a host that is not allowed', async () => {
    await inPage(`location.href = ${JSON.stringify(other.origin)}; 0`);
    await expect.poll(async () => (await events()).filter(({ kind }) => kind === 'ready').length).toBe(2);
    const keys = ['a', 'Backspace', 'Tab', 'Enter'];
    expect(await tap(keys, [server.host, 'elsewhere.example'])).toEqual([false, false, false, false]);
    expect(await value()).toBe('');
    expect(await tap(['a'], [server.host, other.host])).toEqual([true]);
    await expect.poll(value).toBe('a');
  });

  it('is never taken for a badge reader, however fast its keys come', async () => {
    await tap([...Array.from('10000123'), 'Enter'], [server.host]);
    await tap([...Array.from('10000123'), 'Enter'], [server.host]);
    await expect.poll(value).toBe('1000012310000123');
    expect(await guarded.harness.evaluate((harness) => harness.badges())).toEqual([]);
  });

  it('makes its room at the bottom of the window, and gives it back', async () => {
    const height = () => inPage('window.innerHeight');
    const before = Number(await height());
    await guarded.harness.evaluate((harness) => harness.guest().leaveRoom(264));
    await expect.poll(height).toBe(before - 264);
    await guarded.harness.evaluate((harness) => harness.guest().leaveRoom(0));
    await expect.poll(height).toBe(before);
  });
});

describe('a page that hangs', () => {
  const starts = () => server.asked.filter((one) => one === 'GET /start').length;

  it('in a WebAuthn call that never settles is told and loaded again, and the call is gone', async () => {
    await open({ quietMs: 1500 });
    await inPage(`navigator.credentials.create({ publicKey: {
      challenge: new Uint8Array(32), rp: { name: 'x' }, user: { id: new Uint8Array(8), name: 'x', displayName: 'x' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }], timeout: 600000,
    } }).catch(() => 0); 0`);
    await expect.poll(events, { timeout: 15_000 }).toContainEqual({ kind: 'not-responding' });
    await expect.poll(starts).toBe(2);
  });

  it('is loaded again when its process is gone', async () => {
    await open();
    await guarded.harness.evaluate((harness) => harness.contents().forcefullyCrashRenderer());
    await expect.poll(events).toContainEqual({ kind: 'not-responding' });
    await expect.poll(starts).toBe(2);
    await expect.poll(() => inPage('location.pathname')).toBe('/start');
  });

  it('is told when its server is gone', async () => {
    const gone = await startHttps(tls, (_request, response) => page(response, ''));
    await gone.stop();
    await guarded.harness.evaluate((harness, options) => harness.open(options), {
      rules: { hosts: [gone.host], resourceHosts: [], loopbackRedirect: false },
      fingerprints: [tls.leafFingerprint],
    });
    await guarded.harness.evaluate((harness, address) => harness.guest().load(address), `${gone.origin}/x`);
    expect(await events()).toContainEqual({ kind: 'not-responding' });
    expect((await events()).filter(({ kind }) => kind === 'ready')).toEqual([]);
  });
});

describe('a security key', () => {
  it('is registered under the policy of the guarded window, and the server is told of', async () => {
    await open();
    await guarded.harness.evaluate((harness) => harness.addVirtualKey());
    const made = await inPage(`navigator.credentials.create({ publicKey: {
      challenge: new Uint8Array(32), rp: { name: 'x', id: 'localhost' },
      user: { id: new Uint8Array(8), name: 'x', displayName: 'x' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    } }).then(({ type, response }) => type + ' ' + JSON.parse(new TextDecoder().decode(response.clientDataJSON)).origin)`);
    expect(made).toBe(`public-key ${server.origin}`);
    await inPage(`fetch('/register', { method: 'POST', body: '{}' }).then(() => 0)`);
    await expect.poll(events).toContainEqual({ kind: 'posted', host: server.host });
  });
});

describe('a key that is provisioned', () => {
  const makeKey = (key: 'none' | 'there' | 'late', patienceMs = 10_000) =>
    guarded.harness.evaluate((harness, [which, ms]) => harness.makeKey(which, ms), [
      key,
      patienceMs,
    ] as const);
  const open = () => guarded.harness.evaluate((harness) => harness.contentsCount());

  beforeEach(() => expect.poll(open).toBe(1));

  it.each(['there', 'late'] as const)('answers for the tenant’s own page when it is %s', async (key) => {
    const { made } = await makeKey(key);
    const told: unknown = JSON.parse(Buffer.from(made?.clientDataJSON ?? '', 'base64url').toString());
    expect(told).toMatchObject({
      type: 'webauthn.create',
      challenge: 'Y2hhbGxlbmdlLWNoYWxsZW5nZQ',
      origin: 'https://login.example',
    });
    await expect.poll(open).toBe(1);
  });

  it('that never comes is waited for no longer than people have, and its page is gone', async () => {
    expect(await makeKey('none', 600)).toEqual({ made: null, because: 'not-made' });
    await expect.poll(open).toBe(1);
  });

  it('is let go at once when the person goes elsewhere', async () => {
    const asked = makeKey('none');
    await expect.poll(open).toBe(2);
    await guarded.harness.evaluate((harness) => harness.stopKey());
    expect(await asked).toEqual({ made: null, because: 'not-made' });
    await expect.poll(open).toBe(1);
  });
});

describe('keys on a guarded window', () => {
  beforeEach(async () => {
    await open();
    await inPage(
      `window.seen = []; addEventListener('keydown', ({ key }) => seen.push(key), true); addEventListener('keyup', ({ key }) => seen.push(key), true); 0`,
    );
    await guarded.harness.evaluate((harness) => harness.contents().focus());
  });

  it('are a badge when they come as a reader sends them, and the page learns none of them', async () => {
    await press([...Array.from('1004711'), 'Enter']);
    await expect
      .poll(() => guarded.harness.evaluate((harness) => harness.badges()))
      .toMatchObject([{ kind: 'read', identifier: { value: '1004711' } }]);
    expect(await inPage('document.querySelector("input").value')).toBe('');
    expect(await inPage('seen')).toEqual([]);
  });

  it('are activity of the desk', async () => {
    const before = await guarded.harness.evaluate((harness) => harness.activity());
    await press(['a']);
    await expect
      .poll(() => guarded.harness.evaluate((harness) => harness.activity()))
      .toBeGreaterThan(before);
  });

  it('go to the page as soon as it is there, and by F6 to the desk and back', async () => {
    const focused = () =>
      guarded.harness.evaluate((harness) => [
        harness.contents().isFocused(),
        harness.deskWindow()?.window.webContents.isFocused(),
      ]);
    await expect.poll(focused).toEqual([true, false]);
    await press(['F6']);
    await expect.poll(focused).toEqual([false, true]);
    await guarded.harness.evaluate((harness) => harness.press(['F6'], true));
    await expect.poll(focused).toEqual([true, false]);
  });

  it('go to the desk while the window is hidden', async () => {
    const guestHasFocus = () => guarded.harness.evaluate((harness) => harness.contents().isFocused());
    await guarded.harness.evaluate((harness) => harness.guest().show(false));
    await expect.poll(guestHasFocus).toBe(false);
    await guarded.harness.evaluate((harness) => harness.press(['F6'], true));
    await guarded.desk.evaluate(() => 0);
    expect(await guestHasFocus()).toBe(false);
  });

  it.each(['F5', 'F11', 'F12', 'Control+p', 'Control+v', 'Control+r', 'Control+Shift+i', 'Alt+Left'])(
    'reach no page as the shortcut %s',
    async (shortcut) => {
      await press([shortcut, 'x']);
      await expect.poll(() => inPage('seen')).toContain('x');
      expect(await inPage('[...new Set(seen)]')).toEqual(['x']);
      expect(server.asked.filter((one) => one === 'GET /start')).toHaveLength(1);
    },
  );
});
