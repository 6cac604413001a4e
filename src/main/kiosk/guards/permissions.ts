import type { Session } from 'electron';
import { hostOf } from '../addresses.ts';
import type { GuardContext } from './context.ts';

/**
 * Refuses every permission a page can ask for or look up: camera, clipboard, notifications, opening other programs
 * and all that Chromium may add. WebAuthn needs none. `setDisplayMediaRequestHandler` stays unset, which refuses. Set
 * again for one session, the later context is told.
 */
export const guardPermissions = (session: Session, context: GuardContext): void => {
  session.setPermissionRequestHandler((_contents, permission, ...[callback, details]) => {
    context.blocked(`permission ${permission}`, hostOf(details.requestingUrl), 'other');
    callback(false);
  });
  session.setPermissionCheckHandler(() => false);
};
