import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, wedgeAtDesk, wedgeSettings } from '../../support/keyboard.ts';

const numbered = (value: string) => ({ kind: 'number', value, facility: null });
const codes = (events: readonly { readonly kind: string }[]): readonly unknown[] =>
  events.map((event) => ('code' in event ? event.code : event.kind));

describe('a read', () => {
  it('gives the number, its strength and its time', () => {
    const desk = wedgeAtDesk();
    desk.scan('1004711');
    expect(desk.events).toEqual([
      {
        kind: 'read',
        reader: 'wedge',
        technology: 'wedge',
        strength: 'identifier',
        identifier: numbered('1004711'),
        proof: null,
        at: desk.clock.now(),
      },
    ]);
  });

  it('is taken out of its prefix', () => {
    const desk = wedgeAtDesk({ prefix: '%B' });
    desk.scan('%B1004711');
    expect(desk.events).toMatchObject([{ identifier: numbered('1004711') }]);
  });

  it('without the prefix of this station is unreadable', () => {
    const desk = wedgeAtDesk({ prefix: '%B' });
    desk.scan('1004711');
    expect(codes(desk.events)).toEqual(['badge.unreadable']);
  });

  it('reaches no page, neither presses nor releases, where no text is expected', () => {
    const desk = wedgeAtDesk();
    desk.scan('1004711');
    expect(desk.passed).toEqual([]);
  });

  it('leaves nothing in an open text field, neither a digit nor its Enter', () => {
    const desk = wedgeAtDesk({}, true);
    desk.scan('1004711');
    desk.clock.advance(5000);
    expect(desk.passed).toEqual([]);
    expect(desk.events).toMatchObject([{ identifier: numbered('1004711') }]);
  });

  it('of which a key comes up late still leaves nothing in an open text field', () => {
    const desk = wedgeAtDesk({}, true);
    for (const key of ['1', '0', '0', '4', 'Enter']) {
      desk.clock.advance(5);
      desk.event(keyOf(key, { code: `place-${key}-${desk.clock.now()}` }));
    }
    desk.event(keyOf('1', { type: 'keyUp', code: 'place-1-1000005' }));
    expect(desk.passed).toEqual([]);
    expect(desk.events).toMatchObject([{ identifier: numbered('1004') }]);
  });

  it.each(['Tab', null] as const)('ends with %s where the reader does so', (suffix) => {
    const desk = wedgeAtDesk({ suffix });
    desk.scan('1004711', false);
    if (suffix !== null) desk.press(keyOf(suffix));
    else {
      expect(desk.events).toEqual([]);
      desk.clock.advance(1000);
    }
    expect(desk.events).toMatchObject([{ identifier: numbered('1004711') }]);
    expect(desk.passed).toEqual([]);
  });

  it.each([
    { suffix: 'Tab' as const, sent: 'Enter' },
    { suffix: null, sent: 'Enter' },
    { suffix: null, sent: 'Tab' },
  ])('with another end ($sent) than $suffix is unreadable, and presses nothing', ({ suffix, sent }) => {
    const desk = wedgeAtDesk({ suffix });
    desk.type([...Array.from('1004711'), sent], 5);
    desk.clock.advance(1000);
    expect(codes(desk.events)).toEqual(['badge.unreadable']);
    expect(desk.passed).toEqual([]);
  });

  it('in the format of the cards gives the number and the facility behind it', () => {
    const desk = wedgeAtDesk({
      format: { layout: 'h10301', digits: 'decimal', facilityCodes: [] },
    });
    desk.scan('13240947');
    desk.scan('13240946');
    expect(desk.events).toMatchObject([
      { identifier: { kind: 'number', value: '1337', facility: '101' } },
      { code: 'badge.parity-wrong' },
    ]);
  });

  it('with shifted characters keeps them and ignores the Shift key', () => {
    const desk = wedgeAtDesk();
    desk.type(['A', 'Shift', 'B', 'Shift', 'C', '1', 'Enter'], 5);
    expect(desk.events).toMatchObject([{ identifier: numbered('ABC1') }]);
  });

  it('survives that a busy machine hands its later keys on late', () => {
    const desk = wedgeAtDesk();
    desk.scan('1004', false);
    desk.clock.advance(150);
    desk.scan('711');
    expect(desk.events).toMatchObject([{ identifier: numbered('1004711') }]);
  });

  it('can follow another at once', () => {
    const desk = wedgeAtDesk();
    desk.scan('1004711');
    desk.scan('1004712');
    expect(desk.events).toMatchObject([
      { identifier: numbered('1004711') },
      { identifier: numbered('1004712') },
    ]);
  });
});

