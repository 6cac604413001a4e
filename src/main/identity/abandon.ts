import { request } from 'node:http';

/** What ends MSAL's wait from outside. */
export interface Release {
  /** Settles when the answer was delivered or could not be; never rejects. */
  readonly release: () => Promise<void>;
}

/**
 * MSAL waits for the browser without end and offers no way to stop, so its listener would stay open on the loopback
 * after the window is gone. This answers it as the sign-in service would when a person declines; if the real answer
 * has already arrived, this one changes nothing.
 *
 * @param address the authorization request, which names the loopback redirect and the state
 */
export const releaseOf = (address: string): Release => {
  const { searchParams } = new URL(address);
  const redirect = new URL(searchParams.get('redirect_uri') ?? 'http://localhost');
  const body = new URLSearchParams({
    error: 'access_denied',
    error_description: 'abandoned',
    state: searchParams.get('state') ?? '',
  }).toString();
  return {
    release: () =>
      new Promise((resolve) => {
        const sent = request(
          {
            // The listener is bound to this address; `localhost` may be another one first.
            host: '127.0.0.1',
            port: redirect.port,
            path: '/',
            method: 'POST',
            headers: { 'content-type': 'application/x-www-form-urlencoded', connection: 'close' },
          },
          (answer) => {
            answer.resume();
            resolve();
          },
        );
        sent.on('error', () => resolve());
        sent.end(body);
      }),
  };
};
