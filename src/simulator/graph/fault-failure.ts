import type { FaultAction } from '../faults/fault.ts';
import { GraphFailure } from './failure.ts';
import { tooMany } from './throttle.ts';

type StatusFault = Extract<FaultAction, { kind: 'status' }>;

const codes: Readonly<Record<number, string>> = {
  401: 'InvalidAuthenticationToken',
  403: 'accessDenied',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

function statusFailure(fault: StatusFault): GraphFailure {
  if (fault.status === 429 && fault.code === undefined) return tooMany(fault.retryAfterSeconds ?? 1);
  const error = {
    code: fault.code ?? codes[fault.status] ?? 'UnknownError',
    message: fault.message ?? 'An injected fault.',
  };
  const wait = fault.retryAfterSeconds;
  return new GraphFailure(fault.status, error, wait === undefined ? {} : { 'Retry-After': String(wait) });
}

/** What a token should have, when a claims challenge does not say: one issued after a point in time. */
const FRESH_TOKEN = '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';

function claimsChallenge(claims: string): GraphFailure {
  const error = {
    code: 'InvalidAuthenticationToken',
    message: 'Continuous access evaluation resulted in challenge.',
  };
  const encoded = Buffer.from(claims).toString('base64');
  const challenge = `Bearer realm="", error="insufficient_claims", claims="${encoded}"`;
  return new GraphFailure(401, error, { 'WWW-Authenticate': challenge });
}

/** A fault that is an answer of its own, instead of the work; undefined for the others. */
export function faultFailure(action: FaultAction | undefined): GraphFailure | undefined {
  if (action?.kind === 'status') return statusFailure(action);
  return action?.kind === 'claims-challenge' ? claimsChallenge(action.claims ?? FRESH_TOKEN) : undefined;
}
