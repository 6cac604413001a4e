import Provider, { type ClientMetadata, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { JWK } from 'jose';
import type { Tenant } from '../tenant/tenant.ts';
import { readClaims, type ClaimsParameter } from './parameters.ts';
import { signInPrompts } from './prompts.ts';
import { graphScopes, openIdScopes } from './scopes.ts';
import { standingSignIn } from './sign-ins.ts';
import { createStorage } from './storage.ts';
import { accessTokenClaims, appTokenClaims, idTokenClaims } from './tokens.ts';

/** What the identity part of the tenant needs to know. */
export interface IdentitySettings {
  readonly tenant: Tenant;
  /** `https://localhost:PORT`: Graph's address without a version, and the origin of every page. */
  readonly origin: string;
  readonly issuer: string;
  /** The desk's application: a public native client. */
  readonly clientId: string;
  /** The application that sets the tenant up: of the same kind. */
  readonly administrationClientId: string;
  /** The application that reads by itself, and the public half of its key; undefined: it has none here. */
  readonly reader: { readonly clientId: string; readonly publicKey: JWK } | undefined;
  /** The security-info page's own application. */
  readonly pageClientId: string;
  /** Private RSA key (JWK) that signs tokens. */
  readonly signingKey: JWK;
}

const HOUR = 3600;

/** The sign-in a token request builds on: kept by the provider under `acr`, which never reaches a token. */
function sourceOf(ctx: KoaContextWithOIDC): { signInId: string | undefined; claims: ClaimsParameter } {
  const { AuthorizationCode: code, RefreshToken: refresh } = ctx.oidc.entities;
  const source = code ?? refresh;
  return {
    signInId: source?.acr ?? ctx.oidc.session?.acr,
    claims: readClaims(JSON.stringify(source?.claims ?? {})),
  };
}

const native = (clientId: string, name: string) =>
  ({
    client_id: clientId,
    client_name: name,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: ['http://localhost', 'http://127.0.0.1'],
  }) as const;

function readerClient({ reader }: IdentitySettings): readonly ClientMetadata[] {
  if (reader === undefined) return [];
  return [
    {
      client_id: reader.clientId,
      client_name: 'Tapdesk reader',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'PS256',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      jwks: { keys: [reader.publicKey] },
    },
  ];
}

function clients(settings: IdentitySettings): ClientMetadata[] {
  return [
    ...readerClient(settings),
    { ...native(settings.clientId, 'Tapdesk enrollment desk') },
    { ...native(settings.administrationClientId, 'Tapdesk administration') },
    {
      client_id: settings.pageClientId,
      client_name: 'Security info',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [`${settings.origin}/security-info/return`],
    },
  ];
}

async function grantEverythingAsked(ctx: KoaContextWithOIDC, resource: string) {
  const { client, session, provider, requestParamScopes, requestParamOIDCScopes, requestParamClaims } =
    ctx.oidc;
  const grant = new provider.Grant({
    ...(client === undefined ? {} : { clientId: client.clientId }),
    ...(session?.accountId === undefined ? {} : { accountId: session.accountId }),
  });
  grant.addOIDCScope([...requestParamOIDCScopes].join(' '));
  if (requestParamClaims.size > 0) grant.addOIDCClaims([...requestParamClaims]);
  grant.addResourceScope(resource, [...requestParamScopes].join(' '));
  await grant.save();
  return grant;
}

function features(settings: IdentitySettings): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    claimsParameter: { enabled: true },
    clientCredentials: { enabled: settings.reader !== undefined },
    rpInitiatedLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: () => ({
        scope: graphScopes.join(' '),
        audience: settings.origin,
        accessTokenFormat: 'jwt',
        accessTokenTTL: HOUR,
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  };
}

/** What findAccount answers: nobody, when the account is disabled or the sign-in behind the token no longer counts. */
function findAccount(tenant: Tenant): NonNullable<Configuration['findAccount']> {
  return (ctx, sub, token) => {
    const person = tenant.people.get(sub);
    const signInId = token !== undefined && 'acr' in token ? token.acr : undefined;
    if (person?.accountEnabled !== true) return undefined;
    if (signInId !== undefined && standingSignIn(tenant, signInId) === undefined) return undefined;
    return {
      accountId: sub,
      claims: () => idTokenClaims(tenant, { person, ...sourceOf(ctx) }),
    };
  };
}

function customizeAccessToken(
  tenant: Tenant,
): NonNullable<NonNullable<NonNullable<Configuration['formats']>['customizers']>['jwt']> {
  return (ctx, token, parts) => {
    if (token.kind === 'ClientCredentials') {
      Object.assign(parts.payload, appTokenClaims(tenant, token.clientId ?? ''));
      delete parts.payload['client_id'];
      return;
    }
    const accountId = 'accountId' in token ? token.accountId : undefined;
    const person = typeof accountId === 'string' ? tenant.people.get(accountId) : undefined;
    if (person === undefined) return;
    const application = { clientId: token.clientId ?? '', scope: token.scope ?? '' };
    Object.assign(parts.payload, accessTokenClaims(tenant, { person, ...sourceOf(ctx) }, application));
    delete parts.payload['scope'];
    delete parts.payload['client_id'];
  };
}

/** The OpenID provider: authorization code with PKCE, refresh tokens, JWT access tokens for Graph. */
export function createProvider(settings: IdentitySettings): Provider {
  const { tenant } = settings;
  const secret = Buffer.from(tenant.randomBytes(32)).toString('base64url');
  return new Provider(settings.issuer, {
    adapter: createStorage(Date.now),
    clients: clients(settings),
    jwks: { keys: [{ ...settings.signingKey, use: 'sig', alg: 'RS256' }] },
    scopes: [...openIdScopes],
    claims: {
      openid: ['sub', 'oid', 'tid', 'ver', 'name', 'preferred_username'],
      acrs: null,
    },
    cookies: { keys: [secret], long: { signed: true }, short: { signed: true } },
    conformIdTokenClaims: false,
    features: features(settings),
    findAccount: findAccount(tenant),
    formats: { customizers: { jwt: customizeAccessToken(tenant) } },
    interactions: {
      policy: signInPrompts(tenant),
      url: (_ctx, interaction) => `/signin/${interaction.uid}`,
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: () => false,
    loadExistingGrant: (ctx) => grantEverythingAsked(ctx, settings.origin),
    renderError: (ctx, out) => {
      ctx.type = 'text/plain';
      ctx.body = `The simulated tenant could not do that: ${out.error}${out.error_description === undefined ? '' : `, ${out.error_description}`}`;
    },
    rotateRefreshToken: true,
    routes: { authorization: '/authorize', token: '/token', jwks: '/keys', end_session: '/logout' },
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      Grant: 24 * HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      RefreshToken: 24 * HOUR,
      Session: 24 * HOUR,
    },
  });
}
