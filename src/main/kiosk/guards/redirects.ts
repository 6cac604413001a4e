import type { WebContents } from 'electron';
import { refuseUnless, type GuardContext } from './context.ts';

/** A server's redirect, which `will-frame-navigate` only sees the first address of. */
export const guardRedirects = (contents: WebContents, context: GuardContext): void => {
  contents.removeAllListeners('will-redirect');
  contents.on('will-redirect', (details) => refuseUnless(context, 'redirect', details));
};
