import { describe, expect, it } from 'vitest';
import { validated } from '../../../src/main/identity/claims.ts';
import { IdentityError } from '../../../src/main/identity/index.ts';

const tenantId = '51515151-0000-4000-8000-515151515151';
const now = Date.UTC(2026, 10, 22, 10);
const expected = {
  clientId: 'client-1',
  authority: `https://login.microsoftonline.com/${tenantId}`,
  knownAuthorities: ['login.microsoftonline.com'],
  now,
};
const token = {
  iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
  aud: 'client-1',
  iat: now / 1_000 - 5,
  exp: now / 1_000 + 3_600,
  oid: 'person-1',
  tid: tenantId,
  preferred_username: 'nadia@tapdesk.example',
  name: 'Nadia Newhire',
};

describe('an ID token', () => {
  it('says who signed in', () => {
    expect(validated(token, expected)).toEqual({
      account: {
        id: 'person-1',
        tenantId,
        userPrincipalName: 'nadia@tapdesk.example',
        displayName: 'Nadia Newhire',
      },
      contexts: [],
      issuedAt: now - 5_000,
    });
  });

  it.each([
    [
      ['c1', 'c2'],
      ['c1', 'c2'],
    ],
    ['c1', ['c1']],
    [null, []],
  ])('with acrs %j has met %j', (acrs, contexts) => {
    expect(validated({ ...token, acrs }, expected).contexts).toEqual(contexts);
  });

  it.each([
    ['for another application', { aud: 'client-2' }],
    ['of another issuer', { iss: 'https://login.example/v2.0' }],
    [
      'of an issuer whose name only begins alike',
      { iss: 'https://login.microsoftonline.com.evil.example/v2.0' },
    ],
    ['of an issuer without TLS', { iss: `http://login.microsoftonline.com/${tenantId}/v2.0` }],
    ['of another tenant', { tid: '61616161-0000-4000-8000-515151515151' }],
    ['of no tenant', { tid: undefined }],
    ['that ran out', { exp: now / 1_000 - 301 }],
    ['of nobody', { oid: undefined }],
    ['without a user name', { preferred_username: '' }],
  ])('%s is refused', (_what, change) => {
    expect(() => validated({ ...token, ...change }, expected)).toThrow(new IdentityError('sign-in.failed'));
  });

  it('is refused without quoting it', () => {
    let cause: unknown;
    try {
      validated({ ...token, oid: 7 }, expected);
    } catch (error) {
      cause = error instanceof IdentityError ? error.cause : undefined;
    }
    expect(String(cause)).toBe('Error: ID token: oid');
  });
});
