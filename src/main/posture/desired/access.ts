import { accessPolicyFrom, together, type AccessPolicy, type Strength } from '../../directory/index.ts';
import { excusable } from '../access/carve-outs.ts';
import { leavesOut } from './break-glass.ts';
import { byHand, changeNeeds, joined, nothingToDo, unread } from './change.ts';
import type { Change, Plan, PlanInput } from './change.ts';
import { wantedPolicies, type WantedPolicy } from './wanted-policies.ts';

const root = '/identity/conditionalAccess/policies';
const reportOnly = 'enabledForReportingButNotEnforced';

const bodyOf = ({ displayName, users, conditions, grantControls }: WantedPolicy) => ({
  displayName,
  state: reportOnly,
  conditions: { ...conditions, users },
  grantControls,
});

const sorted = (values: readonly string[]): readonly string[] => [...values].sort();
const scopeOf = ({ include, exclude }: AccessPolicy['users']) => [sorted(include), sorted(exclude)];
const guestsOf = ({ guests }: AccessPolicy) => [guests.included, guests.excluded];

/** Whom a policy is for, so that two can be compared. */
const reachOf = (one: AccessPolicy): string =>
  JSON.stringify([scopeOf(one.users), scopeOf(one.groups), scopeOf(one.roles)]);

/**
 * A policy that leaves every emergency account out through groups of nobody else, as if it named them one by one: the
 * site's own way of leaving them out stays.
 */
const byAccounts = (one: AccessPolicy, { tenant, settings }: PlanInput): AccessPolicy => {
  const { emergency, excludedGroups } = tenant;
  if (!emergency.known || !excludedGroups.known) return one;
  if (!emergency.value.every((account) => leavesOut(one, account))) return one;
  const { groupIds } = excusable(excludedGroups.value, settings.emergencyIds);
  const users = [...new Set([...one.users.exclude, ...settings.emergencyIds])];
  // The desk's own groups are mostly empty, and left out for another reason.
  const theirs = emergency.value.flatMap(({ account }) => account?.groupIds ?? []);
  const groups = one.groups.exclude.filter((id) => !(groupIds.includes(id) && theirs.includes(id)));
  return {
    ...one,
    users: { ...one.users, exclude: users },
    groups: { ...one.groups, exclude: groups },
  };
};

/** Everything else that decides what it does. */
const effectOf = (one: AccessPolicy): string =>
  JSON.stringify([
    scopeOf(one.apps),
    [one.appFilter, one.contexts, one.locations, one.platforms, one.deviceFilter, guestsOf(one)],
    [one.userActions, one.clientApps, one.transferMethods, one.signInRisk, one.userRisk].map(sorted),
    one.grant === null
      ? null
      : [one.grant.all, sorted(one.grant.controls), one.grant.strength?.id ?? null, one.grant.others],
  ]);

const usersOf = (one: AccessPolicy) => ({
  includeUsers: one.users.include,
  excludeUsers: one.users.exclude,
  includeGroups: one.groups.include,
  excludeGroups: one.groups.exclude,
  includeRoles: one.roles.include,
  excludeRoles: one.roles.exclude,
});

