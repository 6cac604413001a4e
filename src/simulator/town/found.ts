import type { Clock } from '../tenant/clock.ts';
import { policiesOf, type Variant } from '../tenant/policies.ts';
import type { Tenant, TenantSettings } from '../tenant/tenant.ts';
import { createGroups, passGroups } from './groups.ts';
import { firstMethods, populate } from './people.ts';
import { devices, roleAssignments, roleDefinitions, units } from './roles.ts';

export interface Founding {
  readonly clock: Clock;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly settings: TenantSettings;
  readonly variant: Variant;
  /** How many generated people live here besides the cast. */
  readonly extraPeople: number;
}

/** Builds a tenant as it stands before anybody does anything. */
export function foundTenant(founding: Founding): Tenant {
  const people = populate(founding.extraPeople);
  return {
    clock: founding.clock,
    randomBytes: founding.randomBytes,
    settings: founding.settings,
    people: new Map(people.map((person) => [person.id, person])),
    groups: createGroups(),
    roles: new Map(roleDefinitions.map((role) => [role.id, role])),
    assignments: roleAssignments,
    units,
    devices,
    policies: policiesOf(founding.variant, Object.values(passGroups)),
    passGroups,
    methods: new Map(people.map((person) => [person.id, [...firstMethods(person)]])),
    signIns: new Map(),
    signInLog: [],
    auditLog: [],
    issuedPasses: [],
  };
}
