/**
 * One thing that a hostile page tries. Its code is the body of an async function in the page, with the constants `EVIL`
 * (origin of another host), `EVIL_HOST`, `HERE` (the page's own origin) and `LAN` (an address of this machine, with the
 * port on which `EVIL` also listens for UDP).
 */
export interface Attempt {
  readonly name: string;
  readonly code: string;
  /** What runs before, without the click that the code counts as: what exists then has part in that click. */
  readonly before?: string;
  /** What the guards must say: the hook, and the host with `EVIL` and `HERE` put in. Null where there is nothing to say. */
  readonly blocked: readonly [hook: string, host: string] | null;
  /** What the code must answer; not looked at when left out. */
  readonly answer?: unknown;
  /** The page is told of on screen and in the journal: it was the person's own page that was led away. */
  readonly told?: true;
}

/** A frame of this source in the page. */
export const frame = (source: string): string =>
  `const frame = document.createElement('iframe'); frame.src = ${source}; document.body.append(frame);`;

/** A frame with a page of the allowed server, whose window is `window.framed`. */
export const framedPage = `await new Promise((resolve) => { const frame = document.createElement('iframe');
  frame.src = '/start?frame'; frame.onload = resolve; document.body.append(frame); });
  window.framed = document.querySelector('iframe').contentWindow;`;

/** Puts HTML into the page and clicks on what has the id `bait`. */
export const click = (html: string): string =>
  `document.body.insertAdjacentHTML('beforeend', \`${html}\`); document.querySelector('#bait').click();`;

/** An element that loads this address. */
export const element = (tag: string, attributes: string): string =>
  `await new Promise((resolve) => {
    const one = Object.assign(document.createElement('${tag}'), ${attributes});
    one.onload = one.onerror = resolve; document.head.append(one); setTimeout(resolve, 300);
  });`;
