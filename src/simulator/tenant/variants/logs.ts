import type { Fault } from '../../faults/fault.ts';
import type { Tenant } from '../tenant.ts';
import { variantOf, type Variant } from './variant.ts';

/** As Graph answers whoever lacks the permission. */
const notPermitted = (path: string): Fault => ({
  match: { method: 'GET', path },
  action: {
    kind: 'status',
    status: 403,
    code: 'Authentication_MSGraphPermissionMissing',
    message: 'Calling principal does not have required MSGraph permissions AuditLog.Read.All',
  },
});

const without =
  (...plans: readonly string[]) =>
  ({ shelves }: Tenant): void => {
    for (const [id, sku] of shelves.skus) {
      // Every licence of the town has plans.
      const kept = (sku['servicePlans'] as readonly { readonly servicePlanName: string }[]).filter(
        (plan) => !plans.includes(plan.servicePlanName),
      );
      shelves.skus.set(id, { ...sku, servicePlans: kept });
    }
  };

/** What is not to be had without P2: who holds which role, and what follows from that. */
const roleChecks = [
  'roles.global-admin-operator',
  'roles.separation',
  'roles.permanent',
  'roles.helpdesk-tenant-wide',
  'roles.unit-scope',
  'roles.assigned',
  'roles.reviewer',
  'emergency.usable',
  'emergency.excluded',
  'groups.owners',
  'app.owners',
];

const accessChecks = [
  'access.legacy-authentication',
  'access.device-code-flow',
  'access.administrators-mfa',
  'access.registration',
  'access.pass-users',
  'access.mfa-and-strength',
  'access.pass-lockout',
  'access.carve-outs',
  'access.pass-place',
  'access.sign-in-risk',
];

/** Faults of logs and licences. */
export const logVariants: readonly Variant[] = [
  {
    fault: 'logs.audit',
    about: 'audit logs cannot be read',
    // Since when somebody is in a group stands nowhere else.
    follows: ['groups.stale-members'],
    faults: [notPermitted('/v1.0/auditLogs/directoryAudits')],
  },
  {
    fault: 'logs.sign-ins',
    about: 'sign-in logs cannot be read',
    faults: [notPermitted('/*/auditLogs/signIns')],
  },
  {
    fault: 'logs.licence',
    about: 'the tenant has P1 and not P2',
    follows: roleChecks,
    apply: without('AAD_PREMIUM_P2'),
  },
  {
    fault: 'logs.retention',
    about: 'the tenant has no premium licence, so logs are gone after a week',
    follows: ['logs.licence', 'logs.sign-ins', ...roleChecks, ...accessChecks],
    apply: without('AAD_PREMIUM', 'AAD_PREMIUM_P2'),
  },
].map(variantOf);
