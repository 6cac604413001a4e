import { describe, expect, it, vi } from 'vitest';
import {
  expectNothingLeft,
  expectProblem,
  keysOf,
  trialOfThisFile,
  turnToEnrollee,
  type Key,
  type Trial,
} from '../support/station.ts';
import type { ProblemCode } from '../../src/shared/index.ts';

vi.setConfig({ testTimeout: 60_000 });

let trial: Trial;
trialOfThisFile((opened) => {
  trial = opened;
});

const lookups = (): number => trial.received('GET', /\/users$/);

/** The desk waits for a badge at the operator's screen, with nothing told of an earlier one. */
const waitForBadge = async (): Promise<void> => {
  const { desk } = trial;
  if ((await desk.at('operator/ready', 'enrollee/attract')) === 'operator/ready') {
    await desk.press('desk.show-welcome');
    await desk.at('enrollee/attract');
  }
  await desk.press('desk.show-operator');
  await desk.at('operator/ready');
  expect(await desk.page.locator('.problem').count()).toBe(0);
};

const digits = (length: number): readonly string[] => Array.from({ length }, (_, at) => String(at % 10));

describe('a badge that names nobody', () => {
  it.each([
    { name: 'is of nobody', badge: () => '99999999', code: 'badge.unknown' },
    { name: 'is of two people', badge: () => trial.badgeOf('shared-number-1'), code: 'badge.ambiguous' },
  ] as const)('and $name is told as $code', async ({ badge, code }) => {
    await waitForBadge();
    await trial.type([...keysOf(badge()), 'Enter']);
    await expectProblem(trial.desk.page, code);
    await trial.desk.at('operator/ready');
  });

  it('is told to the operator also when the welcome screen stood there', async () => {
    await waitForBadge();
    await trial.desk.press('desk.show-welcome');
    await trial.desk.at('enrollee/attract');
    await trial.type([...keysOf('99999999'), 'Enter']);
    await expectProblem(trial.desk.page, 'badge.unknown');
    await trial.desk.at('operator/ready');
  });
});

describe('a reader that sends something else', () => {
  const control: Key = { key: 'B', with: 'control' };
  it.each<{ name: string; keys: readonly Key[]; code: 'incomplete' | 'unreadable' }>([
    { name: 'half a scan, without its end', keys: keysOf('1000012'), code: 'incomplete' },
    { name: 'too few digits', keys: ['1', '2', '3', 'Enter'], code: 'incomplete' },
    {
      name: 'a control character',
      keys: [...keysOf('1000'), control, ...keysOf('0123'), 'Enter'],
      code: 'unreadable',
    },
    { name: 'a tabulator', keys: [...keysOf('1000'), 'Tab', ...keysOf('0123'), 'Enter'], code: 'unreadable' },
    { name: 'letters', keys: [...keysOf('1000abcd'), 'Enter'], code: 'unreadable' },
  ])('such as $name is told as badge.$code and asks the tenant nothing', async ({ keys, code }) => {
    await waitForBadge();
    const before = lookups();
    await trial.type(keys);
    await expectProblem(trial.desk.page, `badge.${code}`);
    await trial.desk.at('operator/ready');
    expect(lookups()).toBe(before);
  });

  it.each([
    { text: '1000\u00070123', code: 'badge.unreadable' },
    { text: '12', code: 'badge.incomplete' },
    { text: '9'.repeat(64), code: 'badge.too-long' },
  ] as const)('is told the same way when it is typed by hand: $code', async ({ text, code }) => {
    await waitForBadge();
    const before = lookups();
    const { page } = trial.desk;
    await page.locator('[data-intent="type-badge"]').click();
    await page.locator('.typed-badge input').fill(text);
    await page.locator('[data-intent="badge.enter"]').click();
    await expectProblem(page, code);
    expect(lookups()).toBe(before);
  });

  it('such as 10 kB of keys is told as badge.too-long, and the next badge is read', async () => {
    await waitForBadge();
    const before = lookups();
    await trial.type([...digits(10_240), 'Enter']);
    await expectProblem(trial.desk.page, 'badge.too-long');
    expect(lookups()).toBe(before);
    // What still comes belongs to the flood until it is quiet, so people hold their badge there again.
    await expect
      .poll(
        async () => {
          await trial.type([...keysOf(trial.badgeOf('new-hire')), 'Enter']);
          return trial.desk.page.locator('[data-screen="operator/scenario"]').count();
        },
        { timeout: 15_000, interval: 1_000 },
      )
      .toBe(1);
    await trial.stop();
  });
});

