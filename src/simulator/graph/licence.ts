import { hasLicence, type Licence } from '../tenant/licence.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { GraphFailure } from './failure.ts';

/**
 * Lets a call through when the tenant has the licence. Throws the 400 of role management otherwise (observed
 * in the field, not promised by the reference).
 */
export function requireLicence(tenant: Tenant, licence: Licence): void {
  if (hasLicence(tenant, licence)) return;
  throw new GraphFailure(400, {
    code: 'AadPremiumLicenseRequired',
    message: 'The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.',
  });
}

/** The same for the logs and reports: their 403 (observed). */
export function requirePremium(tenant: Tenant): void {
  if (hasLicence(tenant, 'P1')) return;
  throw new GraphFailure(403, {
    code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    message:
      "Neither tenant is B2C or tenant doesn't have premium license. Request is not allowed for the tenant.",
  });
}
