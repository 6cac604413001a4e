import { DOMAIN, SIMULATED_TENANT_ID } from '../../tenant/ids.ts';
import type { Call, Route } from '../call.ts';
import { answerCollection } from '../collection.ts';
import type { Shown } from '../filter.ts';

/** Services of the plans that the tenant has, as the organization lists them. */
const services: Readonly<Record<string, string>> = { INTUNE_A: 'SCO' };

function assignedPlans(call: Call): readonly Shown[] {
  return [...call.tenant.shelves.skus.values()].flatMap((sku) => {
    const plans = sku['servicePlans'];
    if (!Array.isArray(plans)) return [];
    return plans.map((plan: Shown) => ({
      assignedDateTime: '2026-01-05T08:00:00Z',
      capabilityStatus: sku['capabilityStatus'],
      service: services[String(plan['servicePlanName'])] ?? 'AADPremiumService',
      servicePlanId: plan['servicePlanId'],
    }));
  });
}

const organization = (call: Call): Shown => ({
  id: SIMULATED_TENANT_ID,
  displayName: 'Simulated tenant',
  tenantType: 'AAD',
  onPremisesSyncEnabled: null,
  createdDateTime: '2026-01-05T08:00:00Z',
  assignedPlans: assignedPlans(call),
  verifiedDomains: [
    { capabilities: 'Email', isDefault: true, isInitial: true, name: DOMAIN, type: 'Managed' },
  ],
});

export const organizationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/organization',
    scopes: ['User.Read', 'User.Read.All', 'Organization.Read.All', 'Directory.Read.All'],
    handle: (call) => answerCollection(call, { name: 'organization', items: [organization(call)] }),
  },
  {
    method: 'GET',
    path: '/subscribedSkus',
    scopes: ['LicenseAssignment.Read.All', 'Organization.Read.All', 'Directory.Read.All'],
    handle: (call) =>
      answerCollection(call, { name: 'subscribedSkus', items: [...call.tenant.shelves.skus.values()] }),
  },
];
