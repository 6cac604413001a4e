import { WebContentsView, type Session, type WebContents } from 'electron';
import { hardenedPreferences } from './preferences.ts';

/** A world of our own in the page. */
const isolatedWorld = 1002;

/** What an origin keeps: what it stored under quota, and what has none. */
const countKept = `(async () => {
  const { usage = 0 } = await navigator.storage.estimate();
  const databases = await indexedDB.databases();
  const stores = await caches.keys();
  const workers = await navigator.serviceWorker.getRegistrations();
  return usage + localStorage.length + databases.length + stores.length + workers.length;
})()`;

const keepsNothing = async (contents: WebContents, origin: string): Promise<boolean> => {
  try {
    await contents.loadURL(`${origin}/`);
    const kept: unknown = await contents.executeJavaScriptInIsolatedWorld(isolatedWorld, [
      { code: countKept },
    ]);
    return kept === 0;
  } catch {
    // What cannot be looked at is not known to be empty.
    return false;
  }
};

/** Also the loopback redirect's. */
const schemes = ['https', 'http'] as const;

const emptyPage = (): Response =>
  new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });

/**
 * Looks into a partition that nobody will use again: opens an empty page of our own, which no server is asked for,
 * as each of the origins, and counts those that still keep something. Electron has no list of origins, so it is
 * the caller's to know which there were.
 */
export const originsThatKeep = async (session: Session, origins: Iterable<string>): Promise<number> => {
  for (const scheme of schemes) session.protocol.handle(scheme, emptyPage);
  const view = new WebContentsView({
    webPreferences: { ...hardenedPreferences, session },
  });
  let keeping = 0;
  // By way of the view each time: without a reference to it, it is collected and takes its contents with it.
  for (const origin of origins) if (!(await keepsNothing(view.webContents, origin))) keeping += 1;
  view.webContents.close({ waitForBeforeUnload: false });
  for (const scheme of schemes) session.protocol.unhandle(scheme);
  return keeping;
};
