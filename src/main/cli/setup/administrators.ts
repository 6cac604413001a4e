import { createChangeTenant } from '../../directory/index.ts';
import type { Administrator, ChangeNeeds } from '../../posture/index.ts';
import type { OpenTenant } from '../tenant/open-tenant.ts';
import { UsageError } from '../usage-error.ts';
import { graphOf } from '../tenant/graph-of.ts';

/** Who of the simulated town holds which role, and nothing else. */
const parts: Readonly<Record<string, string>> = {
  'Groups Administrator': 'groups-admin',
  'Authentication Policy Administrator': 'authentication-policy-admin',
  'Conditional Access Administrator': 'conditional-access-admin',
  'Application Administrator': 'application-admin',
  'Privileged Role Administrator': 'privileged-role-admin',
};

/**
 * Signs in who makes a change: one sign-in for each role with its permissions, kept for the run.
 *
 * @param tell says at the terminal who has to sign in now
 * @throws UsageError when there is no application for it; IdentityError
 */
export const createAdministrators = (tenant: OpenTenant, tell: (text: string) => void) => {
  const signedIn = new Map<string, Administrator>();
  const clientId = tenant.config.posture.desired.administrationClientId;
  return async (needs: ChangeNeeds): Promise<Administrator> => {
    if (clientId === null)
      throw new UsageError('posture.desired.administrationClientId: name the application for administrators');
    const key = JSON.stringify(needs);
    const kept = signedIn.get(key);
    if (kept !== undefined) return kept;
    tell(`Sign in as ${needs.role}, for ${needs.permissions.join(', ')}.`);
    const part = parts[needs.role] ?? 'administrator';
    const session = await tenant.signIn({ part, permissions: needs.permissions, clientId });
    const one = { id: session.account.id, change: createChangeTenant(graphOf(tenant, session)) };
    signedIn.set(key, one);
    return one;
  };
};
