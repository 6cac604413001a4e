import { guidOf } from '../ids.ts';
import { policyId } from '../conditional-access.ts';
import type { AdministrativeUnit, Device, GraphObject, Group, Person, RoleAssignment } from '../model.ts';
import type { AuthenticatorPolicy, Fido2Policy, PassPolicy } from '../policies.ts';
import type { StationFacts } from '../station.ts';
import type { Shelf, Tenant } from '../tenant.ts';

/** A change to a tenant that has just been founded. */
export type Change = (tenant: Tenant) => void;

const DAY = 86_400_000;

/** The members of what should be an object; none of anything else. */
export const objectOf = (value: unknown): object =>
  typeof value === 'object' && value !== null ? value : {};

/** The object id of the person who plays a part. */
export const person = (part: string): string => guidOf(`person ${part}`);
/** The object id of a group of the town, by its name. */
export const group = (name: string): string => guidOf(`group ${name}`);

export const pass =
  (change: Partial<PassPolicy>): Change =>
  ({ policies }) => {
    policies.pass = { ...policies.pass, ...change };
  };

export const fido2 =
  (change: (before: Fido2Policy) => Partial<Fido2Policy>): Change =>
  ({ policies }) => {
    policies.fido2 = { ...policies.fido2, ...change(policies.fido2) };
  };

export const authenticator =
  (change: (before: AuthenticatorPolicy) => Partial<AuthenticatorPolicy>): Change =>
  ({ policies }) => {
    policies.authenticator = { ...policies.authenticator, ...change(policies.authenticator) };
  };

/** Replaces an object on a shelf. Throws when there is none with that id: the variant would change nothing. */
export function onShelf(shelf: Shelf, id: string, change: (before: GraphObject) => object): void {
  const before = shelf.get(id);
  if (before === undefined) throw new Error(`There is nothing with the id ${id}.`);
  shelf.set(id, { ...before, ...change(before) });
}

/** A Conditional Access policy, by its name. */
export const access =
  (displayName: string, change: object | ((before: GraphObject) => object)): Change =>
  ({ shelves }) => {
    onShelf(shelves.policies, policyId(displayName), (before) =>
      typeof change === 'function' ? (change as (one: GraphObject) => object)(before) : change,
    );
  };

/** Watched, and not enforced. */
export const reportOnly = (displayName: string): Change =>
  access(displayName, { state: 'enabledForReportingButNotEnforced' });

/** Puts other conditions into a policy; those not named stay. */
export const conditions =
  (displayName: string, change: (before: Readonly<Record<string, unknown>>) => object): Change =>
  (tenant) =>
    access(displayName, (before: GraphObject) => {
      // Every policy of the town has conditions.
      const old = before['conditions'] as Readonly<Record<string, unknown>>;
      return { conditions: { ...old, ...change(old) } };
    })(tenant);

export const account =
  (part: string, change: Partial<Person>): Change =>
  ({ people }) => {
    const before = people.get(person(part));
    if (before === undefined) throw new Error(`Nobody plays ${part}.`);
    people.set(before.id, { ...before, ...change });
  };

export const inGroup =
  (name: string, change: (before: Group) => Partial<Group>): Change =>
  ({ groups }) => {
    const before = groups.get(group(name));
    if (before === undefined) throw new Error(`There is no group ${name}.`);
    groups.set(before.id, { ...before, ...change(before) });
  };

interface Given {
  readonly part: string;
  readonly role: string;
  readonly how: 'eligible' | 'standing' | 'activated';
}

/** Gives somebody a role over the whole tenant. */
export const give =
  ({ part, role, how }: Given): Change =>
  ({ assignments, clock }) => {
    const now = clock.now();
    const base: Omit<RoleAssignment, 'state' | 'activated' | 'endsAt'> = {
      id: guidOf(`assignment ${part} ${role} ${how}`),
      principalId: person(part),
      roleDefinitionId: role,
      directoryScopeId: '/',
      startsAt: now - DAY,
    };
    const year = now + 365 * DAY;
    if (how === 'standing') assignments.push({ ...base, state: 'active', activated: false, endsAt: null });
    else assignments.push({ ...base, state: 'eligible', activated: false, endsAt: year });
    if (how === 'activated')
      assignments.push({ ...base, state: 'active', activated: true, endsAt: now + DAY / 3 });
  };

/** Takes a role from somebody, or from everybody. */
export const take =
  (role: string, part?: string): Change =>
  ({ assignments }) => {
    const kept = assignments.filter(
      (one) => one.roleDefinitionId !== role || (part !== undefined && one.principalId !== person(part)),
    );
    assignments.splice(0, assignments.length, ...kept);
  };

export const unit =
  (displayName: string, change: Partial<AdministrativeUnit>): Change =>
  ({ units }) => {
    const at = units.findIndex((one) => one.displayName === displayName);
    const before = units[at];
    if (before === undefined) throw new Error(`There is no unit ${displayName}.`);
    units[at] = { ...before, ...change };
  };

/** The station's device. */
export const device =
  (change: (now: number) => Partial<Device>): Change =>
  ({ devices, clock }) => {
    const [station] = devices;
    if (station !== undefined) devices[0] = { ...station, ...change(clock.now()) };
  };

export const station =
  (change: Partial<StationFacts>): Change =>
  (tenant) => {
    tenant.station = { ...tenant.station, ...change };
  };

export const all =
  (...changes: readonly Change[]): Change =>
  (tenant) => {
    for (const change of changes) change(tenant);
  };
