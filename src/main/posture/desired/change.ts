import type { Consent, Need, Part, TenantReading, TenantRequest } from '../../directory/index.ts';
import type { ProblemCode } from '../../../shared/index.ts';
import type { PostureSettings } from '../settings.ts';
import type { DesiredConfig } from './config.ts';

/** What a change can do to people. `lowers-protection`: something that guarded the tenant stops doing so. */
export type Risk = 'none' | 'can-lock-out' | 'lowers-protection';

/** What whoever makes a change has to hold, and nothing beyond. */
export interface ChangeNeeds {
  /** Delegated Graph permissions by their short names. */
  readonly permissions: readonly string[];
  /** The least directory role. Source: the roles that each Graph page names. */
  readonly role: string;
}

/** How a change is taken back. */
export interface Undo {
  readonly what: string;
  readonly risk: Risk;
  /** `created`: by deleting what was made, whose id is known only then. Null: nothing takes it back. */
  readonly request: TenantRequest | 'created' | null;
}

/** One step from the tenant as it is to the tenant that the site wants. */
export interface Change {
  /** Stable over plans, such as `access.legacy.enforce`. */
  readonly id: string;
  /** A sentence. */
  readonly what: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly needs: ChangeNeeds;
  readonly risk: Risk;
  /** False: it names something that an earlier change of the same plan has to make first. */
  readonly ready: boolean;
  readonly request: TenantRequest;
  readonly undo: Undo;
  /** The policy that could lock people out; null for other changes, and while it does not exist. */
  readonly policyId: string | null;
}

/** Something that stands against a plan that is whole. */
export interface Obstacle {
  readonly what: string;
  readonly because: ProblemCode | 'by-hand';
  /** What reading it takes; null where reading is not what is missing. */
  readonly need: Need | null;
}

/** Everything that a plan follows from. */
export interface PlanInput {
  readonly tenant: TenantReading;
  readonly consent: Part<Consent>;
  readonly settings: PostureSettings;
  readonly desired: DesiredConfig;
  /** Such as `https://graph.microsoft.com`: references name objects by their whole address. */
  readonly graphHost: string;
}

/** The difference, in the order in which it has to be made up. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly obstacles: readonly Obstacle[];
}

/** The same for one part of the tenant. */
export type PlanPart = (input: PlanInput) => Plan;

export const nothingToDo: Plan = { changes: [], obstacles: [] };

/** A part of the tenant that has to be mended by a person. */
export const byHand = (what: string): Plan => ({
  changes: [],
  obstacles: [{ what, because: 'by-hand', need: null }],
});

/** A part that cannot be planned because it could not be read. */
export const unread = (what: string, part: { readonly because: ProblemCode; readonly need: Need }): Plan => ({
  changes: [],
  obstacles: [{ what, because: part.because, need: part.need }],
});

export const joined = (plans: readonly Plan[]): Plan => ({
  changes: plans.flatMap(({ changes }) => changes),
  obstacles: plans.flatMap(({ obstacles }) => obstacles),
});

/** Least role and permissions of each kind of change. Source: Graph reference pages of the requests. */
export const changeNeeds = {
  groups: { permissions: ['Group.ReadWrite.All'], role: 'Groups Administrator' },
  methods: {
    permissions: ['Policy.ReadWrite.AuthenticationMethod'],
    role: 'Authentication Policy Administrator',
  },
  access: {
    permissions: ['Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess'],
    role: 'Conditional Access Administrator',
  },
  defaults: {
    permissions: ['Policy.Read.All', 'Policy.ReadWrite.SecurityDefaults'],
    role: 'Conditional Access Administrator',
  },
  units: { permissions: ['AdministrativeUnit.ReadWrite.All'], role: 'Privileged Role Administrator' },
  roles: {
    permissions: ['RoleEligibilitySchedule.ReadWrite.Directory'],
    role: 'Privileged Role Administrator',
  },
  application: { permissions: ['Application.ReadWrite.All'], role: 'Application Administrator' },
  consent: { permissions: ['DelegatedPermissionGrant.ReadWrite.All'], role: 'Application Administrator' },
} as const satisfies Readonly<Record<string, ChangeNeeds>>;
