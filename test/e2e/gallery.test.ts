import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guestBounds, language } from '../../src/shared/index.ts';
import { openGallery, type OpenGallery } from '../gallery/open.ts';
import { samples } from '../gallery/samples.ts';

// Every screen, in the Electron that runs the desk, as people with other eyes, hands and ears meet it.

const names = Object.keys(samples);
const WCAG = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } as const;
/** What can differ between light and dark: names, roles and sizes do not. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const;
const PASS = '+0Ol1S5B';

let gallery: OpenGallery;

beforeAll(async () => {
  gallery = await openGallery();
}, 180_000);

afterAll(async () => {
  await gallery.close();
});

describe.each([
  ['light', WCAG],
  ['dark', COLOURS],
] as const)('in the %s', (colorScheme, rules) => {
  beforeAll(async () => {
    await gallery.page.emulateMedia({ colorScheme });
  });

  test.each(names)('%s meets WCAG 2.2 AA', async (name) => {
    await gallery.show(name);
    const violations = await gallery.violations({ ...rules, values: [...rules.values] });
    expect(
      violations.map(({ id, nodes }) => ({
        id,
        at: nodes.map((node) => [node.html, node.any.map((one) => one.message)]),
      })),
    ).toEqual([]);
  });
});

test('a fault is found by the rules of each', async () => {
  await gallery.show('enrollee-attract');
  await gallery.page.evaluate(() => {
    const faulty = document.createElement('p');
    faulty.textContent = 'hard to read';
    faulty.style.cssText = 'color: #888; background: #999';
    faulty.append(new Image(8, 8));
    document.querySelector('main')?.append(faulty);
  });
  const found = async (rules: typeof WCAG | typeof COLOURS): Promise<readonly string[]> =>
    (await gallery.violations({ ...rules, values: [...rules.values] })).map((one) => one.id);
  expect({ all: await found(WCAG), colours: await found(COLOURS) }).toEqual({
    all: ['color-contrast', 'image-alt'],
    colours: ['color-contrast'],
  });
  await gallery.page.evaluate(() => document.querySelector('main > p:last-child')?.remove());
});

test.each(names)('%s has texts of at least 20 px, and targets of at least 56 px', async (name) => {
  await gallery.show(name);
  const small = await gallery.page.evaluate(() => {
    const desk = document.querySelector('.desk');
    const elements = [...(desk?.querySelectorAll<HTMLElement>('*') ?? [])].filter((one) =>
      one.checkVisibility(),
    );
    const ownText = (one: Element): boolean =>
      [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
    const texts = elements
      .filter((one) => ownText(one) && parseFloat(getComputedStyle(one).fontSize) < 20)
      .map((one) => one.outerHTML);
    const targets = elements
      .filter((one) => one.matches('button, summary, .choice-tile'))
      .filter((one) => one.getBoundingClientRect().height < 56 || one.getBoundingClientRect().width < 56)
      .map((one) => one.outerHTML);
    return { texts, targets };
  });
  expect(small).toEqual({ texts: [], targets: [] });
});

test.each(names)('%s fits 1280 × 800 without scrolling in every language', async (name) => {
  await gallery.show(name);
  for (const one of language.options) {
    await gallery.retell(name, one);
    const over = await gallery.page.evaluate(() => {
      const strip = document.querySelector('.strip-body');
      return {
        down: document.documentElement.scrollHeight - window.innerHeight,
        across: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        strip: strip === null ? 0 : strip.scrollHeight - strip.clientHeight,
      };
    });
    expect({ language: one, ...over }).toEqual({ language: one, down: 0, across: 0, strip: 0 });
  }
});

// Chromium makes a font of the system anew at each layout, and keeps it: what is shown for every person must need none.
test('every screen is written in the fonts that come with the desk', async () => {
  const { page } = gallery;
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const systemFonts = async (): Promise<readonly string[]> => {
    const { root } = await session.send('DOM.getDocument');
    const { nodeIds } = await session.send('DOM.querySelectorAll', {
      nodeId: root.nodeId,
      selector: '.desk *',
    });
    const used = await Promise.all(
      nodeIds.map((nodeId) => session.send('CSS.getPlatformFontsForNode', { nodeId })),
    );
    return used.flatMap(({ fonts }) => fonts.filter((one) => !one.isCustomFont).map((one) => one.familyName));
  };
  const found: Record<string, readonly string[]> = {};
  for (const name of names) {
    await gallery.show(name);
    const fonts = await systemFonts();
    if (fonts.length > 0) found[name] = [...new Set(fonts)];
  }
  expect(found).toEqual({});
  await gallery.show('enrollee-attract', 'zh');
  expect(await systemFonts()).not.toEqual([]);
  await session.detach();
}, 120_000);

test('no screen breaks the security policy or complains', () => {
  // The policy's header names features that this Chromium does not know; that is no complaint of the page.
  expect(gallery.complaints.filter((text) => !text.includes('Permissions-Policy'))).toEqual([]);
});

test('leaves the place of the guarded window to it, and nothing of ours under it', async () => {
  await gallery.show('enrollee-register-code');
  const place = guestBounds(1280, 800);
  const found = await gallery.page.evaluate(({ x, y, width, height }) => {
    const at = (left: number, top: number): string => document.elementFromPoint(left, top)?.className ?? '';
    return [
      at(x + 1, y + 1),
      at(x + width - 1, y + 1),
      at(x + 1, y + height - 1),
      at(x + width - 1, y + height - 1),
      at(x + width / 2, y + height / 2),
    ];
  }, place);
  expect(new Set(found)).toEqual(new Set(['guest-hole']));
});

describe('a photo', () => {
  const drawn = (): Promise<void> => gallery.page.locator('canvas[data-photo="drawn"]').waitFor();

  test.each([
    { sample: 'operator-verify', size: [240, 240] },
    // Shown in 64 pixels: half of the photo's 240 is enough, a quarter is not.
    { sample: 'operator-decide-allow', size: [120, 120] },
  ])('is drawn about as large as $sample shows it, and is gone with it', async ({ sample, size }) => {
    await gallery.show(sample);
    await drawn();
    const canvas = await gallery.page.$('canvas');
    const look = (): Promise<unknown> | undefined =>
      canvas?.evaluate((place) => {
        if (!(place instanceof HTMLCanvasElement) || place.width === 0) return 'gone';
        const { width, height } = place;
        const middle = place.getContext('2d')?.getImageData(width / 2, height / 2, 1, 1).data;
        return { size: [width, height], middle: Array.from(middle ?? []) };
      });
    // The face of the sample.
    expect(await look()).toEqual({ size, middle: [0xb9, 0x7f, 0x5b, 0xff] });
    await gallery.show('enrollee-attract');
    expect(await look()).toBe('gone');
  });

  test('keeps its proportions', async () => {
    const wide = new PNG({ width: 600, height: 300 });
    const photo = `data:image/png;base64,${PNG.sync.write(wide).toString('base64')}`;
    const { screen, stage } = samples['operator-verify'] ?? {};
    if (screen?.kind !== 'operator/verify') throw new Error('no screen to show a photo on');
    const sample = { screen: { ...screen, person: { ...screen.person, photo } }, stage: stage ?? null };
    await gallery.show('enrollee-attract');
    await gallery.showOther(sample);
    await drawn();
    const size = await gallery.page
      .locator('canvas')
      .evaluate((place) => place instanceof HTMLCanvasElement && [place.width, place.height]);
    expect(size).toEqual([600, 300]);
  });

  test('that nobody can read is told', async () => {
    await gallery.show('operator-verify-photo-unreadable');
    await gallery.page.locator('[data-photo="unreadable"]', { hasText: 'cannot be read' }).waitFor();
    expect(await gallery.page.locator('canvas').count()).toBe(0);
  });
});

describe('the pass', () => {
  const visible = (): Promise<string> => gallery.page.locator('.pass-text').innerText();

  test('is on the page only while the button is held', async () => {
    const { page } = gallery;
    await gallery.show('enrollee-reveal');
    await gallery.givePass(PASS);
    expect(await page.locator('.pass-text').textContent()).toBe('');
    await page.locator('.hold-button').hover();
    await page.mouse.down();
    expect((await visible()).replaceAll('\n', '')).toBe(PASS);
    await page.mouse.up();
    expect(await page.locator('.pass-text').textContent()).toBe('');
    expect((await gallery.sent()).slice(-2)).toEqual([
      { channel: 'pass.hold', request: { held: true } },
      { channel: 'pass.hold', request: { held: false } },
    ]);
  });

  test.each(['Space', 'Enter'])('is held with the %s key too', async (key) => {
    const { page } = gallery;
    await gallery.show('enrollee-reveal');
    await gallery.givePass(PASS);
    await page.locator('.hold-button').focus();
    await page.keyboard.down(key);
    expect(await page.locator('.pass-text').textContent()).toBe(PASS);
    await page.keyboard.up(key);
    expect(await page.locator('.pass-text').textContent()).toBe('');
  });

  test('is at least 64 px high, in a face of its own, and cannot be marked', async () => {
    const { page } = gallery;
    for (const name of ['enrollee-reveal', 'enrollee-register-code']) {
      await gallery.show(name);
      await gallery.givePass(PASS);
      await page.locator('.pair button').first().click();
      const style = await page
        .locator('.pass-character')
        .first()
        .evaluate((one) => {
          const { fontSize, fontFamily, userSelect } = getComputedStyle(one);
          return { size: parseFloat(fontSize), fontFamily, userSelect };
        });
      expect(style.size).toBeGreaterThanOrEqual(64);
      expect(style.fontFamily).toContain('Atkinson Hyperlegible Mono');
      expect(style.userSelect).toBe('none');
      expect(
        await page.evaluate(() => document.fonts.check('64px "Atkinson Hyperlegible Mono Variable"')),
      ).toBe(true);
      await gallery.blankPass();
    }
  });

  test('is spelled out only when asked, and gone when the main process says so', async () => {
    const { page } = gallery;
    await gallery.show('enrollee-reveal');
    await gallery.givePass(PASS);
    const spoken = page.locator('[aria-live="assertive"]');
    expect(await spoken.textContent()).toBe('');
    await page.getByRole('button', { name: 'Spell it out' }).click();
    expect(await spoken.textContent()).toBe(
      'plus, digit 0, capital O, small l, digit 1, capital S, digit 5, capital B',
    );
    expect(await page.locator('.pass-text').textContent()).toBe('');
    await gallery.blankPass();
    expect(await spoken.textContent()).toBe('');
    expect(await page.locator('.hold-button').isDisabled()).toBe(true);
  });

  test('is gone when the person stops, before the answer', async () => {
    const { page } = gallery;
    await gallery.show('enrollee-reveal');
    await gallery.givePass(PASS);
    await page.locator('.pair button').first().click();
    await page.locator('[data-intent="ask-stop"]').click();
    expect(await page.locator('.pass-text').count()).toBe(0);
    await page.locator('.big-button-main').click();
    expect(await page.locator('.pass-text').textContent()).toBe('');
    await gallery.blankPass();
  });

  test('cannot be copied, dragged or had from a menu', async () => {
    const allowed = await gallery.page.evaluate(() =>
      ['copy', 'cut', 'dragstart', 'contextmenu'].filter((name) =>
        (document.querySelector('.pass-field') ?? document.body).dispatchEvent(
          new Event(name, { bubbles: true, cancelable: true }),
        ),
      ),
    );
    expect(allowed).toEqual([]);
  });
});

test('asks before it stops, inside the screen', async () => {
  const { page } = gallery;
  await gallery.show('enrollee-choose-way');
  const before = (await gallery.sent()).length;
  await page.locator('[data-intent="ask-stop"]').click();
  expect((await gallery.sent()).length).toBe(before);
  await page.locator('[data-intent="enrollment.cancel"]').click();
  expect((await gallery.sent()).slice(before)).toEqual([{ channel: 'enrollment.cancel', request: {} }]);
});

describe('a step of the script', () => {
  const empty = { documentClass: null, ticket: null };
  const answer = async (outcome: string): Promise<unknown> => {
    await gallery.page.locator(`[data-outcome="${outcome}"]`).click();
    const last = (await gallery.sent()).at(-1);
    return last?.channel === 'verify.answer' ? last.request : last;
  };

  test.each(['passed', 'failed', 'not-possible'])('is answered with one press: %s', async (outcome) => {
    await gallery.show('operator-verify');
    expect(await answer(outcome)).toEqual({ step: 'face-photo', outcome, ...empty });
  });

  test('is passed with a document only once its class was chosen', async () => {
    await gallery.show('operator-verify-document');
    expect(await gallery.page.locator('[data-outcome="passed"]').count()).toBe(0);
    await gallery.page.locator('[data-document="national-id"]').click();
    expect(await answer('passed')).toEqual({
      step: 'document',
      outcome: 'passed',
      documentClass: 'national-id',
      ticket: null,
    });
  });

  test('takes the digits of a ticket from the screen and the keyboard, as many as it has', async () => {
    const { page } = gallery;
    await gallery.show('operator-verify-ticket');
    for (const digit of ['4', '8', '2', '9', 'erase', '1'])
      await page.locator(`[data-digit="${digit}"]`).click();
    expect(await page.locator('[data-outcome="passed"]').isDisabled()).toBe(true);
    for (const digit of ['5', '0', 'Backspace', '7', '3', '6', '9', '9']) await page.keyboard.press(digit);
    expect(await answer('passed')).toEqual({
      step: 'ticket',
      outcome: 'passed',
      documentClass: null,
      ticket: 'INC48215736',
    });
  });
});

describe('the desk’s own keyboard in its own fields', () => {
  const tap = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await gallery.page.locator(`[data-key="${key}"]`).click();
  };
  const fits = () =>
    gallery.page.evaluate(() => ({
      down: document.documentElement.scrollHeight - window.innerHeight,
      small: [...document.querySelectorAll('.desk button')].filter(
        (one) => one.getBoundingClientRect().height < 56 || one.getBoundingClientRect().width < 56,
      ).length,
    }));

  test('types the number of a badge, and sends it by Enter', async () => {
    const { page } = gallery;
    for (const one of language.options) {
      await gallery.show('operator-ready-keyboard', one);
      await page.locator('[data-intent="type-badge"]').click();
      expect({ language: one, ...(await fits()) }).toEqual({ language: one, down: 0, small: 0 });
    }
    await tap('layer', '4', '7', 'Backspace', '1', 'Enter');
    expect((await gallery.sent()).at(-1)).toEqual({ channel: 'badge.enter', request: { text: '41' } });
  });

  test('writes the approver’s own words', async () => {
    const { page } = gallery;
    for (const one of language.options) {
      await gallery.show('approver-review', one);
      await page.locator('[data-intent="ask-refuse"]').click();
      await page.locator('[data-refusal="other"]').click();
      await page.locator('input').focus();
      await page.locator('.own-keyboard').waitFor();
      expect({ language: one, ...(await fits()) }).toEqual({ language: one, down: 0, small: 0 });
    }
    await gallery.show('approver-review');
    await page.locator('[data-intent="ask-refuse"]').click();
    await page.locator('[data-refusal="other"]').click();
    await page.locator('input').focus();
    await tap('Shift', 'n', 'o', 'Enter');
    await page.locator('[data-intent="approval.refuse"]').click();
    expect((await gallery.sent()).at(-1)).toEqual({
      channel: 'approval.refuse',
      request: { reason: 'other', remark: 'No' },
    });
  });
});

describe('at 200 % of a 1280 × 800 desk', () => {
  beforeAll(async () => {
    await gallery.resize(640, 400);
  });

  test.each(names.filter((name) => !('guest' in (samples[name]?.screen ?? {}))))(
    '%s scrolls one way only and cuts nothing off',
    async (name) => {
      await gallery.show(name, 'de');
      const cut = await gallery.page.evaluate(() => ({
        across: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        clipped: [...document.querySelectorAll<HTMLElement>('.desk h1, .desk p, .desk button, .desk dd')]
          .filter((one) => one.checkVisibility() && !one.closest('.for-screen-readers'))
          .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 8)
          .map((one) => one.outerHTML),
      }));
      expect(cut).toEqual({ across: 0, clipped: [] });
    },
  );
});
