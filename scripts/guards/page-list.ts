import { without, type Row } from './row.ts';
import type { Guard } from './guard.ts';

const addresses = 'test/unit/kiosk/addresses.test.ts';
const headers = 'test/unit/kiosk/headers.test.ts';
const certificates = 'test/unit/kiosk/certificates.test.ts';
const responses = 'test/unit/kiosk/responses.test.ts';
const channels = 'test/contract/channels.test.ts';
const serve = 'src/main/ipc/serve.ts';
const sender = 'src/main/ipc/sender.ts';
const kiosk = (name: string): string => `src/main/kiosk/${name}.ts`;
const hook = (name: string): string => `src/main/kiosk/guards/${name}.ts`;

/** Where pages come from, and what is added to them. */
const ofPages: readonly Row[] = [
  [
    'certificates of others in the simulation',
    hook('certificates'),
    '? accept : refuse;',
    '? accept : asChromiumSays;',
    certificates,
    'in the simulation',
  ],
  [
    'authorities that somebody added to the machine',
    hook('certificates'),
    'server.isIssuedByKnownRoot || rules.allowPrivateRoots ?',
    'server.isIssuedByKnownRoot || rules.trust === null ?',
    certificates,
    'own authority',
  ],
  [
    'a browser that reports for a page',
    hook('responses'),
    '.filter(([key]) => !reporting.has(key.toLowerCase()))',
    '',
    responses,
    'report to others',
  ],
  [
    'the policy beside one that a page has',
    hook('responses'),
    '[...own, policy]',
    'own.length === 0 ? [policy] : own',
    responses,
    '.',
  ],
  [
    'modal dialogs of guests',
    kiosk('headers'),
    'sandbox allow-scripts allow-same-origin allow-forms allow-popups',
    'sandbox allow-scripts allow-same-origin allow-forms allow-popups allow-modals',
    responses,
    'neither modal',
  ],
  [
    'an address with what browsers leave out',
    kiosk('addresses'),
    'suspicious.test(address) || ',
    '',
    addresses,
    '.',
  ],
  [
    'an address as it is written',
    kiosk('addresses'),
    'return address === url.origin || address.startsWith(`${url.origin}/`) ? url : null;',
    'return url;',
    addresses,
    '.',
  ],
  ['https alone', kiosk('addresses'), "url.protocol === 'https:' && hostsFor", 'hostsFor', addresses, '.'],
  [
    'the one path of the redirect to this machine',
    kiosk('addresses'),
    " && url.pathname === '/'",
    '',
    addresses,
    'on the loopback',
  ],
  [
    'the redirect to this machine as a page alone',
    kiosk('addresses'),
    "if (use === 'page' && rules.loopbackRedirect",
    'if (rules.loopbackRedirect',
    addresses,
    'on the loopback',
  ],
  [
    'reading alone of the desk’s files',
    kiosk('files'),
    "request.method !== 'GET' || ",
    '',
    'test/unit/kiosk/files.test.ts',
    'more than a reading',
  ],
  [
    'the desk’s own address',
    kiosk('files'),
    'return own ? files.get(pathname) : undefined;',
    'return own || pathname !== "" ? files.get(pathname) : undefined;',
    'test/unit/kiosk/files.test.ts',
    'nothing at',
  ],
  [
    'nothing by default in the desk’s page',
    kiosk('headers'),
    '"default-src \'none\'",',
    '',
    headers,
    'no default-src',
  ],
  [
    'scripts of the desk alone',
    kiosk('headers'),
    '"script-src \'self\'",',
    "\"script-src 'self' 'unsafe-inline'\",",
    headers,
    'has scripts',
  ],
  [
    'no connections of the desk’s page',
    kiosk('headers'),
    '"connect-src \'none\'",',
    '',
    headers,
    'no connect-src',
  ],
  ['no frames in the desk’s page', kiosk('headers'), '"frame-src \'none\'",', '', headers, 'no frame-src'],
  [
    'trusted types',
    kiosk('headers'),
    '"require-trusted-types-for \'script\'",',
    '',
    headers,
    'no text for a script',
  ],
  [
    'no policy of trusted types',
    kiosk('headers'),
    '"trusted-types \'none\'",',
    '',
    headers,
    'no trusted-types',
  ],
  [
    'the type of a file',
    kiosk('headers'),
    "'X-Content-Type-Options': 'nosniff',",
    '',
    headers,
    'world of its own',
  ],
  [
    'the desk’s page kept by nobody',
    kiosk('headers'),
    "'Cache-Control': 'no-store',",
    '',
    headers,
    'world of its own',
  ],
  ['the sandbox of pages', kiosk('preferences'), 'sandbox: true,', '', headers, 'in a sandbox'],
  [
    'the isolation of the bridge',
    kiosk('preferences'),
    'contextIsolation: true,',
    '',
    headers,
    'in a sandbox',
  ],
  ['no Node in pages', kiosk('preferences'), 'nodeIntegration: false,', '', headers, 'in a sandbox'],
  ['no developer tools', kiosk('preferences'), 'devTools: false,', '', headers, 'in a sandbox'],
  [
    'a page that is covered and goes on',
    kiosk('preferences'),
    'backgroundThrottling: false,',
    '',
    headers,
    'in a sandbox',
  ],
];

/** Who may call the main process, and with what. */
const ofCalls: readonly Row[] = [
  [
    'the window that calls',
    sender,
    'event.sender.id === window.webContents.id &&',
    '',
    channels,
    'refuses another window',
  ],
  [
    'the frame that calls',
    sender,
    'frame === window.webContents.mainFrame &&',
    '',
    channels,
    'refuses another frame',
  ],
  [
    'the origin that calls',
    sender,
    'frame.origin === deskOrigin &&',
    '',
    channels,
    'refuses the main frame while',
  ],
  [
    'the address that calls',
    sender,
    ' &&\n    isDeskAddress(frame.url)',
    '',
    channels,
    'refuses the main frame while',
  ],
  ['a window that is gone', sender, ' || window.isDestroyed()', '', channels, 'no window any more'],
  [
    'the sender of a call',
    serve,
    "if (!isDesk(event, windowOf())) return refuse('command.invalid', 'sender');",
    '',
    channels,
    'refuses another window',
  ],
  ['one request a call', serve, 'requests.length !== 1 || ', '', channels, 'refuses a second argument'],
  [
    'the form of a request',
    serve,
    "if (!parsed.success) return refuse('command.invalid', 'request', pathsOf(parsed.error));",
    '',
    channels,
    'does not know',
  ],
  [
    'the form of an answer',
    serve,
    "if (!parsed.success) return refuse('internal', 'answer', pathsOf(parsed.error));",
    'if (!parsed.success) return result;',
    'test/unit/ipc/serve.test.ts',
    'more than the contract',
  ],
  [
    'what an error says stays inside',
    serve,
    "error instanceof Error ? error.name : 'thrown'",
    'String(error)',
    'test/unit/ipc/serve.test.ts',
    'stays inside',
  ],
  [
    'the form of a push',
    'src/main/ipc/push.ts',
    'const parsed = pushes[name].parse(message);',
    'const parsed = pushes[name].safeParse(message).data ?? message;',
    'test/contract/pushes.test.ts',
    'does not know',
  ],
];

/** Guards of the desk’s page and of the border to the main process that a test without Electron misses. */
export const ofThePage: readonly Guard[] = [...ofPages, ...ofCalls].map(without);
