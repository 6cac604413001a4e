/** One `name=value` of a challenge; the value may be quoted and may itself hold `=` (base64 padding). */
const parameter = /([A-Za-z_][\w-]*)\s*=\s*(?:"([^"]*)"|([^\s,"]+))/g;

/**
 * The claims that a service asks for before it accepts a token, as JSON text, or null when it asks for none.
 * Source: Entra's claims challenge: `WWW-Authenticate: Bearer …, error="insufficient_claims", claims="BASE64"`,
 * where several challenges may stand in one header.
 */
export const claimsChallenge = (header: string | null): string | null => {
  if (header === null) return null;
  const claims = [...header.matchAll(parameter)].find((one) => one[1]?.toLowerCase() === 'claims');
  const encoded = claims?.[2] ?? claims?.[3];
  if (encoded === undefined || encoded === '') return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  return text.startsWith('{') ? text : null;
};
