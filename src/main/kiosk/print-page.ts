import { WebContentsView, type Session, type WebContents } from 'electron';
import type { Logger } from '../log/index.ts';
import { createAddressTest } from './addresses.ts';
import { guardContents, guardSession } from './guards/install.ts';
import type { Partitions } from './partitions.ts';
import { hardenedPreferences } from './preferences.ts';
import type { After } from './watchdog.ts';
import { giveBackEmptied } from './wipe.ts';

export interface PrintPageOptions {
  readonly log: Logger;
  readonly after: After;
  readonly partitions: Partitions;
  /** As the operating system names it. */
  readonly printer: string;
  readonly paper: 'A4' | 'Letter';
  /** How long the system may take to accept it, in milliseconds. */
  readonly patienceMs: number;
}

/** Prints one document on the one printer, without a dialog. @returns whether the system took it */
export type PrintPage = (html: string) => Promise<boolean>;

const host = 'leave-behind.invalid';

/** The document alone: no script, no picture, nothing from anywhere. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

/** A page that is in no window, with scripts off, in a partition in memory that knows this document and no network. */
const openDocument = (html: string, { log }: PrintPageOptions, session: Session): WebContentsView => {
  const blocked = (hook: string, other: string): void => log.warn('print.blocked', { hook, host: other });
  const rules = { hosts: [host], resourceHosts: [], loopbackRedirect: false };
  const context = { allows: createAddressTest(rules), blocked };
  guardSession(session, context);
  session.protocol.handle('https', ({ url }) =>
    url === `https://${host}/` ? new Response(html, { headers }) : new Response(null, { status: 404 }),
  );
  const view = new WebContentsView({
    webPreferences: { ...hardenedPreferences, session, javascript: false, images: false },
  });
  guardContents(view.webContents, context);
  return view;
};

const send = (contents: WebContents, { printer, paper, log }: PrintPageOptions): Promise<boolean> =>
  new Promise((resolve) => {
    const options = { silent: true, deviceName: printer, pageSize: paper, printBackground: false, copies: 1 };
    contents.print(options, (taken, reason) => {
      if (!taken) log.warn('print.failed', { reason });
      resolve(taken);
    });
  });

/** Chromium's word for a page that did not load, such as `ERR_FAILED`; else what kind of error it is. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

/**
 * Has the operating system print a document of ours. Pages of others cannot print: every guarded window is without
 * modals, and nothing but this calls `print`. Silent, because a dialog would show printers, folders and "save as".
 */
export const createPrintPage =
  (options: PrintPageOptions): PrintPage =>
  async (html) => {
    const session = options.partitions.take();
    const view = openDocument(html, options, session);
    const contents = view.webContents;
    let stop: () => void = () => undefined;
    const tooLong = new Promise<boolean>((resolve) => {
      stop = options.after(options.patienceMs, () => resolve(false));
    });
    try {
      await contents.loadURL(`https://${host}/`);
      return await Promise.race([send(contents, options), tooLong]);
    } catch (error) {
      options.log.warn('print.failed', { reason: reasonOf(error) });
      return false;
    } finally {
      stop();
      // By way of the view: one that nothing refers to any more is collected, and takes its contents with it.
      if (!contents.isDestroyed()) view.webContents.close({ waitForBeforeUnload: false });
      session.protocol.unhandle('https');
      void giveBackEmptied(session, options.partitions);
    }
  };
