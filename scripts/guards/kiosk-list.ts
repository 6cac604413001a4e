import { without, type Row } from './row.ts';
import type { Guard } from './guard.ts';

const guards = 'test/unit/kiosk/guards.test.ts';
const keys = 'test/unit/kiosk/shortcuts.test.ts';
const kiosk = (name: string): string => `src/main/kiosk/${name}.ts`;
const hook = (name: string): string => `src/main/kiosk/guards/${name}.ts`;

/** How the program may be started. */
const ofStarts: readonly Row[] = [
  [
    'dangerous switches also in development',
    kiosk('switches'),
    '...dangerous, ',
    '',
    'test/unit/kiosk/switches.test.ts',
    'packaged or not',
  ],
  [
    'switches for developers in a package',
    kiosk('switches'),
    '...(isPackaged ? forDevelopment : [])',
    '',
    'test/unit/kiosk/switches.test.ts',
    'in a package',
  ],
  [
    'a library that is loaded before the program',
    kiosk('start'),
    '|LD_(?:PRELOAD|AUDIT)$',
    '',
    'test/unit/kiosk/start.test.ts',
    'refuses LD_',
  ],
  [
    'a file with the keys of all connections',
    kiosk('start'),
    'SSLKEYLOGFILE$|',
    '',
    'test/unit/kiosk/start.test.ts',
    'refuses SSLKEYLOGFILE',
  ],
];

/** What no page is given, whatever asks. */
const ofHooks: readonly Row[] = [
  [
    'permissions that are asked for',
    hook('permissions'),
    'callback(false);',
    'callback(true);',
    guards,
    'are refused when asked',
  ],
  [
    'permissions that are looked up',
    hook('permissions'),
    'setPermissionCheckHandler(() => false)',
    'setPermissionCheckHandler(() => true)',
    guards,
    'are refused when asked',
  ],
  [
    'rights to a device',
    hook('devices'),
    'setDevicePermissionHandler(() => false)',
    'setDevicePermissionHandler(() => true)',
    guards,
    'are not paired',
  ],
  ['pairing by Bluetooth', hook('devices'), 'confirmed: false', 'confirmed: true', guards, 'are not paired'],
  [
    'the choice of a HID device',
    hook('devices'),
    "session.on('select-hid-device', (event, _details, callback) => {\n    event.preventDefault();",
    "session.on('select-hid-device', (event, _details, callback) => {",
    guards,
    'select-hid-device',
  ],
  [
    'the choice of a USB device',
    hook('devices'),
    "session.on('select-usb-device', (event, _details, callback) => {\n    event.preventDefault();",
    "session.on('select-usb-device', (event, _details, callback) => {",
    guards,
    'select-usb-device',
  ],
  [
    'the choice of a serial port',
    hook('devices'),
    "session.on('select-serial-port', (event, ...[, , choose]) => {\n    event.preventDefault();",
    "session.on('select-serial-port', (event, ...[, , choose]) => {",
    guards,
    'select-serial-port',
  ],
  [
    'the choice of a Bluetooth device',
    hook('devices'),
    "contents.on('select-bluetooth-device', (event, _devices, callback) => {\n    event.preventDefault();",
    "contents.on('select-bluetooth-device', (event, _devices, callback) => {",
    guards,
    'by Bluetooth',
  ],
  [
    'a password for a server',
    hook('sign-in-prompts'),
    "app.on('login', (event, ...[, , , answer]) => {\n    event.preventDefault();",
    "app.on('login', (event, ...[, , , answer]) => {",
    guards,
    'login is answered',
  ],
  [
    'a certificate of this machine for a server',
    hook('sign-in-prompts'),
    "app.on('select-client-certificate', (event, ...[, , , answer]) => {\n    event.preventDefault();",
    "app.on('select-client-certificate', (event, ...[, , , answer]) => {",
    guards,
    'select-client-certificate is',
  ],
  [
    'the context menu',
    hook('surroundings'),
    "contents.on('context-menu', (event) => event.preventDefault());",
    '',
    guards,
    'context-menu',
  ],
  [
    'zoom by the wheel',
    hook('surroundings'),
    "contents.on('zoom-changed', () => contents.setZoomFactor(1));",
    '',
    guards,
    'zoom-changed',
  ],
  [
    'zoom by fingers',
    hook('surroundings'),
    "contents.on('dom-ready', () => void contents.setVisualZoomLevelLimits(1, 1));",
    '',
    guards,
    'dom-ready',
  ],
  [
    'the end of developer tools',
    hook('surroundings'),
    "contents.on('devtools-opened', () => contents.closeDevTools());",
    '',
    guards,
    'devtools-opened',
  ],
  [
    'a page that wants to stay',
    hook('surroundings'),
    "contents.on('will-prevent-unload', (event) => event.preventDefault());",
    '',
    guards,
    'will-prevent-unload',
  ],
  [
    'buttons of the mouse beside the left one',
    hook('surroundings'),
    "mouse.button !== 'left'",
    "mouse.button === 'none'",
    guards,
    'of the mouse',
  ],
  [
    'the guard of webviews',
    hook('webviews'),
    "contents.on('will-attach-webview', (event) => event.preventDefault());",
    '',
    guards,
    'webviews are not attached',
  ],
  ['keys with Alt', hook('shortcuts'), 'if (alt) return modifierKeys.has(key);', '', keys, 'does not'],
  [
    'keys with Control',
    hook('shortcuts'),
    'commandKeys.has(isCharacter(key) ? key.toLowerCase() : key)',
    'true',
    keys,
    'does not',
  ],
  [
    'keys without a character',
    hook('shortcuts'),
    'isCharacter(key) || namedKeys.has(key)',
    'true',
    keys,
    'does not',
  ],
  [
    'nothing is navigated to where no guarded window is',
    hook('context'),
    'allows: () => false,',
    'allows: () => true,',
    guards,
    'where no guarded window is',
  ],
];

/** Guards of starts and of windows that a test without Electron misses. */
export const ofTheKiosk: readonly Guard[] = [...ofStarts, ...ofHooks].map(without);