describe('a hostile reader, while a field has the focus', () => {
  const held = (which: 'control' | 'alt' | 'meta', ...keys: readonly string[]): readonly Key[] =>
    keys.map((key) => ({ key, with: which }));
  const bursts: readonly { readonly keys: readonly Key[]; readonly code: ProblemCode | null }[] = [
    { keys: [...held('meta', 'R'), ...keysOf('cmd.exe'), 'Enter'], code: 'badge.unreadable' },
    {
      keys: [...held('control', 'N', 'T', 'P', 'O', 'R', 'W'), ...held('alt', 'Left'), 'F5', 'F11', 'F12'],
      code: null,
    },
    {
      keys: [...keysOf('1000'), ...held('control', 'V'), ...keysOf('0123'), 'Enter'],
      code: 'badge.unreadable',
    },
    { keys: [...digits(10_240), 'Enter'], code: 'badge.too-long' },
  ];

  /** Notes every character that reaches the page, whichever way. */
  const listenIn = (): Promise<void> =>
    trial.desk.page.evaluate(() => {
      const reached: string[] = [];
      Reflect.set(globalThis, 'reached', reached);
      const note = (text: string | null): void => {
        if (text !== null) reached.push(text);
      };
      document.addEventListener(
        'input',
        (event) => note(event instanceof InputEvent ? event.data : null),
        true,
      );
      document.addEventListener('keydown', ({ key }) => note(/^[0-9]$/.test(key) ? key : null), true);
    });
  const reached = (): Promise<unknown> =>
    trial.desk.page.evaluate(() => Reflect.get(globalThis, 'reached') as unknown);
  const windows = (): Promise<number> =>
    trial.station.app.evaluate(({ BrowserWindow, webContents }) => {
      const open = webContents.getAllWebContents().length;
      return BrowserWindow.getAllWindows().length * 100 + open;
    });

  it('does nothing and writes nothing: Win+R, control keys, a flood, a badge', async () => {
    await waitForBadge();
    const { page } = trial.desk;
    const field = page.locator('.typed-badge input');
    await page.locator('[data-intent="type-badge"]').click();
    await field.fill('77');
    await field.focus();
    await listenIn();
    const before = { asked: lookups(), windows: await windows(), address: page.url() };
    for (const { keys, code } of bursts) {
      await trial.type(keys);
      if (code !== null) await expectProblem(page, code);
      expect(await trial.desk.at('operator/ready')).toBe('operator/ready');
      expect(await field.inputValue()).toBe('77');
      await field.focus();
    }
    expect({ asked: lookups(), windows: await windows(), address: page.url() }).toEqual(before);
    // What still comes belongs to the flood until it is quiet.
    await new Promise((resolve) => {
      setTimeout(resolve, 500);
    });
    await trial.type([...keysOf(trial.badgeOf('new-hire')), 'Enter']);
    await trial.desk.at('operator/scenario');
    expect(await reached()).toEqual([]);
    await trial.stop();
  });
});

describe('a badge during an enrollment', () => {
  const other = (): readonly Key[] => [...keysOf(trial.badgeOf('new-hire-3')), 'Enter'];
  const shown = (): Promise<string> => trial.desk.page.locator('.verify-name').innerText();

  it('is told to the operator and changes neither the person nor what was answered', async () => {
    await waitForBadge();
    await trial.type([...keysOf(trial.badgeOf('new-hire-2')), 'Enter']);
    await trial.desk.at('operator/scenario');
    await trial.desk.press('scenario.choose', '[data-scenario="new-hire"]');
    await trial.desk.at('operator/verify');
    await trial.desk.press('verify.answer', '[data-outcome="passed"]');
    await trial.desk.page.locator('.panel-verify[data-step="badge-held"]').waitFor();
    const person = await shown();
    await trial.type(other());
    await expectProblem(trial.desk.page, 'badge.not-now');
    await trial.desk.at('operator/verify');
    expect(await shown()).toBe(person);
    expect(await trial.desk.page.locator('.panel-verify').getAttribute('data-step')).toBe('badge-held');
    await trial.stop();
  });

  it('is not told to the enrollee, presses nothing and issues no second pass', async () => {
    const issued = trial.received('POST', /temporaryAccessPassMethods$/);
    await trial.decide('new-hire-2');
    await trial.issue();
    const before = lookups();
    await trial.type(other());
    await trial.type([...keysOf('10000'), 'Enter']);
    expect(await trial.desk.page.locator('[data-screen="enrollee/reveal"]').count()).toBe(1);
    expect(await trial.desk.page.locator('.problem').count()).toBe(0);
    expect(lookups()).toBe(before);
    expect(trial.received('POST', /temporaryAccessPassMethods$/)).toBe(issued + 1);
    await trial.stop();
    await expectNothingLeft(trial);
  });
});

describe('pressing "issue" twice', () => {
  it('creates one pass', async () => {
    const issued = trial.received('POST', /temporaryAccessPassMethods$/);
    const joined = trial.received('POST', /\/members\/\$ref$/);
    await trial.decide('new-hire');
    await trial.desk.page.locator('[data-intent="decision.accept"]').evaluate((button) => {
      for (let press = 0; press < 4; press += 1) (button as HTMLElement).click();
    });
    await turnToEnrollee(trial.desk);
    expect(trial.received('POST', /temporaryAccessPassMethods$/)).toBe(issued + 1);
    expect(trial.received('POST', /\/members\/\$ref$/)).toBe(joined + 1);
    expect((await trial.state()).livePasses).toHaveLength(1);
    await trial.stop();
    await expectNothingLeft(trial);
  });
});

describe('the question whether to stop', () => {
  it('is gone with its screen and does not stand before the next person', async () => {
    for (const part of ['new-hire', 'new-hire-2']) {
      await waitForBadge();
      await trial.desk.holdBadge(trial.badgeOf(part));
      await trial.desk.at('operator/scenario');
      await trial.desk.page.locator('[data-intent="scenario.choose"]').first().waitFor();
      await trial.stop();
    }
  });
});

it('leaves no enrollment open in the journal', async () => {
  expect(await trial.close()).toEqual([]);
}, 60_000);
