import type { Input, WebContents } from 'electron';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardShortcuts, isAllowedKey, type Key } from '../../../src/main/kiosk/guards/shortcuts.ts';

const press = (names: string): Key => {
  const parts = names.split('+');
  return {
    key: parts.at(-1) ?? '',
    control: parts.includes('Control'),
    alt: parts.includes('Alt'),
    meta: parts.includes('Meta'),
    shift: parts.includes('Shift'),
  };
};

it.each([
  ...['a', 'Z', '7', ' ', 'é', '@', '漢', '😀', 'Enter', 'Tab', 'Shift+Tab', 'Escape', 'Backspace', 'Delete'],
  ...['ArrowLeft', 'Shift+ArrowLeft', 'Home', 'End', 'PageDown', 'CapsLock', 'Dead', 'Process'],
  ...['Control+a', 'Control+A', 'Control+z', 'Control+ArrowLeft', 'Control+Backspace', 'Meta+a'],
  ...['Control+Alt+@', 'Control+Alt+€', 'Shift', 'Control', 'Alt', 'Meta', 'AltGraph'],
])('%s reaches the page', (names) => {
  expect(isAllowedKey(press(names))).toBe(true);
});

it.each([
  ...['F1', 'F3', 'F5', 'F10', 'F11', 'F12', 'Insert', 'PrintScreen', 'ContextMenu', 'Help', 'Pause'],
  ...[
    'BrowserBack',
    'BrowserHome',
    'BrowserSearch',
    'LaunchMail',
    'MediaPlayPause',
    'ZoomIn',
    'Print',
    'Copy',
  ],
  ...['Control+c', 'Control+v', 'Control+x', 'Control+p', 'Control+s', 'Control+o', 'Control+f', 'Control+u'],
  ...['Control+r', 'Control+w', 'Control+n', 'Control+t', 'Control+q', 'Control+Shift+I', 'Control+Shift+J'],
  ...['Control+-', 'Control+0', 'Control+=', 'Control+Tab', 'Control+Enter', 'Control+F4', 'Control+Insert'],
  ...['Shift+Insert', 'Alt+ArrowLeft', 'Alt+ArrowRight', 'Alt+Home', 'Alt+F4', 'Alt+d', 'Alt+Tab', 'Alt+ '],
  ...[
    'Meta+q',
    'Meta+v',
    'Meta+ArrowDown+x',
    'Control+Alt+Delete',
    'Control+Alt+ArrowUp',
    'Control+Alt+Meta+a',
  ],
])('%s does not', (names) => {
  expect(isAllowedKey(press(names))).toBe(false);
});

it('no key with a name of several letters passes unless it is one that forms need', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z][a-z]{3,12}[0-9]{2}$/), fc.boolean(), (key, control) => {
      expect(isAllowedKey({ key, control, alt: false, meta: false, shift: false })).toBe(false);
    }),
  );
});

describe('a key that is refused', () => {
  const listen = () => {
    const told: string[] = [];
    let listener: (event: { preventDefault: () => void }, input: Input) => void = () => undefined;
    const contents = {
      on: (_name: string, heard: typeof listener) => {
        listener = heard;
      },
    } as unknown as Pick<WebContents, 'on'>;
    guardShortcuts(contents, { blocked: (hook, what) => void told.push(`${hook} ${what}`) });
    const send = (names: string, more: Partial<Input> = {}): boolean => {
      let prevented = false;
      const event = { preventDefault: () => (prevented = true) };
      const input: Input = {
        ...{ type: 'keyDown', code: '', isAutoRepeat: false, isComposing: false, location: 0, modifiers: [] },
        ...press(names),
        ...more,
      };
      listener(event, input);
      return prevented;
    };
    return { told, send };
  };

  it('is told with what was held down, once for a press', () => {
    const { told, send } = listen();
    expect(send('Control+Shift+I')).toBe(true);
    expect(send('Control+Shift+I', { isAutoRepeat: true })).toBe(true);
    expect(send('Control+Shift+I', { type: 'keyUp' })).toBe(true);
    expect(send('Alt+ ')).toBe(true);
    expect(told).toEqual(['key Control+Shift+I', 'key Alt+Space']);
  });

  it('is the only kind that is told: what people type is not', () => {
    const { told, send } = listen();
    expect(['a', 'Z', '7', 'Enter', 'Control+Alt+@'].map((names) => send(names))).toEqual(
      Array.from({ length: 5 }, () => false),
    );
    expect(told).toEqual([]);
  });
});
