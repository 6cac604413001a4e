import type { Clock } from './clock.ts';
import type {
  AdministrativeUnit,
  Device,
  GraphObject,
  Group,
  Method,
  Person,
  RoleAssignment,
  RoleDefinition,
  SignIn,
} from './model.ts';
import type { PhonePrompt } from './phone-prompts.ts';
import type { Policies } from './policies.ts';
import type { StationFacts } from './station.ts';

/** What can be set about a simulation without changing who lives in it. All durations in milliseconds. */
export interface TenantSettings {
  /** How long a new membership or pass takes to reach the rest of the service. */
  readonly propagationMs: number;
  /** How long a new method of a person takes until Graph lists it; signing in with it works at once. */
  readonly methodDelayMs: number;
  /** How long sign-in and audit entries take to appear. */
  readonly logDelayMs: number;
}

/** An audit or sign-in entry with the instant (milliseconds) from which it can be read. */
export interface LogEntry {
  readonly visibleAt: number;
  readonly entry: Readonly<Record<string, unknown>>;
}

/** Every pass ever issued, live or not: kept so that a test can search for its text where it must not be. */
export interface IssuedPass {
  readonly userId: string;
  readonly id: string;
  readonly text: string;
}

/** Objects in Graph's own shape, by id, in the order in which they came. */
export type Shelf = Map<string, GraphObject>;

/** What the tenant has beside people, groups, roles and methods. */
export interface Shelves {
  /** Conditional Access policies; a strength in their grant controls is an `{id}` alone. */
  readonly policies: Shelf;
  readonly namedLocations: Shelf;
  readonly strengths: Shelf;
  readonly applications: Shelf;
  readonly servicePrincipals: Shelf;
  /** Delegated permissions that were consented to. */
  readonly grants: Shelf;
  readonly appRoleAssignments: Shelf;
  readonly skus: Shelf;
  /** Owners (object ids of people) of applications and service principals, by the owned object's id. */
  readonly owners: Map<string, Set<string>>;
}

/** The state of the whole tenant, in memory only. */
export interface Tenant {
  readonly clock: Clock;
  /** Unpredictable bytes, for passes, challenges and tokens. */
  readonly randomBytes: (count: number) => Uint8Array;
  readonly settings: TenantSettings;
  readonly people: Map<string, Person>;
  readonly groups: Map<string, Group>;
  readonly roles: ReadonlyMap<string, RoleDefinition>;
  readonly assignments: RoleAssignment[];
  readonly units: AdministrativeUnit[];
  readonly devices: Device[];
  readonly policies: Policies;
  readonly shelves: Shelves;
  /** What the station says of itself: no part of Graph, but variants break it as they break the tenant. */
  station: StationFacts;
  /** The groups a pass can be issued to, by scenario. */
  readonly passGroups: {
    readonly onboarding: string;
    readonly recovery: string;
    readonly privilegedEmergency: string;
  };
  readonly methods: Map<string, Method[]>;
  /** Sign-ins that wait for somebody's phone, by person. */
  readonly prompts: Map<string, PhonePrompt>;
  /** The instant from which Graph lists a method that is new, by its id. */
  readonly listedFrom: Map<string, number>;
  /** Challenges given out for keys that are provisioned, by person, with the instant at which each is over. */
  readonly challenges: Map<string, { readonly challenge: string; readonly until: number }>;
  readonly signIns: Map<string, SignIn>;
  readonly signInLog: LogEntry[];
  readonly auditLog: LogEntry[];
  readonly issuedPasses: IssuedPass[];
}

/** The methods of one person; an empty list for nobody. */
export function methodsOf(tenant: Tenant, userId: string): readonly Method[] {
  return tenant.methods.get(userId) ?? [];
}

/** What somebody has registered just now. Reads of Graph are behind: they show it later. */
export function addMethod(tenant: Tenant, userId: string, method: Method): void {
  tenant.methods.set(userId, [...methodsOf(tenant, userId), method]);
  tenant.listedFrom.set(method.id, tenant.clock.now() + tenant.settings.methodDelayMs);
}

/** The methods that Graph shows by now. */
export function listedMethodsOf(tenant: Tenant, userId: string): readonly Method[] {
  const now = tenant.clock.now();
  return methodsOf(tenant, userId).filter(({ id }) => (tenant.listedFrom.get(id) ?? 0) <= now);
}

/** Finds a person by object id or user principal name, letter case aside. */
export function findPerson(tenant: Tenant, key: string): Person | undefined {
  const wanted = key.toLowerCase();
  return (
    tenant.people.get(wanted) ??
    [...tenant.people.values()].find((person) => person.userPrincipalName.toLowerCase() === wanted)
  );
}

/** A new guid from the tenant's own randomness. */
export function newGuid(tenant: Pick<Tenant, 'randomBytes'>): string {
  const hex = Buffer.from(tenant.randomBytes(16)).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
