import { jwtVerify, errors, type CryptoKey } from 'jose';
import { z } from 'zod';
import type { Caller } from './call.ts';
import { GraphFailure } from './failure.ts';

export interface AccessDependencies {
  readonly issuer: string;
  readonly audience: string;
  readonly publicKey: CryptoKey;
  readonly adminToken: string;
}

const claims = z.object({
  oid: z.string(),
  scp: z.string().default(''),
  appid: z.string().default(''),
  idtyp: z.string().optional(),
  roles: z.array(z.string()).default([]),
  app_displayname: z.string().default(''),
});

function callerIn(token: z.infer<typeof claims>): Caller {
  return token.idtyp === 'app'
    ? {
        kind: 'app',
        permissions: new Set(token.roles),
        clientId: token.appid,
        displayName: token.app_displayname,
      }
    : { kind: 'user', id: token.oid, scopes: new Set(token.scp.split(' ')), clientId: token.appid };
}

/** Whoever holds the admin token may do everything. */
const control: Caller = {
  kind: 'app',
  permissions: 'all',
  clientId: null,
  displayName: 'Simulation control',
};

function unauthorized(deps: AccessDependencies, message: string): GraphFailure {
  const challenge = `Bearer realm="", authorization_uri="${deps.issuer}/authorize", client_id="00000003-0000-0000-c000-000000000000"`;
  return new GraphFailure(
    401,
    { code: 'InvalidAuthenticationToken', message },
    { 'WWW-Authenticate': challenge },
  );
}

/** Who a bearer token stands for. Throws Graph's 401 when it is missing, expired, or not for this tenant. */
export async function callerOf(deps: AccessDependencies, authorization: string | undefined): Promise<Caller> {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthorized(deps, 'Access token is empty.');
  if (token === deps.adminToken) return control;
  try {
    const { payload } = await jwtVerify(token, deps.publicKey, {
      issuer: deps.issuer,
      audience: deps.audience,
    });
    return callerIn(claims.parse(payload));
  } catch (error) {
    const expired = error instanceof errors.JWTExpired;
    throw unauthorized(
      deps,
      expired ? 'Lifetime validation failed, the token is expired.' : 'Access token validation failure.',
    );
  }
}
