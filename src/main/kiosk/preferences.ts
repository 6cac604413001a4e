import type { WebPreferences } from 'electron';

/**
 * Preferences of every page this application shows, its own and others. Source: facts, sections 1.1 and 1.5. Also
 * what is Electron's default stands here, so that a new default cannot loosen it.
 */
export const hardenedPreferences: WebPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  disableDialogs: true,
  safeDialogs: true,
  spellcheck: false,
  devTools: false,
  webgl: false,
  // A hidden or covered page must still blank the pass in time.
  backgroundThrottling: false,
};
