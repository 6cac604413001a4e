import { describe, expect, it } from 'vitest';
import { DirectoryError } from '../../../src/main/directory/index.ts';
import { problemOfError, problemOfView } from '../../../src/main/desk/problems.ts';

const trouble = { code: 'tenant.throttled', correlationId: 'c-1', retryAfterSeconds: 12 } as const;

describe('a problem of an enrollment', () => {
  it('keeps the id and the wait of the call that failed', () => {
    expect(problemOfView('tenant.throttled', { trouble }, true)).toEqual({
      code: 'tenant.throttled',
      params: { seconds: 12 },
      retryable: true,
      correlationId: 'c-1',
    });
  });

  it('names no wait where the tenant named none', () => {
    const view = { trouble: { ...trouble, retryAfterSeconds: null } };
    expect(problemOfView('tenant.throttled', view, false).params).toEqual({});
  });

  it('takes nothing from a call that failed for another reason, earlier', () => {
    const problem = problemOfView('enrollment.expired', { trouble }, false);
    expect(problem).toMatchObject({ correlationId: null, params: {} });
  });
});

describe('a problem of a call', () => {
  const failed = (correlationId: string): DirectoryError =>
    new DirectoryError('tenant.unreachable', {
      outcome: 'none',
      retryable: true,
      trace: { correlationId, requestId: null, serverTime: null },
    });

  it('names the number by which the tenant finds the call', () => {
    expect(problemOfError(failed('c-1')).correlationId).toBe('c-1');
  });

  it('names none where the call had none, as before the sign-in', () => {
    expect(problemOfError(failed('')).correlationId).toBeNull();
  });
});
