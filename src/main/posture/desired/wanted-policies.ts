import type { AccessPolicy } from '../../directory/index.ts';
import { registerAction } from '../../policy/index.ts';
import {
  administratorGuards,
  deskSubjects,
  deviceCodeBlocks,
  legacyBlocks,
  passUserGuards,
  placeGuards,
  registrationGuards,
  riskBlocks,
} from '../access/baseline.ts';
import { deskGroupsIn } from '../people.ts';
import { administratorRoles } from '../roles.ts';
import type { PlanInput } from './change.ts';
import { groupIdsOf } from './groups.ts';

/** Built in, the same in every tenant. Source: Graph authenticationStrengthPolicy. */
export const phishingResistant = '00000000-0000-0000-0000-000000000004';

type Users = Readonly<Record<string, readonly string[]>>;

/** A policy of the site's Conditional Access. */
export interface WantedPolicy {
  /** Part of the ids of its changes. */
  readonly key: string;
  readonly displayName: string;
  readonly users: Users;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly grantControls: Readonly<Record<string, unknown>>;
  /** In this phase it is enforced. */
  readonly enforced: boolean;
  /** Everything it names exists. */
  readonly ready: boolean;
  /** Whether policies that the site has already do the same. */
  readonly met: (policies: readonly AccessPolicy[]) => boolean;
}

/** Whom a policy is for in this phase, and that all of them exist. */
interface Reach {
  readonly users: Users;
  readonly known: boolean;
}

const allApps = { includeApplications: ['All'] };
const block = { operator: 'OR', builtInControls: ['block'] };
const strengthGrant = (id: string) => ({ operator: 'OR', authenticationStrength: { id } });

const reaches = (input: PlanInput) => {
  const { desired, settings } = input;
  const excludeUsers = settings.emergencyIds;
  const desk = groupIdsOf(input, settings.groups.names);
  const pilot = groupIdsOf(input, desired.pilotGroup === null ? [] : [desired.pilotGroup]);
  const piloting = desired.phase === 'pilot';
  const all = { includeUsers: ['All'], excludeUsers };
  return {
    desk: { users: { includeGroups: desk.ids, excludeUsers }, known: desk.known },
    privileged: {
      users: { includeGroups: groupIdsOf(input, [settings.groups.privileged]).ids, excludeUsers },
      known: desk.known,
    },
    administrators: {
      users: { includeRoles: administratorRoles, excludeUsers, excludeGroups: desk.ids },
      known: desk.known,
    },
    everyone: piloting
      ? { users: { includeGroups: pilot.ids, excludeUsers }, known: pilot.known }
      : { users: all, known: true },
    // The desk's own groups are enrolled in the pilot too.
    registering: piloting
      ? {
          users: { includeGroups: [...desk.ids, ...pilot.ids], excludeUsers },
          known: desk.known && pilot.known,
        }
      : { users: all, known: true },
  } satisfies Readonly<Record<string, Reach>>;
};

type Reaches = ReturnType<typeof reaches>;

/** Who may use a pass. Source: Zero trust guide 3.1, 3.2. */
const forThePass = (input: PlanInput, reach: Reaches, strengthId: string | null): readonly WantedPolicy[] => {
  const groups = deskGroupsIn({ tenant: input.tenant, station: null, at: 0 }, input.settings);
  const subjects = deskSubjects(groups.known ? groups.value : []);
  const enforced = input.desired.phase !== 'report-only';
  const withPass = strengthGrant(strengthId ?? `(id of the new strength ${input.desired.strengthName})`);
  const privileged = subjects.filter(({ name }) => name === input.settings.groups.privileged);
  const known = strengthId !== null;
  return [
    {
      key: 'registration',
      displayName: 'CA - TAP - Guard registration',
      users: reach.registering.users,
      conditions: { applications: { includeUserActions: [registerAction] }, clientAppTypes: ['all'] },
      grantControls: withPass,
      enforced,
      ready: known && reach.registering.known,
      met: (all) => reach.desk.known && subjects.every(({ who }) => registrationGuards(all, who).length > 0),
    },
    {
      key: 'pass-users',
      displayName: 'CA - TAP - Force MFA Registration',
      users: reach.desk.users,
      conditions: { applications: allApps, clientAppTypes: ['all'] },
      grantControls: withPass,
      enforced,
      ready: known && reach.desk.known,
      met: (all) => reach.desk.known && subjects.every(({ who }) => passUserGuards(all, who).length > 0),
    },
    {
      key: 'pass-place',
      displayName: 'CA - TAP - Privileged on managed devices',
      users: reach.privileged.users,
      conditions: { applications: allApps, clientAppTypes: ['all'] },
      grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] },
      enforced,
      ready: reach.privileged.known,
      met: (all) => reach.desk.known && privileged.every(({ who }) => placeGuards(all, who).length > 0),
    },
    {
      key: 'sign-in-risk',
      displayName: 'CA - TAP - Block risky sign-ins',
      users: reach.desk.users,
      conditions: { applications: allApps, clientAppTypes: ['all'], signInRiskLevels: ['high'] },
      grantControls: block,
      enforced,
      ready: reach.desk.known,
      met: (all) => reach.desk.known && subjects.every(({ who }) => riskBlocks(all, who).length > 0),
    },
  ];
};

/** Source: Zero trust guide 0.2, 0.3. */
const forTheTenant = ({ desired }: PlanInput, reach: Reaches): readonly WantedPolicy[] => {
  const enforced = desired.phase !== 'report-only';
  return [
    {
      key: 'legacy',
      displayName: 'CA - Block legacy authentication',
      users: reach.everyone.users,
      conditions: { applications: allApps, clientAppTypes: ['exchangeActiveSync', 'other'] },
      grantControls: block,
      enforced,
      ready: reach.everyone.known,
      met: (all) => legacyBlocks(all).length > 0,
    },
    {
      key: 'device-code',
      displayName: 'CA - Block device code flow',
      users: reach.everyone.users,
      conditions: {
        applications: allApps,
        clientAppTypes: ['all'],
        authenticationFlows: { transferMethods: 'deviceCodeFlow' },
      },
      grantControls: block,
      enforced,
      ready: reach.everyone.known,
      met: (all) => deviceCodeBlocks(all).length > 0,
    },
    {
      key: 'administrators',
      displayName: 'CA - Administrators - Phishing-resistant',
      users: reach.administrators.users,
      conditions: { applications: allApps, clientAppTypes: ['all'] },
      grantControls: strengthGrant(phishingResistant),
      // Roles and the pilot group would add up, not meet: administrators wait for everyone.
      enforced: desired.phase === 'everyone',
      ready: reach.administrators.known,
      met: (all) => administratorRoles.every((roleId) => administratorGuards(all, roleId).length > 0),
    },
  ];
};

/**
 * The policies that the site wants in its phase of the rollout.
 *
 * @param strengthId of the strength that includes the pass; null while it does not exist
 */
export const wantedPolicies = (input: PlanInput, strengthId: string | null): readonly WantedPolicy[] => {
  const reach = reaches(input);
  return [...forThePass(input, reach, strengthId), ...forTheTenant(input, reach)];
};
