import type { WebContents } from 'electron';

/** The webview tag is off in every window; should one be made all the same, it is not attached. */
export const guardWebviews = (contents: WebContents): void => {
  contents.removeAllListeners('will-attach-webview');
  contents.on('will-attach-webview', (event) => event.preventDefault());
};
