import type { Input, WebContents } from 'electron';
import type { GuardContext } from './context.ts';

/** What of a key decides whether it passes. */
export type Key = Pick<Input, 'key' | 'control' | 'alt' | 'meta' | 'shift'>;

/** Keys without a character that people fill in forms with, and those of input methods. Anything else is refused. */
const namedKeys: ReadonlySet<string> = new Set([
  ...['Enter', 'Tab', 'Backspace', 'Delete', 'Escape', 'Home', 'End', 'PageUp', 'PageDown'],
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
  ...['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock', 'ScrollLock'],
  ...['Dead', 'Compose', 'Process', 'Unidentified', 'Convert', 'NonConvert', 'KanaMode', 'KanjiMode'],
  ...['HangulMode', 'HanjaMode', 'JunjaMode', 'Eisu', 'Hankaku', 'Zenkaku', 'ZenkakuHankaku', 'ModeChange'],
]);

/** With Control or Command: select all, undo, and moving and deleting by words. No clipboard, print, find or zoom. */
const commandKeys: ReadonlySet<string> = new Set([
  ...['a', 'z', 'Backspace', 'Delete', 'Home', 'End'],
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
  ...['Shift', 'Control', 'Meta', 'Alt', 'AltGraph'],
]);

const modifierKeys: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta']);

const isCharacter = (key: string): boolean => /^.$/u.test(key);

/**
 * Whether a key may reach a page: characters, AltGr characters (which Windows reports as Control and Alt), and the
 * keys named above. Source: facts, section 1.5, and the escape table of section 2; what the system itself takes
 * first, such as Ctrl+Alt+Del, is the system's lock-down to stop.
 */
export const isAllowedKey = ({ key, control, alt, meta }: Key): boolean => {
  if (alt && control && !meta) return isCharacter(key) || modifierKeys.has(key);
  if (alt) return modifierKeys.has(key);
  if (control || meta) return commandKeys.has(isCharacter(key) ? key.toLowerCase() : key);
  return isCharacter(key) || namedKeys.has(key);
};

/** A refused key with what was held down, such as `Control+Shift+I`. No text: a character alone is never refused. */
export const nameOfKey = ({ key, control, alt, meta, shift }: Key): string =>
  [
    ...(control ? ['Control'] : []),
    ...(alt ? ['Alt'] : []),
    ...(meta ? ['Meta'] : []),
    ...(shift ? ['Shift'] : []),
    key === ' ' ? 'Space' : key,
  ].join('+');

/** Keeps every other key from the page and from Chromium's own shortcuts, and tells which it was. */
export const guardShortcuts = (
  contents: Pick<WebContents, 'on'>,
  { blocked }: Pick<GuardContext, 'blocked'>,
): void => {
  contents.on('before-input-event', (event, input) => {
    if (isAllowedKey(input)) return;
    event.preventDefault();
    if (input.type === 'keyDown' && !input.isAutoRepeat) blocked('key', nameOfKey(input), 'other');
  });
};