describe('a misread', () => {
  it('of half a scan is told once, when nothing more comes, and leaves nothing for the next read', () => {
    const desk = wedgeAtDesk();
    desk.scan('10047', false);
    expect(desk.events).toEqual([]);
    desk.clock.advance(1000);
    expect(codes(desk.events)).toEqual(['badge.incomplete']);
    desk.scan('1004711');
    expect(desk.events).toMatchObject([{}, { identifier: numbered('1004711') }]);
  });

  it('of too few characters is incomplete', () => {
    const desk = wedgeAtDesk();
    desk.scan('100');
    expect(codes(desk.events)).toEqual(['badge.incomplete']);
  });

  it('of 10,000 keys is told once, keeps nothing, and swallows all of them', () => {
    const desk = wedgeAtDesk();
    desk.scan('7'.repeat(10_000));
    desk.clock.advance(5000);
    expect(codes(desk.events)).toEqual(['badge.too-long']);
    expect(desk.passed).toEqual([]);
    expect(desk.clock.waiting()).toBe(0);
  });

  it('of 10,000 keys with many an Enter among them never yields a number', () => {
    const desk = wedgeAtDesk();
    desk.scan('7'.repeat(100), false);
    for (let line = 0; line < 100; line += 1) desk.scan('1004711');
    desk.clock.advance(5000);
    expect(codes(desk.events)).toEqual(['badge.too-long']);
  });

  it.each(['Tab', 'Escape', 'F5', 'Unidentified', '\u0000', '\u001b', '\u0085', '\u202e', '\ud800'])(
    'of a read with %j in it is unreadable',
    (key) => {
      const desk = wedgeAtDesk();
      desk.type(['1', '0', '0', key, '4', '7', 'Enter'], 5);
      expect(codes(desk.events)).toEqual(['badge.unreadable']);
      expect(desk.passed).toEqual([]);
    },
  );

  it('of a read with a command in it is unreadable, and the command reaches no page', () => {
    const desk = wedgeAtDesk();
    desk.scan('1004', false);
    desk.press(keyOf('p', { control: true }));
    desk.scan('711');
    expect(codes(desk.events)).toEqual(['badge.unreadable']);
    expect(desk.passed).toEqual([]);
  });

  it('has nothing of the content in its event', () => {
    const desk = wedgeAtDesk();
    desk.scan('10047!11');
    expect(JSON.stringify(desk.events)).not.toContain('047');
    expect(codes(desk.events)).toEqual(['badge.unreadable']);
  });
});

