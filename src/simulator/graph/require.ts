import { activeRolesOf } from '../tenant/membership.ts';
import type { Call } from './call.ts';
import { directoryDenied, type GraphFailure } from './failure.ts';

/**
 * Lets a call through when its caller holds one of the roles (template ids) now. Applications have permissions
 * instead of roles. Throws Graph's 403 otherwise.
 */
export function requireRole(
  call: Call,
  roles: readonly string[],
  denied: () => GraphFailure = directoryDenied,
): void {
  if (call.caller.kind === 'app') return;
  const held = activeRolesOf(call.tenant, call.caller.id);
  if (!roles.some((role) => held.has(role))) throw denied();
}
