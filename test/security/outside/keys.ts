/** A key as somebody presses it, and the name by which the desk says that it was refused; null where nothing is to be
 * said, because a window manager takes it. */
export type KeyAttempt = readonly [keys: string, told: string | null];

const command = (...letters: readonly string[]): readonly KeyAttempt[] =>
  letters.map((letter) => [`ctrl+${letter}`, `Control+${letter}`]);
const commandWithShift = (...letters: readonly string[]): readonly KeyAttempt[] =>
  letters.map((letter) => [`ctrl+shift+${letter}`, `Control+Shift+${letter.toUpperCase()}`]);
const functions: readonly KeyAttempt[] = Array.from({ length: 12 }, (_, index) => [
  `F${index + 1}`,
  `F${index + 1}`,
]);
const windows = (...names: readonly string[]): readonly KeyAttempt[] =>
  names.map((name) => [`super+${name}`, `Meta+${name}`]);

/** Source: facts about escapes, "Keys". */
export const keys: readonly KeyAttempt[] = [
  // Windows, tabs, pages.
  ...command('w', 'q', 'n', 't', 'r', 'l', 'h', 'j', 'u', 'd', 'g', 'k'),
  ...commandWithShift('i', 'j', 'c', 'n', 't', 'r', 'w', 'q'),
  ['ctrl+Tab', 'Control+Tab'],
  ['ctrl+F4', 'Control+F4'],
  ['ctrl+Return', 'Control+Enter'],
  ['alt+Left', 'Alt+ArrowLeft'],
  ['alt+Right', 'Alt+ArrowRight'],
  ['alt+Home', 'Alt+Home'],
  ['alt+d', 'Alt+d'],
  ['alt+f', 'Alt+f'],
  ['alt+space', 'Alt+Space'],
  // Dialogs and what leaves a trace.
  ...command('p', 's', 'o', 'f', 'c', 'v', 'x'),
  ['ctrl+Insert', 'Control+Insert'],
  ['shift+Insert', 'Shift+Insert'],
  ['Print', 'PrintScreen'],
  ['Menu', 'ContextMenu'],
  ['shift+F10', 'Shift+F10'],
  // Size.
  ['ctrl+minus', 'Control+-'],
  ['ctrl+0', 'Control+0'],
  ['ctrl+equal', 'Control+='],
  ['ctrl+KP_Add', 'Control++'],
  ['ctrl+KP_Subtract', 'Control+-'],
  ...functions,
  // What a system's shell would take.
  ['ctrl+Escape', 'Control+Escape'],
  ['ctrl+shift+Escape', 'Control+Shift+Escape'],
  ['ctrl+alt+Delete', 'Control+Alt+Delete'],
  ['ctrl+alt+BackSpace', 'Control+Alt+Backspace'],
  ['ctrl+alt+Left', 'Control+Alt+ArrowLeft'],
  ['ctrl+alt+Up', 'Control+Alt+ArrowUp'],
  ['ctrl+alt+Down', 'Control+Alt+ArrowDown'],
  ...windows('e', 'r', 'u', 'f', 'l', 'x', 'p', 'v', 'h'),
  ['super+Tab', 'Meta+Tab'],
  ['super+Left', null],
  // A key of its own: mail, search, pages, sound.
  ['XF86Back', 'BrowserBack'],
  ['XF86Forward', 'BrowserForward'],
  ['XF86HomePage', 'BrowserHome'],
  ['XF86Search', 'BrowserSearch'],
  ['XF86Mail', 'LaunchMail'],
  ['XF86AudioPlay', 'MediaPlayPause'],
  ['Insert', 'Insert'],
  ['Pause', 'Pause'],
];

/** What the window manager makes of these: it asks for the window's end. */
export const windowKeys: readonly KeyAttempt[] = [['alt+F4', 'desk']];

/** With another program's window there: to the next window and the one before, the desk behind it, to another desktop. */
export const switchingKeys: readonly KeyAttempt[] = [
  ['alt+Tab', 'desk'],
  ['alt+shift+Tab', 'desk'],
  ['alt+Escape', null],
  ['ctrl+alt+Right', null],
];

/** In cage nothing takes a key before the desk, but for those that change the virtual terminal, which stay without effect. */
export const keysInCage: readonly KeyAttempt[] = [
  ...keys,
  ['alt+F4', 'Alt+F4'],
  ['alt+Tab', 'Alt+Tab'],
  ['alt+shift+Tab', 'Alt+Shift+Tab'],
  ['alt+Escape', 'Alt+Escape'],
  ['ctrl+alt+Right', 'Control+Alt+ArrowRight'],
  ['super', null],
  ['super+d', 'Meta+d'],
  ['alt+Sys_Req', null],
  ...functions.map(([key]): KeyAttempt => [`ctrl+alt+${key}`, null]),
];
