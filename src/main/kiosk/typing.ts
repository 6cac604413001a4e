import type { WebContents } from 'electron';

/** A world of our own in the page: shares its document, not its scripts. */
const isolatedWorld = 1001;
const inOwnWorld = (contents: WebContents, code: string): Promise<unknown> =>
  contents.executeJavaScriptInIsolatedWorld(isolatedWorld, [{ code }]);

/** True when the focused element of the top frame takes text now. */
const takesText = `(() => {
  const element = document.activeElement;
  const text = ['text', 'password', 'tel', 'email', 'number', 'search', 'url'];
  const field = element instanceof HTMLTextAreaElement
    || (element instanceof HTMLInputElement && text.includes(element.type));
  return field && !element.disabled && !element.readOnly;
})()`;

/** Whether the top frame is a secure page of exactly this host. */
export const isOnHost = (address: string, host: string): boolean => {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && url.host === host && url.username === '' && url.password === '';
};

/**
 * Types text into the focused field of the page. It goes as input of the keyboard goes, never by the clipboard, and
 * no script of the page is told its source.
 *
 * @returns false, with nothing typed, when another host or no text field is in front
 */
export const typeInto = async (contents: WebContents, text: string, onHost: string): Promise<boolean> => {
  if (contents.isDestroyed() || !isOnHost(contents.getURL(), onHost)) return false;
  const frame = contents.mainFrame;
  const ready = await inOwnWorld(contents, takesText);
  // The page may have gone elsewhere while it was asked.
  const same = !contents.isDestroyed() && contents.mainFrame === frame && isOnHost(contents.getURL(), onHost);
  if (ready !== true || !same || contents.isLoadingMainFrame()) return false;
  contents.focus();
  await contents.insertText(text);
  return true;
};

/** Keys that do something without a character. Of the rest of a keyboard nothing is needed in a form. */
const named: ReadonlySet<string> = new Set(['Backspace', 'Tab', 'Enter']);

/** How long a page is waited for that does not say that it has taken a key: a frame in it may have. */
const TAKEN_MS = 300;
const listenForKey = `globalThis.tapdeskKey = new Promise((done) => {
  addEventListener('keyup', done, { capture: true, once: true });
}); 0`;
const keyTaken = `Promise.race([
  globalThis.tapdeskKey,
  new Promise((done) => { setTimeout(done, ${TAKEN_MS}); }),
]).then(() => 0)`;

const sendKey = (contents: WebContents, keyCode: string): void => {
  contents.focus();
  contents.sendInputEvent({ type: 'keyDown', keyCode });
  // Chromium submits a form at the character of Enter, not at its press.
  if (keyCode === 'Enter') contents.sendInputEvent({ type: 'char', keyCode: '\r' });
  contents.sendInputEvent({ type: 'keyUp', keyCode });
};

/**
 * Presses one key of the desk's own keyboard. Characters go in as text does, so that no badge reader's listener sees
 * them; the few keys without a character go as input of the keyboard.
 *
 * @returns false, with nothing pressed, when no host of the list is in front or, for a character, no text field
 */
export const pressInto = async (
  contents: WebContents,
  key: string,
  onHosts: readonly string[],
): Promise<boolean> => {
  const address = contents.isDestroyed() ? '' : contents.getURL();
  const host = onHosts.find((one) => isOnHost(address, one));
  if (host === undefined) return false;
  if (!named.has(key)) return typeInto(contents, key, host);
  if (contents.isLoadingMainFrame()) return false;
  if (key === 'Enter') {
    // The page may go elsewhere then, and answer nothing.
    sendKey(contents, key);
    return true;
  }
  // Keys and text reach the page by two ways: a text that is sent while a key is on its way may be there first.
  await inOwnWorld(contents, listenForKey);
  if (contents.isDestroyed() || !isOnHost(contents.getURL(), host)) return false;
  sendKey(contents, key);
  await inOwnWorld(contents, keyTaken);
  return true;
};
