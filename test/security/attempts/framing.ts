import { click, frame, type Attempt } from './attempt.ts';

const framed = (name: string, source: string, host: string): Attempt => ({
  name,
  code: frame(source),
  blocked: ['navigate', host],
});

/** What a page shows inside itself. */
const frames: readonly Attempt[] = [
  framed('another host', 'EVIL + "/framed"', 'EVIL_HOST'),
  framed('data of its own', '"data:text/html,<h1>data</h1>"', 'data:'),
  framed('a blob of its own', 'URL.createObjectURL(new Blob(["x"], { type: "text/html" }))', 'blob:'),
  framed('a program', '"ms-settings:"', 'ms-settings:'),
  framed('a letter', '"mailto:x@example.com"', 'mailto:'),
  framed('the desk', '"app://desk/"', 'desk'),
  {
    name: 'another host in an empty frame',
    code: `const frame = document.createElement('iframe');
      frame.srcdoc = '<iframe src="' + EVIL + '/nested"></iframe>'; document.body.append(frame);`,
    blocked: ['navigate', 'EVIL_HOST'],
  },
  {
    name: 'another host by a redirect',
    code: frame('"/redirect?frame"'),
    blocked: ['redirect', 'EVIL_HOST'],
  },
  {
    name: 'another host by a refresh that the server sends',
    code: frame('"/refresh"'),
    blocked: ['navigate', 'EVIL_HOST'],
  },
  {
    name: 'a file',
    code: frame('"file:///etc/hostname"'),
    blocked: null,
  },
  {
    name: 'another host as an object',
    code: `document.body.insertAdjacentHTML('beforeend', '<object data="' + EVIL + '/object"></object>');`,
    blocked: ['navigate', 'EVIL_HOST'],
  },
  {
    name: 'another host as something embedded',
    code: `document.body.insertAdjacentHTML('beforeend', '<embed src="' + EVIL + '/embed" type="text/html">');`,
    blocked: ['navigate', 'EVIL_HOST'],
  },
  {
    name: 'a frame that leads the whole page away',
    code: `const frame = document.createElement('iframe');
      frame.srcdoc = '<script>try { top.location.href = "' + HERE + '/elsewhere"; } catch {}</scr' + 'ipt>';
      document.body.append(frame);`,
    blocked: null,
  },
];

const opened = (name: string, code: string, host = 'EVIL_HOST'): Attempt => ({
  name,
  code,
  blocked: ['new-window', host],
});

/** What a page opens beside itself. */
const windows: readonly Attempt[] = [
  opened('another host', 'window.open(EVIL);'),
  opened('another host, without telling who opened it', 'window.open(EVIL, "_blank", "noopener");'),
  opened('another host in a small window', 'window.open(EVIL, "x", "popup,width=100,height=100");'),
  opened('an address of its own', 'window.open("/start");', 'HERE_HOST'),
  opened('nothing', 'window.open();', 'about:'),
  opened('a script', 'window.open("javascript:1");', 'about:'),
  opened('a program', 'window.open("ms-settings:");', 'ms-settings:'),
  opened('a link', click('<a id="bait" target="_blank" href="${EVIL}">x</a>')),
  opened('a link to itself', click('<a id="bait" target="_blank" href="/start">x</a>'), 'HERE_HOST'),
  opened(
    'a link, without telling who opened it',
    click('<a id="bait" target="_blank" rel="noopener noreferrer" href="${EVIL}">x</a>'),
  ),
  opened('a form', click('<form target="_blank" action="${EVIL}/form"><button id="bait">x</button></form>')),
  opened('whatever is clicked on', click('<base target="_blank"><a id="bait" href="${EVIL}">x</a>')),
  opened(
    'a window of a frame',
    `const frame = document.createElement('iframe'); frame.src = '/start?frame';
     await new Promise((resolve) => { frame.onload = resolve; document.body.append(frame); });
     frame.contentWindow.open(EVIL);`,
  ),
  {
    name: 'a file',
    code: 'return window.open("file:///etc/hostname") === null;',
    blocked: null,
    answer: true,
  },
  {
    name: 'a window on top of all others',
    code: `return documentPictureInPicture.requestWindow().then(() => 'opened', () => 'refused');`,
    blocked: null,
    answer: 'refused',
  },
  {
    name: 'a payment',
    code: `try { return await new PaymentRequest([{ supportedMethods: EVIL + '/pay' }], { total: { label: 'x',
      amount: { currency: 'EUR', value: '1' } } }).show().then(() => 'shown'); } catch { return 'refused'; }`,
    blocked: null,
    answer: 'refused',
  },
];

export { frames, windows };
