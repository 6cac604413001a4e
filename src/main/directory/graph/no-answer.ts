import type { ProblemCode } from '../../../shared/index.ts';
import { connectionTrouble } from '../../net/index.ts';
import { DirectoryError } from '../port.ts';
import { traceOf, type Call } from './call.ts';

const failure = (
  code: ProblemCode,
  call: Call,
  more: { sent: boolean; retryable: boolean; cause?: unknown },
): DirectoryError =>
  new DirectoryError(code, {
    outcome: more.sent && call.effect !== 'none' ? 'unknown' : 'none',
    retryable: more.retryable,
    trace: traceOf(call.context),
    cause: more.cause,
  });

/**
 * Why no answer arrived. TLS fails during the handshake, so nothing was sent; a connection that broke later may
 * have carried the request. Source: facts about faults, F2 (a lost answer is unknown, never failed).
 */
export const connectionFailure = (call: Call, cause: unknown): DirectoryError => {
  const { trusted, maybeSent } = connectionTrouble(cause);
  const code = trusted ? 'tenant.unreachable' : 'tenant.untrusted';
  return failure(code, call, { sent: maybeSent, retryable: trusted, cause });
};

/** The time-out ran down, or the caller gave up waiting, while the request was on its way. */
export const timeout = (call: Call, sent: boolean): DirectoryError =>
  failure('tenant.timeout', call, { sent, retryable: true });

/** An answer that cannot be the directory's: too long, redirected, of another form. */
export const unexpected = (call: Call, headers: Headers | undefined, cause?: unknown): DirectoryError =>
  new DirectoryError('tenant.unexpected-answer', {
    outcome: call.effect === 'none' ? 'none' : 'unknown',
    retryable: false,
    trace: traceOf(call.context, headers),
    cause,
  });
