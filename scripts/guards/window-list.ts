import type { Guard } from './guard.ts';

const pages = 'test/security/hostile-pages.test.ts';

const rest = 'test/unit/kiosk/partitions.test.ts';

const folder = 'src/main/kiosk';

type PageGuard = Omit<Guard, 'replace' | 'tests'> & {
  /** Left out: the guard is a call, and nothing takes its place. */
  readonly replace?: string;
  readonly names: string;
};

/** What stands against hostile pages. */
const ofPages = ({ file, names, replace = 'void 0;', ...guard }: PageGuard): Guard => ({
  ...guard,
  file: `${folder}/${file}`,
  replace,
  tests: [pages, names],
});

/** Guards of the guarded window: each is missed by an attempt of a hostile page although others stand behind it. */
export const ofTheWindow: readonly Guard[] = [
  ofPages({
    name: 'the guard of redirects',
    file: 'guards/install.ts',
    find: '  guardRedirects(contents, context);',
    names: 'by a redirect',
    always: true,
  }),
  ofPages({
    name: 'the policy added to pages',
    file: 'guest.ts',
    find: 'guardResponses(session, options.rules, context);',
    names: 'cannot stop the desk by',
    always: true,
  }),
  ofPages({
    name: 'the guard of navigation',
    file: 'guards/install.ts',
    find: '  guardNavigation(contents, context);',
    names: 'cannot leave|cannot frame',
  }),
  ofPages({
    name: 'the guard of new windows',
    file: 'guards/install.ts',
    find: '  guardNewWindows(contents, context);',
    names: 'cannot open',
  }),
  ofPages({
    name: 'the guard of requests',
    file: 'guards/install.ts',
    find: '  guardRequests(session, context);',
    names: 'cannot reach another host by',
  }),
  ofPages({
    name: 'the guard of downloads',
    file: 'guards/install.ts',
    find: '  guardDownloads(session, context);',
    names: 'saves nothing either',
  }),
  ofPages({
    name: 'the guard of permissions',
    file: 'guards/install.ts',
    find: '  guardPermissions(session, context);',
    names: 'is not given',
  }),
  ofPages({
    name: 'the guard of datagrams',
    file: 'guards/install.ts',
    find: '  guardDatagrams(contents);',
    names: 'datagrams of WebRTC',
  }),
  ofPages({
    name: 'the guard of dragging',
    file: 'guest.ts',
    find: '  guardDragging(contents);',
    names: 'drags nothing out',
  }),
  ofPages({
    name: 'the word on prompts',
    file: 'guest.ts',
    find: '  tellOfPrompts(contents, context);',
    names: 'a password',
  }),
  ofPages({
    name: 'the interception of file dialogs',
    file: 'guards/by-protocol.ts',
    find: 'enabled: true',
    replace: 'enabled: false',
    names: "machine's folders",
  }),
  ofPages({
    name: 'the removal of WebRTC',
    file: 'guards/by-protocol.ts',
    find: "['RTCPeerConnection', 'webkitRTCPeerConnection']",
    replace: '[]',
    names: 'WebRTC of an empty frame',
  }),
  ofPages({
    name: 'the answer to "leave this page?"',
    file: 'guards/by-protocol.ts',
    find: '{ accept: true }',
    replace: '{ accept: false }',
    names: 'leave this page',
  }),
  ofPages({
    name: 'the connections of scripts',
    file: 'headers.ts',
    find: "['connect-src', 'data:', 'blob:', ...sources].join(' '),",
    replace: '',
    names: 'WebTransport',
  }),
  ofPages({
    name: 'the way back from emptiness',
    file: 'page.ts',
    find: "if (!context.allows(address, 'page')) {\n      context.blocked('elsewhere'",
    replace: "if (address === '-') {\n      context.blocked('elsewhere'",
    names: 'to emptiness',
  }),
  ofPages({
    name: 'the end of a page that hangs',
    file: 'guest.ts',
    find: 'contents.forcefullyCrashRenderer();',
    replace: 'loading.hang();',
    names: 'loops for ever',
  }),
  ofPages({
    name: 'the verdict on certificates',
    file: 'guards/certificates.ts',
    find: '? accept : refuse;',
    replace: '? accept : accept;',
    names: 'another certificate',
  }),
  ofPages({
    name: 'the look at what the main process loads',
    file: 'page.ts',
    find: "if (!context.allows(address, 'page')) {\n      context.blocked('load'",
    replace: "if (address === '-') {\n      context.blocked('load'",
    names: 'the main process must not load',
  }),
  ofPages({
    name: 'the port in an address',
    file: 'addresses.ts',
    find: 'hostsFor[use].has(url.host)',
    replace: 'hostsFor[use].has(url.host) || url.hostname === "localhost"',
    names: 'look-alike',
  }),
  ofPages({
    name: 'the refusal of documents for a viewer',
    file: 'guards/responses.ts',
    find: "return types === '' || types.includes('pdf');",
    replace: 'return false;',
    names: 'cannot save',
  }),
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
