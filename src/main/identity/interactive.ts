import type { AuthenticationResult, InteractiveRequest, PublicClientApplication } from '@azure/msal-node';
import { releaseOf } from './abandon.ts';
import { IdentityError, type SignInWindow } from './port.ts';

/** One sign-in that a person makes in a window. */
export interface Interactive {
  readonly client: Pick<PublicClientApplication, 'acquireTokenInteractive'>;
  readonly request: Omit<InteractiveRequest, 'openBrowser' | 'successTemplate' | 'errorTemplate'>;
  readonly window: SignInWindow;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** Shown for a moment, until the window closes. */
const emptyPage = '<!doctype html><meta charset="utf-8"><title>Tapdesk</title>';

const whenAborted = (signal: AbortSignal, action: () => void): (() => void) => {
  if (signal.aborted) action();
  else signal.addEventListener('abort', action, { once: true });
  return () => signal.removeEventListener('abort', action);
};

/**
 * Lets a person sign in, and ends with the window closed whatever happens: signed in, declined, window closed by
 * hand, called off, or too late.
 *
 * @throws IdentityError `sign-in.cancelled` or `sign-in.timed-out`; otherwise what MSAL throws
 */
export const signInInWindow = async (sign: Interactive): Promise<AuthenticationResult> => {
  const late = AbortSignal.timeout(sign.timeoutMs);
  const called = AbortSignal.any([late, sign.signal]);
  const abandoned = (): IdentityError =>
    new IdentityError(late.aborted ? 'sign-in.timed-out' : 'sign-in.cancelled');
  let release = (): Promise<void> => Promise.resolve();
  let close = (): void => undefined;

  const openBrowser = async (address: string): Promise<void> => {
    release = releaseOf(address).release;
    if (called.aborted) throw abandoned();
    const opened = await sign.window.open(address);
    close = opened.close;
    void opened.closed.then(() => release());
  };
  const running = sign.client.acquireTokenInteractive({
    ...sign.request,
    openBrowser,
    successTemplate: emptyPage,
    errorTemplate: emptyPage,
  });
  // When it loses the race its own rejection has nobody else to hear it.
  running.catch(() => undefined);

  let stopListening = (): void => undefined;
  const givenUp = new Promise<never>((_resolve, reject) => {
    stopListening = whenAborted(called, () => {
      reject(abandoned());
      void release();
    });
  });
  try {
    return await Promise.race([running, givenUp]);
  } finally {
    stopListening();
    close();
  }
};
