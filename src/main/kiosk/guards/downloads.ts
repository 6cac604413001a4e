import type { Session } from 'electron';
import { hostOf } from '../addresses.ts';
import type { GuardContext } from './context.ts';

/** Nothing is ever saved: no `download` attribute, no attachment, no unknown content type. */
export const guardDownloads = (session: Session, context: GuardContext): void => {
  session.removeAllListeners('will-download');
  session.on('will-download', (event, item) => {
    event.preventDefault();
    context.blocked('download', hostOf(item.getURL()), 'other');
  });
};
