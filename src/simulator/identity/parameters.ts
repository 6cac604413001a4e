import { z } from 'zod';
import { bareScopes } from './scopes.ts';

const claimRequest = z
  .object({
    essential: z.boolean().optional(),
    value: z.string().optional(),
    values: z.array(z.string()).optional(),
  })
  .nullable();
const claimsParameter = z.object({
  id_token: z.record(z.string(), claimRequest).optional(),
  access_token: z.record(z.string(), claimRequest).optional(),
});

/** The claims request parameter (OpenID Connect Core §5.5), with Entra's `access_token` member. */
export type ClaimsParameter = z.infer<typeof claimsParameter>;

/** Reads a claims parameter; an unreadable one asks for nothing here and is refused by the provider. */
export function readClaims(text: unknown): ClaimsParameter {
  if (typeof text !== 'string') return {};
  try {
    return claimsParameter.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** Authentication contexts (`acrs`) asked for, in either token. */
export function wantedContexts(claims: ClaimsParameter): readonly string[] {
  const asked = [claims.id_token?.['acrs'], claims.access_token?.['acrs']];
  return asked.flatMap((one) => [...(one?.value === undefined ? [] : [one.value]), ...(one?.values ?? [])]);
}

/**
 * Turns the parameters of an authorization request as Entra takes them into what the provider takes: bare scopes,
 * one resource, and prompts it knows. `select_account` always shows the sign-in page; consent has been given.
 */
export function authorizationParameters(graph: string, search: URLSearchParams): URLSearchParams {
  const result = new URLSearchParams(search);
  result.set('scope', bareScopes(graph, search.get('scope') ?? '').join(' '));
  result.set('resource', graph);
  result.delete('acr_values');
  const prompts = (search.get('prompt') ?? '').split(' ');
  result.delete('prompt');
  if (prompts.includes('none')) result.set('prompt', 'none');
  else if (prompts.includes('login') || prompts.includes('select_account')) result.set('prompt', 'login');
  const claims = search.get('claims');
  if (claims !== null) result.set('claims', withIdToken(claims));
  return result;
}

/** Entra accepts a claims parameter that asks for access token claims alone; the provider wants an id_token too. */
function withIdToken(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    return JSON.stringify({ id_token: {}, ...z.record(z.string(), z.unknown()).parse(parsed) });
  } catch {
    return text;
  }
}

/** The same for a token request. The provider dropped offline_access at authorization, so it is dropped here too. */
export function tokenParameters(graph: string, form: URLSearchParams): URLSearchParams {
  const result = new URLSearchParams(form);
  const scope = form.get('scope');
  result.delete('claims');
  // An application by itself has what it was assigned: `.default`, and nothing by name.
  if (form.get('grant_type') === 'client_credentials') result.set('resource', graph);
  if (scope === null) return result;
  if (scope.includes('/.default')) result.delete('scope');
  else
    result.set(
      'scope',
      bareScopes(graph, scope)
        .filter((name) => name !== 'offline_access')
        .join(' '),
    );
  return result;
}