describe('somebody who types', () => {
  it('is no badge, and every key reaches the page where text is expected', () => {
    const desk = wedgeAtDesk({}, true);
    desk.type(['m', 'i', 'a', '@', 'e', 'x', 'Enter']);
    desk.clock.advance(5000);
    expect(desk.events).toEqual([]);
    expect(desk.passed.filter((key) => !key.endsWith('up'))).toEqual(['m', 'i', 'a', '@', 'e', 'x', 'Enter']);
  });

  it('may strike two keys as fast as a reader', () => {
    const desk = wedgeAtDesk({}, true);
    desk.type(['t', 'e']);
    desk.type(['r'], 10);
    desk.type(['n', 'Enter']);
    desk.clock.advance(5000);
    expect(desk.events).toEqual([]);
    expect(desk.passed.filter((key) => !key.endsWith('up'))).toEqual(['t', 'e', 'r', 'n', 'Enter']);
  });

  it('gets every key a moment later in an open text field, in order, also when it comes up first', () => {
    const desk = wedgeAtDesk({}, true);
    desk.event(keyOf('a'));
    desk.event(keyOf('b'));
    desk.event(keyOf('a', { type: 'keyUp' }));
    expect(desk.passed).toEqual([]);
    desk.clock.advance(wedgeSettings.interKeyMs + 1);
    expect(desk.passed).toEqual(['a', 'b', 'a up']);
    desk.event(keyOf('b', { type: 'keyUp' }));
    expect(desk.passed).toEqual(['a', 'b', 'a up', 'b up']);
  });

  it('who strikes Enter or Backspace right after a key gets both, in order', () => {
    const desk = wedgeAtDesk({}, true);
    desk.type(['a', 'Enter'], 10);
    expect(desk.passed).toEqual(['a', 'a up', 'Enter', 'Enter up']);
    desk.clock.advance(1000);
    desk.type(['b', 'Backspace'], 10);
    desk.clock.advance(1000);
    expect(desk.passed.slice(4)).toEqual(['b', 'b up', 'Backspace', 'Backspace up']);
    expect(desk.events).toEqual([]);
  });

  it('moves the focus and presses buttons also where no text is expected', () => {
    const desk = wedgeAtDesk();
    desk.type(['Tab', 'Tab', ' ', 'Enter', 'ArrowDown', 'Escape']);
    expect(desk.passed.filter((key) => !key.endsWith('up'))).toEqual([
      'Tab',
      'Tab',
      ' ',
      'Enter',
      'ArrowDown',
      'Escape',
    ]);
  });

  it('holds a key down without making a read', () => {
    const desk = wedgeAtDesk({}, true);
    desk.event(keyOf('x'));
    for (let time = 0; time < 50; time += 1) {
      desk.clock.advance(30);
      desk.event(keyOf('x', { isAutoRepeat: true }));
    }
    desk.event(keyOf('x', { type: 'keyUp' }));
    desk.clock.advance(5000);
    expect(desk.events).toEqual([]);
    // The one or two repeats that come while the key is still held back are lost.
    expect(desk.passed.filter((key) => key === 'x').length).toBeGreaterThan(48);
    expect(desk.passed.at(-1)).toBe('x up');
  });

  it('presses a button by the key whose earlier release was never seen', () => {
    const desk = wedgeAtDesk();
    desk.event(keyOf('a', { code: 'Space' }));
    desk.clock.advance(1000);
    desk.event(keyOf(' ', { code: 'Space' }));
    desk.event(keyOf(' ', { code: 'Space', type: 'keyUp' }));
    expect(desk.passed).toEqual([' ', '  up']);
  });

  it('writes characters that need AltGr', () => {
    const desk = wedgeAtDesk({}, true);
    desk.press(keyOf('@', { control: true, alt: true }));
    desk.clock.advance(1000);
    expect(desk.passed).toEqual(['@', '@ up']);
  });
});

describe('whatever keys come at whatever speed', () => {
  const keys = fc.array(
    fc.record({
      key: fc.oneof(
        fc.constantFrom('Enter', 'Tab', 'Shift', 'Escape', ' ', '%'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
        fc.constantFrom('0', '1', '2', '7', '9', 'A', 'B', 'Z'),
      ),
      gapMs: fc.integer({ min: 0, max: 400 }),
      control: fc.boolean(),
    }),
    { maxLength: 200 },
  );

  it('a number is always one that the settings allow, and nothing is left waiting', () => {
    fc.assert(
      fc.property(keys, fc.boolean(), (presses, textExpected) => {
        const desk = wedgeAtDesk({}, textExpected);
        for (const { key, gapMs, control } of presses) {
          desk.clock.advance(gapMs);
          desk.press(keyOf(key, { control }));
        }
        desk.clock.advance(10_000);
        expect(desk.clock.waiting()).toBe(0);
        for (const event of desk.events) {
          if (event.kind === 'read')
            expect('value' in event.identifier ? event.identifier.value : '').toMatch(/^[0-9A-Z]{4,16}$/);
        }
      }),
    );
  });

  it('a clean read is found after any of it, once it was quiet', () => {
    const numbers = fc.stringMatching(/^[0-9A-Z]{4,16}$/);
    fc.assert(
      fc.property(keys, numbers, (presses, number) => {
        const desk = wedgeAtDesk();
        for (const { key, gapMs } of presses) desk.type([key], gapMs);
        desk.clock.advance(10_000);
        desk.scan(number);
        expect(desk.events.at(-1)).toMatchObject({ kind: 'read', identifier: numbered(number) });
      }),
    );
  });

  it('keys slower than a reader are never taken away where text is expected', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 1 })), (names) => {
        const desk = wedgeAtDesk({}, true);
        desk.type(names, wedgeSettings.interKeyMs + 1);
        desk.clock.advance(1000);
        expect(desk.passed.filter((key) => !key.endsWith(' up'))).toEqual(names);
      }),
    );
  });
});
