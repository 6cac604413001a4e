import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { AuthenticationResult } from '@azure/msal-node';
import type { SignInWindow } from '../../../src/main/identity/index.ts';
import { signInInWindow, type Interactive } from '../../../src/main/identity/interactive.ts';
import { identityErrorOf } from '../../support/failures.ts';

const servers: Server[] = [];
afterEach(() => {
  servers.splice(0).forEach((server) => server.close());
});

/** Stands in for MSAL: opens the browser and waits on the loopback for whatever is posted, as MSAL does. */
const createWaiter = () => {
  const posted: string[] = [];
  const client: Interactive['client'] = {
    acquireTokenInteractive: async ({ openBrowser }) => {
      const arrived = new Promise<string>((resolve) => {
        const server = createServer((request, response) => {
          let body = '';
          request.on('data', (chunk: Buffer) => (body += chunk.toString()));
          request.on('end', () => {
            posted.push(body);
            response.end();
            resolve(body);
          });
        });
        servers.push(server);
        server.listen(0, '127.0.0.1', () => {
          const address = server.address();
          const port = typeof address === 'object' && address !== null ? address.port : 0;
          const url = `https://login.example/authorize?state=st%3D1&redirect_uri=http%3A%2F%2Flocalhost%3A${port}`;
          void openBrowser(url);
        });
      });
      const body = await arrived;
      throw new Error(body);
    },
  };
  return { client, posted };
};

const windowOf = (closed: Promise<void>) => {
  const seen = { opened: 0, closed: 0 };
  const window: SignInWindow = {
    open: () => {
      seen.opened += 1;
      return Promise.resolve({
        closed,
        close: () => {
          seen.closed += 1;
        },
      });
    },
  };
  return { window, seen };
};
const never = new Promise<void>(() => undefined);
const declined = 'error=access_denied&error_description=abandoned&state=st%3D1';

describe('a sign-in in a window', () => {
  it('that is closed by hand is answered for, so that nothing waits on', async () => {
    const { client, posted } = createWaiter();
    const { window, seen } = windowOf(Promise.resolve());
    const { signal } = new AbortController();
    const running = signInInWindow({ client, request: {}, window, signal, timeoutMs: 60_000 });
    await expect(running).rejects.toThrow(declined);
    expect(posted).toEqual([declined]);
    expect(seen).toEqual({ opened: 1, closed: 1 });
  });

  it('that takes too long ends with the window closed and the listener answered', async () => {
    const { client, posted } = createWaiter();
    const { window, seen } = windowOf(never);
    const { signal } = new AbortController();
    const error = await identityErrorOf(
      signInInWindow({ client, request: {}, window, signal, timeoutMs: 100 }),
    );
    expect(error.code).toBe('sign-in.timed-out');
    expect(seen.closed).toBe(1);
    await expect.poll(() => posted, { timeout: 10_000 }).toEqual([declined]);
  });

  it('that is called off is cancelled', async () => {
    const { client, posted } = createWaiter();
    const { window, seen } = windowOf(never);
    const controller = new AbortController();
    const running = identityErrorOf(
      signInInWindow({ client, request: {}, window, signal: controller.signal, timeoutMs: 60_000 }),
    );
    await expect.poll(() => seen.opened, { timeout: 10_000 }).toBe(1);
    controller.abort();
    expect((await running).code).toBe('sign-in.cancelled');
    await expect.poll(() => posted, { timeout: 10_000 }).toEqual([declined]);
    expect(seen.closed).toBe(1);
  });

  it('that was called off before never opens a window', async () => {
    const { client } = createWaiter();
    const { window, seen } = windowOf(never);
    const error = await identityErrorOf(
      signInInWindow({ client, request: {}, window, signal: AbortSignal.abort(), timeoutMs: 60_000 }),
    );
    expect(error.code).toBe('sign-in.cancelled');
    expect(seen.opened).toBe(0);
  });

  it('that succeeds closes the window', async () => {
    const result: AuthenticationResult = {
      authority: '',
      uniqueId: 'person-1',
      tenantId: '',
      scopes: [],
      account: null,
      idToken: '',
      idTokenClaims: {},
      accessToken: '',
      fromCache: false,
      expiresOn: null,
      tokenType: 'Bearer',
      correlationId: '',
    };
    const { window, seen } = windowOf(never);
    const client: Interactive['client'] = {
      acquireTokenInteractive: async ({ openBrowser }) => {
        await openBrowser('https://login.example/authorize?state=1&redirect_uri=http%3A%2F%2Flocalhost%3A1');
        return result;
      },
    };
    const { signal } = new AbortController();
    const running = signInInWindow({ client, request: {}, window, signal, timeoutMs: 60_000 });
    expect(await running).toBe(result);
    expect(seen).toEqual({ opened: 1, closed: 1 });
  });
});
