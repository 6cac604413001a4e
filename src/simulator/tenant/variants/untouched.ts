import { builtInStrengths } from '../conditional-access.ts';
import { guidOf } from '../ids.ts';
import { untouchedPolicies } from '../policies.ts';
import type { Tenant } from '../tenant.ts';
import { group, onShelf } from './changes.ts';
import type { Variant } from './variant.ts';

const ownGroups = [
  'TAP-Onboarding-Users',
  'TAP-Recovery-Users',
  'TAP-Privileged-Emergency',
  'Tapdesk-Operators',
  'Tapdesk-Approvers',
  'Tapdesk-Supervisors',
  'Emergency-Access',
].map(group);

const DESK = guidOf('application Tapdesk');

/** Undoes whatever somebody set up: what is left is what Microsoft ships, people with roles, and an app registration. */
function unmake(tenant: Tenant): void {
  for (const id of ownGroups) tenant.groups.delete(id);
  const { policies, shelves, units, assignments } = tenant;
  Object.assign(policies, untouchedPolicies());
  shelves.policies.clear();
  shelves.namedLocations.clear();
  for (const id of shelves.strengths.keys()) {
    if (!builtInStrengths.some((one) => one.id === id)) shelves.strengths.delete(id);
  }
  units.splice(0);
  // A role over a unit goes with the unit.
  const kept = assignments.filter((one) => one.directoryScopeId === '/');
  assignments.splice(0, assignments.length, ...kept);
  onShelf(shelves.applications, guidOf(`application object ${DESK}`), () => ({ requiredResourceAccess: [] }));
  for (const [id, grant] of shelves.grants) {
    if (grant['clientId'] === guidOf(`service principal ${DESK}`)) shelves.grants.delete(id);
  }
}

/** A tenant that nobody has set up yet. */
export const untouched: Variant = {
  name: 'untouched',
  fault: null,
  about: 'a new tenant: nothing is set up',
  breaks: [],
  faults: [],
  apply: unmake,
};
