import { Menu, type App, type Session, type WebContents } from 'electron';
import type { Logger } from '../../log/index.ts';
import { denyAll, type GuardContext } from './context.ts';
import { guardBluetooth, guardDevices } from './devices.ts';
import { guardDownloads } from './downloads.ts';
import { guardNavigation } from './navigation.ts';
import { guardNewWindows } from './new-windows.ts';
import { guardDatagrams } from './datagrams.ts';
import { guardPermissions } from './permissions.ts';
import { guardRedirects } from './redirects.ts';
import { guardRequests } from './requests.ts';
import { guardShortcuts } from './shortcuts.ts';
import { guardIntegratedSignIn, guardSignInPrompts } from './sign-in-prompts.ts';
import { guardSurroundings } from './surroundings.ts';
import { guardWebviews } from './webviews.ts';

/** Told what a guard has blocked: which hook, and the host or the key. */
export type Blocked = (hook: string, what: string) => void;

/** Guards of a session, whatever its windows show. Called again for one session, the later context counts. */
export const guardSession = (session: Session, context: GuardContext): void => {
  guardRequests(session, context);
  guardDownloads(session, context);
  guardPermissions(session, context);
};

/** Guards of one web contents. Called again for the same one, the later context counts. */
export const guardContents = (contents: WebContents, context: GuardContext): void => {
  guardNavigation(contents, context);
  guardRedirects(contents, context);
  guardNewWindows(contents, context);
  guardDatagrams(contents);
};

/** The desk's own files; its photos are in what it is told. */
const isDesks = (address: string): boolean => address.startsWith('app://desk/');

/**
 * Guards every session and every web contents that this process ever makes, before it shows anything: no
 * navigation, no windows, no requests but to the desk's own files, no permissions, no devices, no downloads, no
 * prompts, no menu, and a sandbox for all. A guarded window then gets its own allow list. Call before the
 * application is ready.
 *
 * @param blocked told whenever one of these guards, which know no guarded window, has blocked something
 */
export const installGuards = (app: App, log: Logger, blocked: Blocked = () => undefined): void => {
  app.enableSandbox();
  Menu.setApplicationMenu(null);
  guardSignInPrompts(app);
  const context = denyAll((hook, host) => {
    log.warn('kiosk.blocked', { hook, host });
    blocked(hook, host);
  });
  const deskOnly: GuardContext = { ...context, allows: isDesks };
  app.on('session-created', (session) => {
    guardSession(session, deskOnly);
    guardDevices(session);
    guardIntegratedSignIn(session);
    session.setSpellCheckerEnabled(false);
    // Or Chromium fetches a dictionary by itself, from a host of its maker's, past every guard of requests.
    session.setSpellCheckerLanguages([]);
  });
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, context);
    guardWebviews(contents);
    guardBluetooth(contents);
    guardShortcuts(contents, context);
    guardSurroundings(contents);
  });
};

/**
 * Makes this the only desk on this profile. A second start ends itself and brings the first to the front.
 *
 * @returns false when another one runs: the caller ends this process
 */
export const claimSingleInstance = (app: App, onSecondStart: () => void): boolean => {
  app.on('second-instance', onSecondStart);
  return app.requestSingleInstanceLock();
};
