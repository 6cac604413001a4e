import { z } from 'zod';
import { GraphFailure } from '../failure.ts';
import type { Tenant } from '../../tenant/tenant.ts';

const ids = z.array(z.string());

const userConditions = z.strictObject({
  '@odata.type': z.string().optional(),
  includeUsers: ids.optional(),
  excludeUsers: ids.optional(),
  includeGroups: ids.optional(),
  excludeGroups: ids.optional(),
  includeRoles: ids.optional(),
  excludeRoles: ids.optional(),
  includeGuestsOrExternalUsers: z.looseObject({}).nullable().optional(),
  excludeGuestsOrExternalUsers: z.looseObject({}).nullable().optional(),
});

const applicationConditions = z.strictObject({
  '@odata.type': z.string().optional(),
  includeApplications: ids.optional(),
  excludeApplications: ids.optional(),
  includeUserActions: z
    .array(z.enum(['urn:user:registersecurityinfo', 'urn:user:registerdevice']))
    .optional(),
  includeAuthenticationContextClassReferences: ids.optional(),
  applicationFilter: z.looseObject({}).nullable().optional(),
});

const risk = z.array(z.enum(['low', 'medium', 'high', 'hidden', 'none']));

const conditions = z.strictObject({
  '@odata.type': z.string().optional(),
  users: userConditions.optional(),
  applications: applicationConditions.optional(),
  clientAppTypes: z
    .array(
      z.enum([
        'all',
        'browser',
        'mobileAppsAndDesktopClients',
        'exchangeActiveSync',
        'easSupported',
        'other',
      ]),
    )
    .min(1)
    .optional(),
  locations: z
    .strictObject({ includeLocations: ids, excludeLocations: ids.optional() })
    .nullable()
    .optional(),
  platforms: z.looseObject({}).nullable().optional(),
  devices: z.looseObject({}).nullable().optional(),
  clientApplications: z.looseObject({}).nullable().optional(),
  authenticationFlows: z.strictObject({ transferMethods: z.string() }).nullable().optional(),
  signInRiskLevels: risk.optional(),
  userRiskLevels: risk.optional(),
  servicePrincipalRiskLevels: risk.optional(),
  insiderRiskLevels: z.string().nullable().optional(),
});

const grantControls = z.strictObject({
  '@odata.type': z.string().optional(),
  operator: z.enum(['AND', 'OR']).optional(),
  builtInControls: z
    .array(
      z.enum([
        'block',
        'mfa',
        'compliantDevice',
        'domainJoinedDevice',
        'approvedApplication',
        'compliantApplication',
        'passwordChange',
        'riskRemediation',
      ]),
    )
    .optional(),
  customAuthenticationFactors: ids.optional(),
  termsOfUse: ids.optional(),
  authenticationStrength: z.looseObject({ id: z.string() }).nullable().optional(),
});

/** A conditionalAccessPolicy as a caller may send it. */
export const policyChange = z.strictObject({
  '@odata.type': z.string().optional(),
  '@odata.context': z.string().optional(),
  id: z.string().optional(),
  templateId: z.string().nullable().optional(),
  createdDateTime: z.string().nullable().optional(),
  modifiedDateTime: z.string().nullable().optional(),
  displayName: z.string().min(1).optional(),
  state: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced']).optional(),
  conditions: conditions.optional(),
  grantControls: grantControls.nullable().optional(),
  sessionControls: z.looseObject({}).nullable().optional(),
});

const filled = ids.default([]);

