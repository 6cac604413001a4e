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

/**
 * What a failed fetch tells, whichever fetch it was.
 *
 * @param cause what fetch rejected with
 * @returns `trusted` false when the other side's certificate was not accepted; `maybeSent` false when the failure
 *   lies before a connection stood, so that nothing can have been carried out
 */
export const connectionTrouble = (
  cause: unknown,
): { readonly trusted: boolean; readonly maybeSent: boolean } => {
  const chain = chainOf(cause);
  if (says(chain, untrusted)) return { trusted: false, maybeSent: false };
  const connected = !says(chain, neverSent) && !chain.some((one) => one.syscall === 'connect');
  return { trusted: true, maybeSent: connected };
};
