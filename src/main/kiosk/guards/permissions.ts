import type { Session } from 'electron';

/**
 * Refuses every permission a page can ask for or look up: camera, clipboard, notifications, opening other programs
 * and all that Chromium may add. WebAuthn needs none. `setDisplayMediaRequestHandler` stays unset, which refuses.
 */
export const guardPermissions = (session: Session): void => {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
};
