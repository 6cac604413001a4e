import type { BrowserWindow } from 'electron';
import type { After } from './watchdog.ts';

/** What another window's time with the keyboard needs. */
export interface InFront {
  /** Told when another window had the keyboard. */
  readonly left: () => void;
  readonly after: After;
}

/** A window that only comes up, or changes to full screen, is without the keyboard for a moment too. */
const MOMENT_MS = 100;

/**
 * Keeps a kiosk's window before those of other programs, and takes the keyboard back when another window has got it: by
 * Alt+Tab, because it opened, because it raised itself. A second line behind the system's lock, which shows no other window
 * at all. Not for Windows and macOS: there the system's own dialogs, which people need for a key or a sign-in, are windows
 * of other programs too.
 */
export const keepInFront = (window: BrowserWindow, { left, after }: InFront): void => {
  window.setAlwaysOnTop(true);
  window.setVisibleOnAllWorkspaces(true);
  window.on('blur', () => {
    after(MOMENT_MS, () => {
      if (window.isDestroyed() || window.isFocused()) return;
      left();
      window.moveTop();
      window.focus();
    });
  });
};
