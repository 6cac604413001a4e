import type { BrowserWindow, Rectangle, WebContents, WebContentsView } from 'electron';

/** Where a guarded window lies in a desk window of this content size. */
export type BoundsOf = (width: number, height: number, room?: number) => Rectangle;

/** A guarded window in the desk's window. */
export interface GuestPlace {
  /** Hides it and shows it again where it was. */
  readonly show: (visible: boolean) => void;
  /** Leaves so many pixels at its bottom free. */
  readonly leaveRoom: (pixels: number) => void;
  /** Takes it out, for good. */
  readonly leave: () => void;
}

/** The key that goes from pane to pane in most programs; between two pages Tab does not. */
const otherPane = 'F6';

const moveFocus = (from: WebContents, to: () => WebContents | null): (() => void) => {
  const listener = (_event: unknown, { type, key }: { type: string; key: string }): void => {
    if (type === 'keyDown' && key === otherPane) to()?.focus();
  };
  from.on('before-input-event', listener);
  return () => void from.off('before-input-event', listener);
};

/** Puts a guarded window into the desk's window, keeps it in its place, and lets F6 go to it and back. */
export const placeGuest = (window: BrowserWindow, view: WebContentsView, boundsOf: BoundsOf): GuestPlace => {
  const guest = view.webContents;
  let visible = true;
  let room = 0;
  const place = (): void => {
    const [width = 0, height = 0] = window.getContentSize();
    view.setBounds(boundsOf(width, height, room));
  };
  place();
  window.contentView.addChildView(view);
  window.on('resize', place);
  // Its page is the reason why it opens: keys go there first.
  guest.once('dom-ready', () => {
    if (visible) guest.focus();
  });
  moveFocus(guest, () => window.webContents);
  const stop = moveFocus(window.webContents, () => (visible && !guest.isDestroyed() ? guest : null));
  return {
    show: (wanted) => {
      visible = wanted;
      view.setVisible(wanted);
      if (!wanted && guest.isFocused()) window.webContents.focus();
    },
    leaveRoom: (pixels) => {
      if (room === pixels || window.isDestroyed()) return;
      room = pixels;
      place();
    },
    leave: () => {
      if (window.isDestroyed()) return;
      stop();
      window.off('resize', place);
      window.contentView.removeChildView(view);
      window.webContents.focus();
    },
  };
};
