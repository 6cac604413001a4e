import type { ProblemCode } from '../../../shared/index.ts';
import { DirectoryError } from '../port.ts';
import { traceOf, type Call } from './call.ts';

interface Named {
  readonly code: string;
  readonly message: string;
  readonly syscall: string;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const namedOf = (error: object): Named => ({
  code: 'code' in error ? textOf(error.code) : '',
  message: 'message' in error ? textOf(error.message) : '',
  syscall: 'syscall' in error ? textOf(error.syscall) : '',
});

/** An error and everything it came from: fetch wraps the reason, and several addresses give several reasons. */
const chainOf = (error: unknown, depth = 0): readonly Named[] => {
  if (typeof error !== 'object' || error === null || depth > 5) return [];
  const parts: unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const cause = 'cause' in error ? error.cause : undefined;
  return [namedOf(error), ...[cause, ...parts].flatMap((one) => chainOf(one, depth + 1))];
};

/** OpenSSL's and Node's codes for a certificate that is not trusted, and Chromium's (the `net` of Electron). */
const untrusted =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)|net::ERR_(CERT|SSL)_/;

/** Failures from before a connection stood: nothing can have been carried out. */
const neverSent =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$|net::ERR_(NAME_NOT_RESOLVED|CONNECTION_REFUSED|INTERNET_DISCONNECTED|ADDRESS_UNREACHABLE|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|BLOCKED_BY_CLIENT)/;

const says = (chain: readonly Named[], pattern: RegExp): boolean =>
  chain.some((one) => pattern.test(one.code) || pattern.test(one.message));

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
  const chain = chainOf(cause);
  if (says(chain, untrusted))
    return failure('tenant.untrusted', call, { sent: false, retryable: false, cause });
  const sent = !says(chain, neverSent) && !chain.some((one) => one.syscall === 'connect');
  return failure('tenant.unreachable', call, { sent, retryable: true, cause });
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
