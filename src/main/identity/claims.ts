import { z } from 'zod';
import { IdentityError, type SignedInAccount } from './port.ts';

/** What of an ID token is read. Source: Entra ID token claims, v2.0; there is no `amr`. */
const idToken = z.object({
  iss: z.string(),
  aud: z.string(),
  iat: z.int(),
  exp: z.int(),
  oid: z.string().min(1),
  tid: z.string().nullish(),
  preferred_username: z.string().min(1),
  name: z.string().nullish(),
  acrs: z.union([z.array(z.string()), z.string().transform((one) => [one])]).nullish(),
});

/** What a token must agree with. */
export interface Expected {
  readonly clientId: string;
  readonly authority: string;
  readonly knownAuthorities: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The account of a validated ID token, with what only a proof needs. */
export interface Validated {
  readonly account: SignedInAccount;
  readonly contexts: readonly string[];
  readonly issuedAt: number;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The tenant that an authority names, or null for one that serves several. */
const tenantOf = (authority: string): string | null => {
  const first = new URL(authority).pathname.split('/')[1] ?? '';
  return guid.test(first) ? first.toLowerCase() : null;
};

/** Clocks of two machines differ; the desk does not open beyond this. */
const toleranceMs = 300_000;

const problemsOf = (token: z.infer<typeof idToken>, expected: Expected): readonly string[] => {
  const hosts = [new URL(expected.authority).host, ...expected.knownAuthorities];
  const tenant = tenantOf(expected.authority);
  const issuer = URL.canParse(token.iss) ? new URL(token.iss) : null;
  const checks: readonly (readonly [string, boolean])[] = [
    ['aud', token.aud === expected.clientId],
    ['iss', issuer?.protocol === 'https:' && hosts.includes(issuer.host)],
    ['tid', tenant === null || token.tid?.toLowerCase() === tenant],
    ['exp', token.exp * 1_000 > expected.now - toleranceMs],
  ];
  return checks.filter(([, holds]) => !holds).map(([name]) => name);
};

/**
 * Reads who signed in. The token came straight from the token endpoint over TLS, which stands for its signature
 * (OpenID Connect Core 1.0, 3.1.3.7 rule 6); who it is for and from, and from which tenant, is checked here.
 *
 * @throws IdentityError `sign-in.failed`
 */
export const validated = (claims: unknown, expected: Expected): Validated => {
  const parsed = idToken.safeParse(claims);
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new IdentityError('sign-in.failed', new Error(`ID token: ${places}`));
  }
  const token = parsed.data;
  const problems = problemsOf(token, expected);
  if (problems.length > 0) {
    throw new IdentityError('sign-in.failed', new Error(`ID token: ${problems.join(', ')}`));
  }
  return {
    account: {
      id: token.oid,
      tenantId: token.tid ?? null,
      userPrincipalName: token.preferred_username,
      displayName: token.name ?? token.preferred_username,
    },
    contexts: token.acrs ?? [],
    issuedAt: token.iat * 1_000,
  };
};
