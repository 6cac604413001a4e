import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { channelNames } from '../../src/shared/index.ts';
import { snapshot } from '../support/channels.ts';
import { startGuarded, type Guarded } from '../support/guarded.ts';

// The desk's own window in real Electron, with a page made as the desk's screens are.

let guarded: Guarded;

beforeAll(async () => {
  guarded = await startGuarded();
}, 120_000);
afterAll(() => guarded.stop());
beforeEach(() => guarded.harness.evaluate((harness) => harness.forget()));

/** Runs code as a script of the page that got in somehow. */
const inDesk = (code: string): Promise<unknown> =>
  guarded.harness.evaluate(
    (harness, text) => harness.deskWindow()?.window.webContents.executeJavaScript(text),
    code,
  );

describe('the page of the desk', () => {
  it('is laid out by the components it is made of, so their styles are let in', async () => {
    const style = await guarded.desk.locator('#button').evaluate((button) => {
      const { minHeight, backgroundColor } = getComputedStyle(button);
      return { minHeight, backgroundColor };
    });
    expect(style).toEqual({ minHeight: '56px', backgroundColor: 'rgb(15, 108, 189)' });
  });

  it.each([
    ['an inline script of its own file', 'window.inlineRan === undefined'],
    [
      'an inline style',
      `(() => {
      document.head.insertAdjacentHTML; const style = document.createElement('style');
      style.textContent = '#button { min-height: 99px !important }'; document.head.append(style);
      return getComputedStyle(document.querySelector('#button')).minHeight !== '99px';
    })()`,
    ],
    ['code from text', '(() => { try { return new Function("return 1")() !== 1 } catch { return true } })()'],
    [
      'markup from text',
      '(() => { try { document.body.innerHTML += "<b>x</b>"; return false } catch (error) { return error instanceof TypeError } })()',
    ],
    [
      'a policy that makes markup from text',
      '(() => { try { trustedTypes.createPolicy("x", {}); return false } catch { return true } })()',
    ],
    ['a request', 'fetch("app://desk/index.html").then(() => false, () => true)'],
    [
      'a worker',
      '(() => { try { new Worker("/index.html"); } catch { return true } return new Promise((resolve) => { new Worker("/index.html").onerror = () => resolve(true) }) })()',
    ],
    [
      'a frame',
      'new Promise((resolve) => { addEventListener("securitypolicyviolation", () => resolve(true)); const frame = document.createElement("iframe"); frame.src = "app://desk/"; document.body.append(frame) })',
    ],
    ['a window', 'window.open("app://desk/") === null'],
  ])('does not let in %s', async (_name, code) => {
    expect(await inDesk(code)).toBe(true);
  });

  it.each(['data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'app://desk/picture.png'])(
    'shows no picture by an image, which Chromium would keep: %s',
    async (address) => {
      expect(
        await inDesk(
          `new Promise((resolve) => { const image = new Image(); image.onload = () => resolve('shown'); image.onerror = () => resolve('refused'); image.src = '${address}'; })`,
        ),
      ).toBe('refused');
    },
  );

  it.each([
    'https://example.com/',
    'app://other/',
    'file:///etc/hostname',
    'app://desk/?x',
    'app://desk/index.html',
  ])('does not go to %s', async (address) => {
    await inDesk(`location.href = ${JSON.stringify(address)}; 0`);
    await inDesk('new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))');
    expect(guarded.desk.url()).toBe('app://desk/');
    expect(await inDesk('document.querySelector("#button") !== null')).toBe(true);
  });

  it.each(['/../main.js', '/%2e%2e/main.js', '/main.js', '/package.json'])(
    'is served nothing beside its own files: %s',
    async (path) => {
      expect(
        await guarded.app.evaluate(
          ({ session }, address) =>
            session.defaultSession.fetch(address, { bypassCustomProtocolHandlers: false }).then(
              ({ status }) => status,
              () => 'refused',
            ),
          `app://desk${path}`,
        ),
      ).toBe(404);
    },
  );

  it('gets its answers from the handlers, and only for what the contract knows', async () => {
    expect(await inDesk('tapdesk.call["desk.get-snapshot"]({})')).toEqual({ ok: true, value: snapshot });
    expect(await inDesk('tapdesk.call["desk.get-snapshot"]({ extra: 1 })')).toMatchObject({
      ok: false,
      problem: { code: 'command.invalid' },
    });
    expect(await inDesk('Object.keys(tapdesk.call)')).toEqual([...channelNames]);
  });

  it('cannot change the bridge', async () => {
    expect(
      await inDesk(`(() => {
        'use strict';
        const tries = [() => { tapdesk.call = 1 }, () => { tapdesk.call['verify.flag'] = 1 }, () => { delete window.tapdesk }];
        return tries.map((one) => { try { one(); return 'changed' } catch (error) { return error.name } });
      })()`),
    ).toEqual(['TypeError', 'TypeError', 'TypeError']);
  });

  it('gets what is pushed', async () => {
    await inDesk('window.shown = []; window.stop = tapdesk.on["pass.show"]((...all) => shown.push(all)); 0');
    const push = () =>
      guarded.harness.evaluate((harness) =>
        harness.deskWindow()?.push('pass.show', { enrollmentId: 'e', text: 'planted-pass' }),
      );
    await push();
    await expect.poll(() => inDesk('shown')).toEqual([[{ enrollmentId: 'e', text: 'planted-pass' }]]);
    await inDesk('stop(); 0');
    await push();
    await inDesk('tapdesk.call["desk.get-snapshot"]({})');
    expect(await inDesk('shown.length')).toBe(1);
  });

  it('runs in the sandbox, apart from the preload, without Node', async () => {
    expect(await inDesk('[typeof require, typeof process, typeof module].join()')).toBe(
      'undefined,undefined,undefined',
    );
    const preferences = await guarded.harness.evaluate((harness) => {
      const contents = harness.deskWindow()?.window.webContents;
      // Electron gives it, its types do not name it.
      const get: unknown =
        contents === undefined ? undefined : Reflect.get(contents, 'getLastWebPreferences');
      const found: unknown = typeof get === 'function' ? Reflect.apply(get, contents, []) : undefined;
      return found;
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  it('opens no developer tools', async () => {
    const opened = await guarded.harness.evaluate((harness) => {
      const contents = harness.deskWindow()?.window.webContents;
      contents?.openDevTools();
      return contents?.isDevToolsOpened();
    });
    expect(opened).toBe(false);
  });

  it('starts with the switches that the tests need and no other', async () => {
    expect(await guarded.harness.evaluate((harness) => harness.refusedSwitches())).toEqual([]);
  });

  it('that turns itself into an empty page is told, and is the desk again', async () => {
    await inDesk('location.href = "about:blank"; 0');
    await expect.poll(() => guarded.harness.evaluate((harness) => harness.gone())).toEqual(['elsewhere']);
    await guarded.desk.waitForSelector('#button');
    expect(guarded.desk.url()).toBe('app://desk/');
    expect(await inDesk('tapdesk.call["desk.get-snapshot"]({})')).toMatchObject({ ok: true });
  });

  it('never gets the keys of a badge where it expects no text, and the desk gets the badge', async () => {
    await guarded.harness.evaluate((harness) => harness.expectText(false));
    await guarded.desk.focus('#field');
    await guarded.harness.evaluate((harness) => harness.press([...Array.from('1004711'), 'Enter'], true));
    await expect
      .poll(() => guarded.harness.evaluate((harness) => harness.badges()))
      .toMatchObject([{ kind: 'read', identifier: { value: '1004711' } }]);
    expect(await guarded.desk.inputValue('#field')).toBe('');
    await guarded.harness.evaluate((harness) => harness.expectText(true));
  });

  it('never gets the keys of a badge into a text field either, and gets what a person types there', async () => {
    const press = (keys: readonly string[]) =>
      guarded.harness.evaluate((harness, names) => harness.press(names, true), keys);
    await guarded.desk.focus('#field');
    await press([...Array.from('1004711'), 'Enter']);
    await expect
      .poll(() => guarded.harness.evaluate((harness) => harness.badges()))
      .toMatchObject([{ kind: 'read', identifier: { value: '1004711' } }]);
    for (const key of ['a', 'B', 'Backspace', '7', '-']) {
      const before = await guarded.desk.inputValue('#field');
      await press([key]);
      await expect.poll(() => guarded.desk.inputValue('#field')).not.toBe(before);
    }
    expect(await guarded.desk.inputValue('#field')).toBe('a7-');
    expect(await guarded.harness.evaluate((harness) => harness.badges())).toHaveLength(1);
    await guarded.desk.fill('#field', '');
  });

  it('has the size it was made for', async () => {
    expect(
      await guarded.harness.evaluate((harness) => harness.deskWindow()?.window.getContentSize()),
    ).toEqual([1280, 800]);
  });

  it('keeps the page on paper until it is printed, whatever is collected meanwhile', async () => {
    const said = await guarded.harness.evaluate(async (harness) => {
      await harness.printCollecting();
      return harness.lines();
    });
    // Chromium's word on the printer, which it asks for when the page is there, and not on the page.
    expect(said.filter(({ event }) => event === 'print.failed')).toEqual([
      { level: 'warn', event: 'print.failed', fields: { reason: 'Invalid deviceName provided' } },
    ]);
  });

  // Last: Playwright does not get over a page that crashed.
  it('that crashes is told once, and can be opened again', async () => {
    await guarded.harness.evaluate((harness) =>
      harness.deskWindow()?.window.webContents.forcefullyCrashRenderer(),
    );
    await expect.poll(() => guarded.harness.evaluate((harness) => harness.gone())).toEqual(['crashed']);
    await guarded.harness.evaluate((harness) => harness.deskWindow()?.open());
    expect(await inDesk('tapdesk.call["desk.get-snapshot"]({})')).toMatchObject({ ok: true });
  });
});
