import type { Clock } from '../tenant/clock.ts';
import { spareAccessPolicies } from '../tenant/conditional-access.ts';
import { noteJoin } from '../tenant/joins.ts';
import { baselinePolicies } from '../tenant/policies.ts';
import { healthyStation } from '../tenant/station.ts';
import type { Tenant, TenantSettings } from '../tenant/tenant.ts';
import type { Variant } from '../tenant/variants/index.ts';
import { createGroups, passGroups } from './groups.ts';
import { firstMethods, populate } from './people.ts';
import { createAssignments, createDevices, createUnits, roleDefinitions } from './roles.ts';
import { createShelves } from './shelves.ts';

export interface Founding {
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly settings: TenantSettings;
  readonly variant: Variant;
  /** How many generated people live here besides the cast. */
  readonly extraPeople: number;
  /** How many generated Conditional Access policies there are besides the town's own; none of them is enforced. */
  readonly extraPolicies: number;
  /** Display name of the group that the generated people are in. */
  readonly crowd: string;
}

/** Who is in a pass group already joined it within the hour, as an enrollment that is under way has it. */
function noteEarlierJoins(tenant: Tenant): void {
  for (const groupId of Object.values(tenant.passGroups)) {
    for (const userId of tenant.groups.get(groupId)?.members.keys() ?? []) {
      noteJoin(tenant, { userId, groupId, hoursAgo: 1 });
    }
  }
}

/**
 * Puts the generated people into their group, and generated policies beside the town's own.
 * @throws Error when there is no group of that name
 */
function addCrowd(tenant: Tenant, { crowd, extraPolicies }: Founding): void {
  const group = [...tenant.groups.values()].find((one) => one.displayName === crowd);
  if (group === undefined) throw new Error(`--crowd: there is no group ${crowd}`);
  for (const person of tenant.people.values()) {
    if (person.part.startsWith('walker-')) group.members.set(person.id, 0);
  }
  for (const policy of spareAccessPolicies(extraPolicies)) tenant.shelves.policies.set(policy.id, policy);
}

/** Builds a tenant as it stands before anybody does anything. */
export function foundTenant(founding: Founding): Tenant {
  const people = populate(founding.extraPeople);
  const now = founding.clock.now();
  const tenant: Tenant = {
    clock: founding.clock,
    randomBytes: founding.randomBytes,
    settings: founding.settings,
    people: new Map(people.map((person) => [person.id, person])),
    groups: createGroups(),
    roles: new Map(roleDefinitions.map((role) => [role.id, role])),
    assignments: createAssignments(now),
    units: createUnits(),
    devices: createDevices(now),
    policies: baselinePolicies(Object.values(passGroups)),
    shelves: createShelves(),
    station: healthyStation,
    passGroups,
    methods: new Map(people.map((person) => [person.id, [...firstMethods(person)]])),
    prompts: new Map(),
    challenges: new Map(),
    listedFrom: new Map(),
    signIns: new Map(),
    signInLog: [],
    auditLog: [],
    issuedPasses: [],
  };
  addCrowd(tenant, founding);
  noteEarlierJoins(tenant);
  founding.variant.apply(tenant);
  return tenant;
}
