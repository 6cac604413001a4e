import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import { InteractionRequiredAuthError } from '@azure/msal-node';
import { describe, expect, it } from 'vitest';
import { createSession } from '../../../src/main/identity/session.ts';
import { identityErrorOf } from '../../support/failures.ts';

const account: AccountInfo = {
  homeAccountId: 'h',
  environment: 'e',
  tenantId: 't',
  username: 'olga@tapdesk.example',
  localAccountId: 'l',
};
const hour = 3_600_000;

const resultOf = (accessToken: string, expiresAt: number): AuthenticationResult => ({
  authority: '',
  uniqueId: 'o1',
  tenantId: 't',
  scopes: [],
  account,
  idToken: '',
  idTokenClaims: {},
  accessToken,
  fromCache: false,
  expiresOn: new Date(expiresAt),
  tokenType: 'Bearer',
  correlationId: '',
});

/** A session over a client that gives `token-1`, `token-2` …, each for an hour. */
const createTrial = (refuse?: Error) => {
  let now = 0;
  const asked: (string | undefined)[] = [];
  const application: Pick<PublicClientApplication, 'acquireTokenSilent' | 'signOut' | 'clearCache'> = {
    acquireTokenSilent: ({ claims }) => {
      asked.push(claims);
      if (refuse !== undefined) return Promise.reject(refuse);
      return Promise.resolve(resultOf(`token-${asked.length}`, now + hour));
    },
    signOut: () => Promise.resolve(),
    clearCache: () => undefined,
  };
  const session = createSession(
    { scopes: ['s'], clock: { now: () => now } },
    { application, network: { trouble: () => undefined } },
    {
      account,
      result: resultOf('token-0', hour),
      who: {
        account: { id: 'o1', tenantId: 't', userPrincipalName: 'olga@tapdesk.example', displayName: 'Olga' },
        contexts: [],
        issuedAt: 0,
      },
    },
  );
  return {
    session,
    asked,
    pass: (ms: number) => {
      now += ms;
    },
  };
};

describe('the token of a session', () => {
  it('is the one of the sign-in, without asking, until five minutes before its end', async () => {
    const { session, asked, pass } = createTrial();
    pass(hour - 300_001);
    expect(await session.accessToken()).toBe('token-0');
    expect(asked).toEqual([]);
    pass(1);
    expect(await session.accessToken()).toBe('token-1');
    expect(await session.accessToken()).toBe('token-1');
    expect(asked).toEqual([undefined]);
  });

  it('is renewed once for all who ask at that moment', async () => {
    const { session, asked, pass } = createTrial();
    pass(hour);
    const tokens = await Promise.all([session.accessToken(), session.accessToken(), session.accessToken()]);
    expect(tokens).toEqual(['token-1', 'token-1', 'token-1']);
    expect(asked).toHaveLength(1);
  });

  it('is a new one for a challenge, and that one is kept', async () => {
    const { session, asked } = createTrial();
    expect(await session.accessToken('{"a":1}')).toBe('token-1');
    expect(await session.accessToken()).toBe('token-1');
    expect(asked).toEqual(['{"a":1}']);
  });

  it('is gone when the service wants the person again', async () => {
    const { session, pass } = createTrial(new InteractionRequiredAuthError('login_required', ''));
    pass(hour);
    expect((await identityErrorOf(session.accessToken())).code).toBe('tenant.signed-out');
  });

  it('is gone after signing out, also for a renewal that was under way', async () => {
    const { session, pass } = createTrial();
    pass(hour);
    const late = session.accessToken();
    await session.signOut();
    await late;
    expect((await identityErrorOf(session.accessToken())).code).toBe('tenant.signed-out');
  });
});
