import { IncomingMessage } from 'node:http';
import type Provider from 'oidc-provider';
import type { Tenant } from '../tenant/tenant.ts';
import { readBody, sendJson, type Exchange } from '../wire/exchange.ts';
import { authorizationParameters, readClaims, tokenParameters, wantedContexts } from './parameters.ts';
import { metContexts, standingSignIn } from './sign-ins.ts';

export interface EndpointDependencies {
  readonly tenant: Tenant;
  readonly provider: Provider;
  readonly origin: string;
  /** Path of the issuer, without a slash at its end. */
  readonly mountPath: string;
}

/** The same request with another body: the provider reads its requests from the stream. */
function withBody(request: IncomingMessage, body: string): IncomingMessage {
  const copy = new IncomingMessage(request.socket);
  const bytes = Buffer.from(body);
  copy.method = request.method ?? 'POST';
  copy.headers = { ...request.headers, 'content-length': String(bytes.length) };
  // A message that is not complete takes its socket with it when it is done.
  copy.complete = true;
  copy.push(bytes);
  copy.push(null);
  return copy;
}

function mount(
  request: IncomingMessage & { originalUrl?: string },
  mountPath: string,
  inner: string,
): IncomingMessage {
  request.url = inner;
  // The provider finds the path it is mounted at by comparing the two.
  request.originalUrl = `${mountPath}${inner}`;
  return request;
}

/** Claims asked for at a refresh that the sign-in behind the refresh token does not meet. */
async function unmetClaims(deps: EndpointDependencies, form: URLSearchParams): Promise<string | undefined> {
  const claims = form.get('claims');
  const token = form.get('refresh_token');
  const wanted = wantedContexts(readClaims(claims));
  if (claims === null || token === null || wanted.length === 0) return undefined;
  const refresh = await deps.provider.RefreshToken.find(token);
  const met = metContexts(deps.tenant, standingSignIn(deps.tenant, refresh?.acr), wanted);
  return met.length === 0 ? claims : undefined;
}

/** Serves the issuer's own paths: discovery, keys, authorization, token. */
export function createIdentityEndpoint(deps: EndpointDependencies): (exchange: Exchange) => Promise<void> {
  const serve = deps.provider.callback();
  return async ({ request, response, url }) => {
    const inner = url.pathname.slice(deps.mountPath.length);
    if (inner === '/authorize' && request.method === 'GET') {
      const search = authorizationParameters(deps.origin, url.searchParams).toString();
      await serve(mount(request, deps.mountPath, `${inner}?${search}`), response);
    } else if (inner === '/token' && request.method === 'POST') {
      const form = new URLSearchParams((await readBody(request)).toString('utf8'));
      const unmet = await unmetClaims(deps, form);
      if (unmet !== undefined) {
        sendJson(response, 400, {
          error: 'interaction_required',
          error_description: 'AADSTS50076: a stronger sign-in is required to access the resource.',
          suberror: 'basic_action',
          claims: unmet,
        });
        return;
      }
      const copy = withBody(request, tokenParameters(deps.origin, form).toString());
      await serve(mount(copy, deps.mountPath, inner), response);
    } else {
      await serve(mount(request, deps.mountPath, `${inner}${url.search}`), response);
    }
  };
}
