/** What stands where a secret was. */
export const MASK = '***';

const secretKeys =
  /^(temporaryAccessPass|password|newPassword|pass|secretKey|pin|code|code_verifier|client_secret|assertion|attestation|access_token|refresh_token|id_token|adminToken|authorization|cookie|set-cookie|proxy-authorization)$/i;

/**
 * A copy of a JSON value with secrets masked: by the name of their property, and wherever one of `texts` (passes
 * the tenant has issued) occurs.
 */
export function maskSecrets(value: unknown, texts: readonly string[]): unknown {
  if (typeof value === 'string') return texts.reduce((text, secret) => text.replaceAll(secret, MASK), value);
  if (Array.isArray(value)) return value.map((one) => maskSecrets(one, texts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [
      key,
      secretKeys.test(key) && typeof inner === 'string' ? MASK : maskSecrets(inner, texts),
    ]),
  );
}
