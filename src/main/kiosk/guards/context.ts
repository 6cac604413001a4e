import { hostOf, type AddressTest } from '../addresses.ts';

/** What every guard of one web contents shares. */
export interface GuardContext {
  readonly allows: AddressTest;
  /**
   * Called when a hook has blocked something.
   *
   * @param host whose it was, or which key
   * @param use whether the person's page was blocked, or only something that the page loads by itself
   */
  readonly blocked: (hook: string, host: string, use: 'page' | 'other') => void;
}

/** For everything that is no guarded window: nothing is allowed, and there is nobody to tell but the log. */
export const denyAll = (blocked: GuardContext['blocked']): GuardContext => ({
  allows: () => false,
  blocked,
});

/** Blocks an event of Electron unless its address is allowed. */
export const refuseUnless = (
  context: GuardContext,
  hook: string,
  details: {
    readonly url: string;
    readonly isMainFrame: boolean;
    readonly preventDefault: () => void;
  },
): void => {
  if (context.allows(details.url, details.isMainFrame ? 'page' : 'frame')) return;
  details.preventDefault();
  context.blocked(hook, hostOf(details.url), details.isMainFrame ? 'page' : 'other');
};
