import type { Guard } from './guard.ts';

const pages = 'test/security/hostile-pages.test.ts';

const rest = 'test/unit/kiosk/partitions.test.ts';

const folder = 'src/main/kiosk';

/** One call that sets a guard, left out. */
const call = (
  name: string,
  ...[file, find, tests]: readonly [file: string, find: string, tests: string]
): Guard => ({
  name,
  file: `${folder}/${file}`,
  find,
  replace: 'void 0;',
  tests: [pages, tests],
});

/** Guards of the guarded window: each is missed by an attempt of a hostile page although others stand behind it. */
export const ofTheWindow: readonly Guard[] = [
  {
    ...call(
      'the guard of redirects',
      'guards/install.ts',
      '  guardRedirects(contents, context);',
      'by a redirect',
    ),
    always: true,
  },
  {
    ...call(
      'the policy added to pages',
      'guest.ts',
      'guardResponses(session, options.rules, context);',
      'cannot stop the desk by',
    ),
    always: true,
  },
  call(
    'the guard of navigation',
    'guards/install.ts',
    '  guardNavigation(contents, context);',
    'cannot leave|cannot frame',
  ),
  call(
    'the guard of new windows',
    'guards/install.ts',
    '  guardNewWindows(contents, context);',
    'cannot open',
  ),
  call(
    'the guard of requests',
    'guards/install.ts',
    '  guardRequests(session, context);',
    'cannot reach another host by',
  ),
  call(
    'the guard of downloads',
    'guards/install.ts',
    '  guardDownloads(session, context);',
    'saves nothing either',
  ),
  call(
    'the guard of permissions',
    'guards/install.ts',
    '  guardPermissions(session, context);',
    'is not given',
  ),
  call('the guard of datagrams', 'guards/install.ts', '  guardDatagrams(contents);', 'datagrams of WebRTC'),
  call('the guard of dragging', 'guest.ts', '  guardDragging(contents);', 'drags nothing out'),
  call('the word on prompts', 'guest.ts', '  tellOfPrompts(contents, context);', 'a password'),
  {
    ...call(
      'the interception of file dialogs',
      'guards/by-protocol.ts',
      'enabled: true',
      "machine's folders",
    ),
    replace: 'enabled: false',
  },
  {
    ...call(
      'the removal of WebRTC',
      'guards/by-protocol.ts',
      "['RTCPeerConnection', 'webkitRTCPeerConnection']",
      'WebRTC of an empty frame',
    ),
    replace: '[]',
  },
  {
    ...call(
      'the answer to "leave this page?"',
      'guards/by-protocol.ts',
      '{ accept: true }',
      'leave this page',
    ),
    replace: '{ accept: false }',
  },
  {
    ...call(
      'the connections of scripts',
      'headers.ts',
      "['connect-src', 'data:', 'blob:', ...sources].join(' '),",
      'WebTransport',
    ),
    replace: '',
  },
  {
    ...call(
      'the way back from emptiness',
      'page.ts',
      "if (!context.allows(address, 'page')) {\n      context.blocked('elsewhere'",
      'to emptiness',
    ),
    replace: "if (address === '-') {\n      context.blocked('elsewhere'",
  },
  {
    ...call(
      'the end of a page that hangs',
      'guest.ts',
      'contents.forcefullyCrashRenderer();',
      'loops for ever',
    ),
    replace: 'loading.hang();',
  },
  {
    ...call(
      'the verdict on certificates',
      'guards/certificates.ts',
      '? accept : refuse;',
      'another certificate',
    ),
    replace: '? accept : accept;',
  },
  {
    ...call(
      'the look at what the main process loads',
      'page.ts',
      "if (!context.allows(address, 'page')) {\n      context.blocked('load'",
      'the main process must not load',
    ),
    replace: "if (address === '-') {\n      context.blocked('load'",
  },
  {
    ...call('the port in an address', 'addresses.ts', 'hostsFor[use].has(url.host)', 'look-alike'),
    replace: 'hostsFor[use].has(url.host) || url.hostname === "localhost"',
  },
  {
    ...call(
      'the refusal of documents for a viewer',
      'guards/responses.ts',
      "return types === '' || types.includes('pdf');",
      'cannot save',
    ),
    replace: 'return false;',
  },
  {
    name: 'the rest of a partition before it is used again',
    file: 'src/main/kiosk/partitions.ts',
    find: 'resting.length < RESTING ? undefined : resting.shift()',
    replace: 'resting.shift()',
    tests: [rest, 'only after all others'],
  },
  {
    name: 'the end of a partition in which something was left',
    file: 'src/main/kiosk/partitions.ts',
    find: '      if (isEmpty) resting.push(partition);',
    replace: '      resting.push(partition);\n      if (isEmpty) return;',
    tests: [rest, 'never used again'],
  },
  {
    name: 'the seal of a partition that rests',
    file: 'src/main/kiosk/partitions.ts',
    find: '      seal(partition);\n',
    replace: '',
    tests: [rest, 'ask nobody'],
  },
  {
    name: 'the second emptying of a partition',
    file: `${folder}/guest.ts`,
    find: 'const failed = await clear(page.session);',
    replace: 'const failed = await Promise.resolve([]);',
    tests: ['test/e2e/guest-life.test.ts', 'what came late'],
  },
];