const say = (users: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(users)
    .filter(([, ids]) => ids.length > 0)
    .map(([name, ids]) => `${name}: ${ids.join(', ')}`);

const creation = (wanted: WantedPolicy): Change => ({
  id: `access.${wanted.key}.create`,
  what: `Make the policy ${wanted.displayName}, in report-only.`,
  before: [`${wanted.displayName}: none`],
  after: [
    `state: ${reportOnly}`,
    ...say(wanted.users),
    `conditions: ${JSON.stringify(wanted.conditions)}`,
    `grantControls: ${JSON.stringify(wanted.grantControls)}`,
  ],
  needs: changeNeeds.access,
  risk: 'none',
  ready: wanted.ready,
  request: { method: 'POST', path: root, body: bodyOf(wanted) },
  undo: { what: `Delete the policy ${wanted.displayName}.`, risk: 'lowers-protection', request: 'created' },
  policyId: null,
});

const enforcement = (wanted: WantedPolicy, policyId: string | null): Change => {
  const path = `${root}/${policyId ?? `(id of ${wanted.displayName})`}`;
  return {
    id: `access.${wanted.key}.enforce`,
    what: `Enforce the policy ${wanted.displayName}.`,
    before: [`state: ${reportOnly}`],
    after: ['state: enabled', ...say(wanted.users)],
    needs: changeNeeds.access,
    risk: 'can-lock-out',
    ready: wanted.ready && policyId !== null,
    request: { method: 'PATCH', path, body: { state: 'enabled' } },
    undo: {
      what: `Put the policy ${wanted.displayName} back to report-only.`,
      risk: 'lowers-protection',
      request: { method: 'PATCH', path, body: { state: reportOnly } },
    },
    policyId,
  };
};

const reachChange = (wanted: WantedPolicy, own: AccessPolicy): Change => {
  const path = `${root}/${own.id}`;
  const [before, none] = [usersOf(own), usersOf(accessPolicyFrom({ state: 'disabled' }))];
  const users = { ...none, ...wanted.users };
  return {
    id: `access.${wanted.key}.reach`,
    what: `Change whom the policy ${wanted.displayName} is for.`,
    before: say(before),
    after: say(users),
    needs: changeNeeds.access,
    risk: own.state === 'enabled' ? 'can-lock-out' : 'none',
    ready: wanted.ready,
    request: { method: 'PATCH', path, body: { conditions: { users } } },
    undo: {
      what: `Give the policy ${wanted.displayName} back whom it was for.`,
      risk: 'lowers-protection',
      request: { method: 'PATCH', path, body: { conditions: { users: before } } },
    },
    policyId: own.id,
  };
};

/** What was enforced for everybody is not taken back by a phase that goes less far. */
const isWider = (own: AccessPolicy, would: AccessPolicy): boolean =>
  own.state === 'enabled' && own.users.include.includes('All') && !would.users.include.includes('All');

const planExisting = (wanted: WantedPolicy, own: AccessPolicy, input: PlanInput): Plan => {
  const would = accessPolicyFrom(bodyOf(wanted));
  if (effectOf(own) !== effectOf(would))
    return byHand(
      `${wanted.displayName}: a policy of that name does something else; change or rename it by hand`,
    );
  if (own.state !== 'enabled' && own.state !== 'report-only')
    return byHand(`${wanted.displayName}: it is switched off; put it to report-only by hand, or delete it`);
  const differs = reachOf(byAccounts(own, input)) !== reachOf(would) && !isWider(own, would);
  return {
    changes: [
      ...(differs ? [reachChange(wanted, own)] : []),
      ...(own.state === 'report-only' && wanted.enforced ? [enforcement(wanted, own.id)] : []),
    ],
    obstacles: [],
  };
};

const planPolicy = (wanted: WantedPolicy, policies: readonly AccessPolicy[], input: PlanInput): Plan => {
  const [own, ...others] = policies.filter(({ displayName }) => displayName === wanted.displayName);
  if (others.length > 0) return byHand(`${wanted.displayName}: several policies have that name; leave one`);
  if (own !== undefined) return planExisting(wanted, own, input);
  if (wanted.met(policies)) return nothingToDo;
  return {
    changes: [creation(wanted), ...(wanted.enforced ? [enforcement(wanted, null)] : [])],
    obstacles: [],
  };
};

const strengths = '/policies/authenticationStrengthPolicies';
const same = (one: readonly string[], other: readonly string[]): boolean =>
  sorted(one).join(' ') === sorted(other).join(' ');

const strengthChange = (
  { desired }: PlanInput,
  found: Strength | undefined,
  combinations: readonly string[],
): Change => {
  const what = { needs: changeNeeds.access, ready: true, policyId: null } as const;
  const after = [`allowedCombinations: ${combinations.join('; ')}`];
  if (found === undefined)
    return {
      ...what,
      id: 'access.strength.create',
      what: `Make the authentication strength ${desired.strengthName}.`,
      before: [`${desired.strengthName}: none`],
      after,
      risk: 'none',
      request: {
        method: 'POST',
        path: strengths,
        body: { displayName: desired.strengthName, allowedCombinations: combinations },
      },
      undo: { what: `Delete the strength ${desired.strengthName}.`, risk: 'none', request: 'created' },
    };
  const path = `${strengths}/${found.id}/updateAllowedCombinations`;
  const taken = found.combinations.some((one) => !combinations.includes(one));
  return {
    ...what,
    id: 'access.strength.combinations',
    what: `Change what meets the authentication strength ${desired.strengthName}.`,
    before: [`allowedCombinations: ${found.combinations.join('; ')}`],
    after,
    risk: taken ? 'can-lock-out' : 'lowers-protection',
    request: { method: 'POST', path, body: { allowedCombinations: combinations } },
    undo: {
      what: `Give the strength ${desired.strengthName} back what met it.`,
      risk: 'can-lock-out',
      request: { method: 'POST', path, body: { allowedCombinations: found.combinations } },
    },
  };
};

const defaultsPath = '/policies/identitySecurityDefaultsEnforcementPolicy';

/** Graph refuses an enforced policy while security defaults are on, so they go right before the first. */
const defaultsChange: Change = {
  id: 'access.security-defaults',
  what: 'Switch security defaults off, because Conditional Access takes over.',
  before: ['isEnabled: true'],
  after: ['isEnabled: false'],
  needs: changeNeeds.defaults,
  risk: 'lowers-protection',
  ready: true,
  request: { method: 'PATCH', path: defaultsPath, body: { isEnabled: false } },
  undo: {
    what: 'Switch security defaults on.',
    risk: 'can-lock-out',
    request: { method: 'PATCH', path: defaultsPath, body: { isEnabled: true } },
  },
  policyId: null,
};

const enforces = ({ id }: Change): boolean => id.endsWith('.enforce');

/** What a person has to say first; null when the policies can be planned. */
const missingIn = ({ tenant, settings, desired }: PlanInput): string | null => {
  if (settings.emergencyIds.length === 0)
    return 'policy.emergencyAccessIds: name the emergency accounts first; every policy leaves them out';
  const accounts = tenant.emergency.known ? tenant.emergency.value : [];
  const gone = accounts.filter(({ account }) => account === null).map(({ id }) => id);
  if (gone.length > 0) return `policy.emergencyAccessIds: ${gone.join(', ')} does not exist in this tenant`;
  const groups = tenant.groups.known ? tenant.groups.value : [];
  const piloting = desired.phase === 'pilot';
  return piloting && !groups.some(({ displayName }) => displayName === desired.pilotGroup)
    ? 'posture.desired.pilotGroup: name a group that exists, or choose another phase'
    : null;
};

/** Changes that make a policy whose grant is the strength with the pass. */
const askForStrength: ReadonlySet<string> = new Set([
  'access.registration.create',
  'access.pass-users.create',
]);

/** A tenant whose own policies do what is wanted needs no strength of ours. */
const planStrength = (
  input: PlanInput,
  found: Strength | undefined,
  policies: readonly Change[],
): readonly Change[] => {
  const combinations = [...input.desired.strengthCombinations, 'temporaryAccessPassOneTime'];
  const needed = policies.some(({ id }) => askForStrength.has(id));
  if (found === undefined) return needed ? [strengthChange(input, found, combinations)] : [];
  return same(found.combinations, combinations) ? [] : [strengthChange(input, found, combinations)];
};

/** Strength and policies: everything is made before anything is enforced. Source: Zero trust guide 0.2, 0.3, 3. */
export const planAccess = (input: PlanInput): Plan => {
  const { access, strengths: known, securityDefaults, groups, emergency } = input.tenant;
  const parts = together({ access, known, securityDefaults, groups, emergency });
  if (!parts.known) return unread('Conditional Access, strengths and security defaults', parts);
  const missing = missingIn(input);
  if (missing !== null) return byHand(missing);
  const found = parts.value.known.find((one) => one.displayName === input.desired.strengthName);
  const wanted = wantedPolicies(input, found?.id ?? null);
  const policies = joined(wanted.map((one) => planPolicy(one, parts.value.access, input)));
  const enforced = policies.changes.filter(enforces);
  const off = parts.value.securityDefaults && enforced.length > 0 ? [defaultsChange] : [];
  return {
    changes: [
      ...planStrength(input, found, policies.changes),
      ...policies.changes.filter((one) => !enforces(one)),
      ...off,
      ...enforced,
    ],
    obstacles: policies.obstacles,
  };
};
