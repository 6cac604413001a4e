import type { WebContents } from 'electron';
import { hostOf } from '../addresses.ts';
import type { GuardContext } from './context.ts';

/** No window ever opens another: neither an allowed address nor an empty one. */
export const guardNewWindows = (contents: WebContents, context: GuardContext): void => {
  contents.setWindowOpenHandler(({ url }) => {
    context.blocked('new-window', hostOf(url), 'other');
    return { action: 'deny' };
  });
};
