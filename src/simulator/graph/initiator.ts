import type { Initiator } from '../tenant/logs.ts';
import type { Call } from './call.ts';

/** Who an audit entry names for this call. */
export function initiatorOf(call: Call): Initiator {
  if (call.caller.kind === 'app')
    return { kind: 'app', appId: call.caller.clientId, displayName: call.caller.displayName };
  const { id } = call.caller;
  return { kind: 'user', id, userPrincipalName: call.tenant.people.get(id)?.userPrincipalName ?? '' };
}
