import type { BrowserWindow } from 'electron';

/**
 * Keeps a kiosk's window before those of other programs, and takes the keyboard back when another window has got it: by
 * Alt+Tab, because it opened, because it raised itself. A second line behind the system's lock, which shows no other window
 * at all. Not for Windows and macOS: there the system's own dialogs, which people need for a key or a sign-in, are windows
 * of other programs too.
 *
 * @param told whenever another window had the keyboard
 */
export const keepInFront = (window: BrowserWindow, told: () => void): void => {
  window.setAlwaysOnTop(true);
  window.setVisibleOnAllWorkspaces(true);
  window.on('blur', () => {
    if (window.isDestroyed()) return;
    told();
    window.moveTop();
    window.focus();
  });
};
