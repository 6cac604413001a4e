import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { activeAssignmentsOf, groupsOf } from './membership.ts';
import type { GraphObject } from './model.ts';
import type { Tenant } from './tenant.ts';

/** A sign-in as somebody describes it; what is left out is not known. */
export interface DescribedSignIn {
  readonly userId: string;
  /** What it is for: applications, a user action, or an authentication context. */
  readonly applications: readonly string[];
  readonly userAction: string | null;
  readonly context: string | null;
  readonly clientAppType: string | null;
  readonly ipAddress: string | null;
  readonly devicePlatform: string | null;
  readonly signInRisk: string | null;
  readonly userRisk: string | null;
  /** `deviceCodeFlow`, `authenticationTransfer`, or none. */
  readonly flow: string | null;
}

/** Why a policy does not apply, as Graph names it (whatIfAnalysisReasons); `notSet`: it does. */
export type Reason =
  | 'notSet'
  | 'notEnoughInformation'
  | 'policyNotEnabled'
  | 'users'
  | 'application'
  | 'userActions'
  | 'authenticationContext'
  | 'clientApps'
  | 'location'
  | 'devicePlatform'
  | 'signInRisk'
  | 'userRisk'
  | 'authenticationFlow';

const list = z.array(z.string()).default([]);
/** A condition that names some and leaves out others; without it, nothing is named. */
const named = z
  .record(z.string(), z.unknown())
  .nullable()
  .default(null)
  .transform((condition) => {
    const of = (beginning: string) =>
      list.parse(Object.entries(condition ?? {}).find(([key]) => key.startsWith(beginning))?.[1]);
    return { included: of('include'), excluded: of('exclude') };
  });
const flows = z
  .object({ transferMethods: z.string() })
  .nullable()
  .default(null)
  .transform((condition) => condition?.transferMethods.split(',') ?? []);

/** The parts of a policy that decide whether it applies, without gaps. */
const policyParts = z.looseObject({
  state: z.string(),
  conditions: z.looseObject({
    users: z.looseObject({
      includeUsers: list,
      excludeUsers: list,
      includeGroups: list,
      excludeGroups: list,
      includeRoles: list,
      excludeRoles: list,
    }),
    applications: z.looseObject({
      includeApplications: list,
      excludeApplications: list,
      includeUserActions: list,
      includeAuthenticationContextClassReferences: list,
    }),
    clientAppTypes: z.array(z.string()).default(['all']),
    locations: named,
    platforms: named,
    authenticationFlows: flows,
    signInRiskLevels: list,
    userRiskLevels: list,
  }),
});
type Conditions = z.infer<typeof policyParts>['conditions'];

const some = (wanted: readonly string[], own: readonly string[]): boolean =>
  own.some((one) => wanted.includes(one));

function reachesUser(tenant: Tenant, { users }: Conditions, userId: string): boolean {
  const guest = tenant.people.get(userId)?.userType === 'Guest' ? ['GuestsOrExternalUsers'] : [];
  const groups = groupsOf(tenant, userId).map((group) => group.id);
  // Roles over a part of the tenant do not count. Source: Entra, Conditional Access, users and groups.
  const roles = activeAssignmentsOf(tenant, userId)
    .filter((one) => one.directoryScopeId === '/')
    .map((one) => one.roleDefinitionId);
  const included =
    some(users.includeUsers, ['All', userId, ...guest]) ||
    some(users.includeGroups, groups) ||
    some(users.includeRoles, roles);
  const excluded =
    some(users.excludeUsers, [userId, ...guest]) ||
    some(users.excludeGroups, groups) ||
    some(users.excludeRoles, roles);
  return included && !excluded;
}

