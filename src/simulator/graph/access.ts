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

const claims = z.object({ oid: z.string(), scp: z.string().default(''), appid: z.string().default('') });

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
  if (token === deps.adminToken) return { kind: 'app' };
  try {
    const { payload } = await jwtVerify(token, deps.publicKey, {
      issuer: deps.issuer,
      audience: deps.audience,
    });
    const parsed = claims.parse(payload);
    return { kind: 'user', id: parsed.oid, scopes: new Set(parsed.scp.split(' ')), clientId: parsed.appid };
  } catch (error) {
    const expired = error instanceof errors.JWTExpired;
    throw unauthorized(
      deps,
      expired ? 'Lifetime validation failed, the token is expired.' : 'Access token validation failure.',
    );
  }
}
