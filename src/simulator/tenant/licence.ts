import type { Tenant } from './tenant.ts';

/** Names of the service plans that the parts of Entra ask for. */
const plans = { P1: 'AAD_PREMIUM', P2: 'AAD_PREMIUM_P2' } as const;

/** The licence that something needs. */
export type Licence = keyof typeof plans;

const isPlanList = (value: unknown): value is readonly { readonly servicePlanName: unknown }[] =>
  Array.isArray(value);

/** Whether the tenant has bought the licence. P2 contains P1. */
export function hasLicence(tenant: Tenant, licence: Licence): boolean {
  const wanted = licence === 'P1' ? [plans.P1, plans.P2] : [plans.P2];
  return [...tenant.shelves.skus.values()].some((sku) => {
    const contained = sku['servicePlans'];
    return (
      sku['capabilityStatus'] === 'Enabled' &&
      isPlanList(contained) &&
      contained.some((plan) => wanted.some((name) => name === plan.servicePlanName))
    );
  });
}