function reasonOfTarget({ applications }: Conditions, signIn: DescribedSignIn): Reason {
  if (signIn.userAction !== null)
    return applications.includeUserActions.includes(signIn.userAction) ? 'notSet' : 'userActions';
  if (signIn.context !== null) {
    const contexts = applications.includeAuthenticationContextClassReferences;
    return contexts.includes(signIn.context) ? 'notSet' : 'authenticationContext';
  }
  const included = some(applications.includeApplications, ['All', ...signIn.applications]);
  return included && !some(applications.excludeApplications, signIn.applications) ? 'notSet' : 'application';
}

/** Graph writes ranges as `ADDRESS/PREFIX`. */
const location = z.looseObject({
  isTrusted: z.boolean().default(false),
  ipRanges: z.array(z.looseObject({ cidrAddress: z.string() })).default([]),
});

/** Names of the places an address is at, `AllTrusted` among them where one of those is trusted. */
function placesOf(tenant: Tenant, ipAddress: string): readonly string[] {
  const family = isIP(ipAddress) === 6 ? 'ipv6' : 'ipv4';
  const hits = [...tenant.shelves.namedLocations.values()].filter((one) => {
    const ranges = new BlockList();
    for (const { cidrAddress } of location.parse(one).ipRanges) {
      const [network = '', prefix = ''] = cidrAddress.split('/');
      if (isIP(network) !== 0)
        ranges.addSubnet(network, Number(prefix), isIP(network) === 6 ? 'ipv6' : 'ipv4');
    }
    return ranges.check(ipAddress, family);
  });
  const trusted = hits.some((one) => location.parse(one).isTrusted);
  return ['All', ...(trusted ? ['AllTrusted'] : []), ...hits.map((one) => one.id)];
}

interface Condition {
  /** What the policy names; empty: it does not look at this. */
  readonly included: readonly string[];
  readonly excluded: readonly string[];
  /** What the sign-in is; null: not known. */
  readonly own: readonly string[] | null;
  readonly reason: Reason;
}

function reasonOf({ included, excluded, own, reason }: Condition): Reason {
  if (included.length === 0) return 'notSet';
  if (own === null) return 'notEnoughInformation';
  return some(included, own) && !some(excluded, own) ? 'notSet' : reason;
}

/** A condition that names values of its own and leaves none out. */
const plain = (included: readonly string[], value: string | null, reason: Reason): Condition => ({
  included,
  excluded: [],
  own: value === null ? null : [value],
  reason,
});

function conditionsOf(tenant: Tenant, conditions: Conditions, signIn: DescribedSignIn): readonly Condition[] {
  const { locations, platforms, clientAppTypes: clients } = conditions;
  const { ipAddress, devicePlatform } = signIn;
  return [
    plain(clients.includes('all') ? [] : clients, signIn.clientAppType, 'clientApps'),
    { ...locations, own: ipAddress === null ? null : placesOf(tenant, ipAddress), reason: 'location' },
    {
      ...platforms,
      own: devicePlatform === null ? null : ['all', devicePlatform],
      reason: 'devicePlatform',
    },
    plain(conditions.signInRiskLevels, signIn.signInRisk, 'signInRisk'),
    plain(conditions.userRiskLevels, signIn.userRisk, 'userRisk'),
    // Without a flow it is none of these.
    plain(conditions.authenticationFlows, signIn.flow ?? 'none', 'authenticationFlow'),
  ];
}

/** Whether a Conditional Access policy applies to a sign-in: `notSet`, or the first reason why it does not. */
export function whatIf(tenant: Tenant, policy: GraphObject, signIn: DescribedSignIn): Reason {
  const { state, conditions } = policyParts.parse(policy);
  if (state === 'disabled') return 'policyNotEnabled';
  if (!reachesUser(tenant, conditions, signIn.userId)) return 'users';
  const target = reasonOfTarget(conditions, signIn);
  if (target !== 'notSet') return target;
  const reasons = conditionsOf(tenant, conditions, signIn).map(reasonOf);
  return reasons.find((one) => one !== 'notSet') ?? 'notSet';
}
