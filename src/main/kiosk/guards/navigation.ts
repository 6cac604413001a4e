import type { WebContents } from 'electron';
import { refuseUnless, type GuardContext } from './context.ts';

/**
 * Links, scripts and forms that lead elsewhere, in the page and in its frames. `will-navigate` is not used: it is
 * silent about frames. A guard set later takes the place of the earlier one.
 */
export const guardNavigation = (contents: WebContents, context: GuardContext): void => {
  contents.removeAllListeners('will-frame-navigate');
  contents.on('will-frame-navigate', (details) => refuseUnless(context, 'navigate', details));
};
