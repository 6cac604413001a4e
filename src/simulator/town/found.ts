import type { Clock } from '../tenant/clock.ts';
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
}

/** Who is in a pass group already joined it within the hour, as an enrollment that is under way has it. */
function noteEarlierJoins(tenant: Tenant): void {
  for (const groupId of Object.values(tenant.passGroups)) {
    for (const userId of tenant.groups.get(groupId)?.members.keys() ?? []) {
      noteJoin(tenant, { userId, groupId, hoursAgo: 1 });
    }
  }
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
    signIns: new Map(),
    signInLog: [],
    auditLog: [],
    issuedPasses: [],
  };
  noteEarlierJoins(tenant);
  founding.variant.apply(tenant);
  return tenant;
}
