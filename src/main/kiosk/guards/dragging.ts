import type { WebContents } from 'electron';

/** Of the user's own style sheet, which with `!important` is stronger than anything a page says. */
const nothingDraggable = '*, *::before, *::after { -webkit-user-drag: none !important }';

/** Nothing of the page can be dragged out of it: a page may give what is dragged the address of a file to save. */
export const guardDragging = (contents: WebContents): void => {
  contents.on('dom-ready', () => {
    if (!contents.isDestroyed()) void contents.insertCSS(nothingDraggable, { cssOrigin: 'user' });
  });
};
