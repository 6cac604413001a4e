import type { WebContents } from 'electron';

/** What surrounds a page in a browser: context menu, zoom by wheel or pinch, developer tools, "leave this page?". */
export const guardSurroundings = (contents: WebContents): void => {
  contents.on('context-menu', (event) => event.preventDefault());
  contents.on('zoom-changed', () => contents.setZoomFactor(1));
  contents.on('dom-ready', () => void contents.setVisualZoomLevelLimits(1, 1));
  contents.on('devtools-opened', () => contents.closeDevTools());
  // Lets the page go: preventing this event means not to heed the page's objection.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.setIgnoreMenuShortcuts(true);
  // Newer Electron only: no middle button (pastes on Linux), no right one, no back and forward.
  contents.on('before-mouse-event', (event, mouse) => {
    if (mouse.type === 'mouseDown' && 'button' in mouse && mouse.button !== 'left') event.preventDefault();
  });
};
