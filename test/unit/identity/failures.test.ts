import { InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { describe, expect, it } from 'vitest';
import { IdentityError } from '../../../src/main/identity/index.ts';
import { identityError } from '../../../src/main/identity/failures.ts';
import { socketFailure } from '../../support/scripted-graph.ts';

describe('a failed sign-in', () => {
  it.each([
    [socketFailure('ECONNREFUSED'), 'tenant.unreachable'],
    [socketFailure('SELF_SIGNED_CERT_IN_CHAIN'), 'tenant.untrusted'],
  ])('over a broken connection says which kind', (trouble, code) => {
    expect(identityError(new Error('network_error'), trouble, 'sign-in.failed').code).toBe(code);
  });

  it.each(['access_denied', 'user_cancelled'])(
    'that the service tells as %s was the person’s own wish',
    (code) => {
      expect(identityError(new ServerError(code, ''), undefined, 'sign-in.failed').code).toBe(
        'sign-in.cancelled',
      );
    },
  );

  it('that needs a person again means signed out', () => {
    const cause = new InteractionRequiredAuthError('login_required', '');
    expect(identityError(cause, undefined, 'sign-in.failed').code).toBe('tenant.signed-out');
  });

  it.each(['sign-in.failed', 'tenant.signed-out'] as const)(
    'of any other kind is %s where it happened',
    (code) => {
      expect(identityError(new ServerError('invalid_grant', ''), undefined, code).code).toBe(code);
    },
  );

  it('that has a code keeps it', () => {
    const cause = new IdentityError('sign-in.timed-out');
    expect(identityError(cause, new Error('x'), 'sign-in.failed')).toBe(cause);
  });

  it('tells of the cause no more than its code', () => {
    const cause = new ServerError('invalid_grant', '', 'AADSTS50126: nadia@tapdesk.example at 10.0.0.1');
    const error = identityError(cause, undefined, 'sign-in.failed');
    expect(String(error.cause)).toBe('Error: invalid_grant');
  });
});