/** The parts of a finished policy that its rules look at, without gaps. */
const finished = z.looseObject({
  displayName: z.string().min(1),
  state: z.string(),
  conditions: z.looseObject({
    users: z.looseObject({
      includeUsers: filled,
      excludeUsers: filled,
      includeGroups: filled,
      excludeGroups: filled,
      includeRoles: filled,
      excludeRoles: filled,
      includeGuestsOrExternalUsers: z.looseObject({}).nullable().default(null),
    }),
    applications: z.looseObject({
      includeApplications: filled,
      includeUserActions: filled,
      includeAuthenticationContextClassReferences: filled,
    }),
  }),
  grantControls: z
    .looseObject({
      operator: z.string().optional(),
      builtInControls: filled,
      termsOfUse: filled,
      authenticationStrength: z.looseObject({ id: z.string() }).nullable().default(null),
    })
    .nullable(),
  sessionControls: z.looseObject({}).nullable().default(null),
});
type Finished = z.infer<typeof finished>;
type FinishedGrant = NonNullable<Finished['grantControls']>;

const failure = (message: string) => new GraphFailure(400, { code: 'BadRequest', message });

function problemOfControls(grant: FinishedGrant): string | undefined {
  const { builtInControls: controls, authenticationStrength: strength } = grant;
  if (grant.operator === undefined) return 'The operator of the grant controls is missing.';
  if (strength !== null && controls.includes('mfa'))
    return 'An authentication strength and the built-in control mfa cannot be in one policy.';
  if (controls.includes('block') && (controls.length > 1 || strength !== null))
    return 'The control block cannot be combined with another one.';
  return undefined;
}

function problemOfGrant({ grantControls: grant, sessionControls }: Finished): string | undefined {
  const nothing = sessionControls === null ? 'The policy has no control.' : undefined;
  if (grant === null) return nothing;
  const count = grant.builtInControls.length + grant.termsOfUse.length;
  const some = count > 0 || grant.authenticationStrength !== null;
  return problemOfControls(grant) ?? (some ? undefined : nothing);
}

function problemOfTargets({ conditions: { applications, users } }: Finished): string | undefined {
  const chosen = [
    applications.includeApplications,
    applications.includeUserActions,
    applications.includeAuthenticationContextClassReferences,
  ].filter((list) => list.length > 0);
  if (chosen.length !== 1)
    return 'A policy needs either applications, or user actions, or authentication contexts.';
  const included = [...users.includeUsers, ...users.includeGroups, ...users.includeRoles];
  return included.length > 0 || users.includeGuestsOrExternalUsers !== null
    ? undefined
    : 'The policy includes nobody.';
}

const words: ReadonlySet<string> = new Set(['All', 'None', 'GuestsOrExternalUsers']);

/** Ids in the policy that name nothing in this tenant. */
function unknownReferences(tenant: Tenant, policy: Finished): readonly string[] {
  const { users } = policy.conditions;
  const strength = policy.grantControls?.authenticationStrength;
  return [
    ...[...users.includeGroups, ...users.excludeGroups].filter((id) => !tenant.groups.has(id)),
    ...[...users.includeUsers, ...users.excludeUsers].filter(
      (id) => !words.has(id) && !tenant.people.has(id),
    ),
    ...[...users.includeRoles, ...users.excludeRoles].filter((id) => !tenant.roles.has(id)),
    ...(strength === null || strength === undefined ? [] : [strength.id]).filter(
      (id) => !tenant.shelves.strengths.has(id),
    ),
  ];
}

/**
 * Checks a policy as it would stand. Throws Graph's 400; the texts are this simulation's own, as the service's are
 * not documented.
 */
export function checkPolicy(tenant: Tenant, policy: unknown): void {
  const parsed = finished.safeParse(policy);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw failure(`The policy is incomplete: ${issue?.path.map(String).join('.') ?? ''}.`);
  }
  const problem = problemOfGrant(parsed.data) ?? problemOfTargets(parsed.data);
  if (problem !== undefined) throw failure(problem);
  const [unknown] = unknownReferences(tenant, parsed.data);
  if (unknown !== undefined) throw failure(`Invalid reference: there is no object with the id ${unknown}.`);
  if (parsed.data.state === 'enabled' && tenant.policies.securityDefaults) {
    throw failure('Security Defaults must be disabled before a Conditional Access policy is enabled.');
  }
}
