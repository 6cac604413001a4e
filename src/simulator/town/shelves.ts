import {
  baselineAccessPolicies,
  builtInStrengths,
  corporateNetwork,
  registrationStrength,
} from '../tenant/conditional-access.ts';
import { blockingPolicies } from '../tenant/blockers.ts';
import { guidOf } from '../tenant/ids.ts';
import type { GraphObject } from '../tenant/model.ts';
import type { Shelf, Shelves } from '../tenant/tenant.ts';
import { applicationObjectId, APPLICATIONS, principalObjectId, registered } from './applications.ts';
import { passGroups } from './groups.ts';

const shelf = (objects: readonly GraphObject[]): Shelf => new Map(objects.map((one) => [one.id, one]));

/** Part numbers and plan ids are Microsoft's own, from its list of licensing plans. */
const licence = (skuId: string, skuPartNumber: string, plans: readonly (readonly [string, string])[]) => ({
  id: `${guidOf('licences').slice(0, 8)}_${skuId}`,
  accountName: 'simulated',
  appliesTo: 'User',
  capabilityStatus: 'Enabled',
  consumedUnits: 40,
  prepaidUnits: { enabled: 250, suspended: 0, warning: 0, lockedOut: 0 },
  skuId,
  skuPartNumber,
  subscriptionIds: [guidOf(`subscription ${skuPartNumber}`)],
  servicePlans: plans.map(([servicePlanId, servicePlanName]) => ({
    servicePlanId,
    servicePlanName,
    provisioningStatus: 'Success',
    appliesTo: 'User',
  })),
});

const skus: readonly GraphObject[] = [
  licence('84a661c4-e949-4bd2-a560-ed7766fcaf2b', 'AAD_PREMIUM_P2', [
    ['41781fb2-bc02-4b7c-bd55-b576c07bb09d', 'AAD_PREMIUM'],
    ['eec0eb4f-6444-4f95-aba0-50c24d67f998', 'AAD_PREMIUM_P2'],
  ]),
  licence('061f9ace-7d42-4136-88ac-31dc755f143f', 'INTUNE_A', [
    ['c1ec4a95-1f05-45b3-a911-aa3fa01094f5', 'INTUNE_A'],
  ]),
];

/** What a well-kept tenant has beside its people: policies, applications, licences. */
export function createShelves(): Shelves {
  const owner = guidOf('person application-admin');
  const owned = Object.values(APPLICATIONS).flatMap((appId) => [
    applicationObjectId(appId),
    principalObjectId(appId),
  ]);
  return {
    policies: shelf([...baselineAccessPolicies(passGroups), ...blockingPolicies]),
    namedLocations: shelf([corporateNetwork]),
    strengths: shelf([...builtInStrengths, registrationStrength]),
    applications: shelf(registered.applications),
    servicePrincipals: shelf(registered.servicePrincipals),
    grants: shelf(registered.grants),
    appRoleAssignments: shelf(registered.appRoleAssignments),
    skus: shelf(skus),
    owners: new Map(owned.map((id) => [id, new Set([owner])])),
  };
}
