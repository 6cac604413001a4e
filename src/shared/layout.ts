/** The fixed frame around the guarded window, in CSS pixels of the desk's window: our own chrome is left of and above it. */
export const guestFrame = { left: 420, top: 120, right: 24, bottom: 24 } as const;

/** What the desk's own keyboard takes of the guarded window's height while it is shown: four rows of keys. */
export const guestKeyboardHeight = 264;

/** Where the guarded window lies in a desk window of this content size. */
export const guestBounds = (
  width: number,
  height: number,
  /** Left free at the bottom. */
  room = 0,
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } => ({
  x: guestFrame.left,
  y: guestFrame.top,
  width: Math.max(320, width - guestFrame.left - guestFrame.right),
  height: Math.max(320, height - guestFrame.top - guestFrame.bottom - room),
});
