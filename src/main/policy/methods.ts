import type { Method, PassOnRecord } from '../directory/index.ts';

/** `#microsoft.graph.fido2AuthenticationMethod` and `fido2` alike give `fido2`. */
export const methodKind = (type: string): string =>
  type.replace(/^#?microsoft\.graph\./, '').replace(/AuthenticationMethod$/, '');

/** What proves nothing that a password does not: anything else, unknown kinds too, counts as strong. */
const weakKinds: ReadonlySet<string> = new Set([
  'password',
  'email',
  'phone',
  'qrCodePin',
  'temporaryAccessPass',
]);

/** Whether the method lets its owner sign in strongly, so that no pass is needed. Unknown kinds count as strong. */
export const isStrong = (method: Method): boolean => !weakKinds.has(methodKind(method.type));

/** Whether a person can lose the method: everything but what is in the head or is a pass. */
export const canBeLost = (method: Method): boolean =>
  !['password', 'temporaryAccessPass'].includes(methodKind(method.type));

/**
 * Whether a pass on record can be used now or later. One that the policy switched off counts: joining a group
 * may switch it on again. Source: Graph methodUsabilityReason, which is no closed list.
 */
export const isLivePass = (pass: PassOnRecord): boolean =>
  pass.usable !== false || !['Expired', 'OneTimeUsed'].includes(pass.usabilityReason ?? '');
