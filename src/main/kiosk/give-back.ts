import type { Input, KeyboardInputEvent, WebContents } from 'electron';

/** A key as it is put back: the system's name of it, and what is held down with it. */
export type KeyGivenBack = Pick<Input, 'type' | 'key' | 'control' | 'alt' | 'meta'>;

/** Names of keys in Electron's accelerators that differ from those of the web. Source: Electron, sendInputEvent. */
const names: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ' ': 'Space',
};

const isCharacter = (key: string): boolean => /^.$/u.test(key);
const isAscii = (key: string): boolean => /^[ -~]$/.test(key);

const modifiersOf = ({ control, alt, meta }: KeyGivenBack): NonNullable<KeyboardInputEvent['modifiers']> => [
  ...(control ? (['control'] as const) : []),
  ...(alt ? (['alt'] as const) : []),
  ...(meta ? (['meta'] as const) : []),
];

const send = (contents: WebContents, key: KeyGivenBack): void => {
  const keyCode = names[key.key] ?? key.key;
  const event = { keyCode, modifiers: modifiersOf(key) };
  if (key.type === 'keyUp') {
    contents.sendInputEvent({ type: 'keyUp', ...event });
    return;
  }
  contents.sendInputEvent({ type: 'keyDown', ...event });
  // A command writes nothing.
  if (!isCharacter(key.key) || key.control !== key.alt || key.meta) return;
  contents.sendInputEvent({ type: 'char', keyCode: key.key, modifiers: [] });
};

/**
 * Gives a key to the page that it was kept from.
 *
 * Electron cannot send a character beyond ASCII as a key: such a one goes in as text, and its key is not told.
 */
export const giveBackTo = (contents: WebContents, key: KeyGivenBack): void => {
  if (contents.isDestroyed()) return;
  if (!isCharacter(key.key) || isAscii(key.key)) send(contents, key);
  else if (key.type === 'keyDown') void contents.insertText(key.key);
};
