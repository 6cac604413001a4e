import { z } from 'zod';
import type { AccessPolicy, NamedLocation, Scope, Strength } from '../../../tenant-reading.ts';
import { flags } from './methods-policy.ts';

/** A list that Graph may leave out or give as null. */
const strings = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? []);

/** Source: Graph authenticationStrengthPolicy. */
export const strengthAnswer = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  policyType: z.string().nullish(),
  allowedCombinations: strings,
});

const users = z.object({
  includeUsers: strings,
  excludeUsers: strings,
  includeGroups: strings,
  excludeGroups: strings,
  includeRoles: strings,
  excludeRoles: strings,
  includeGuestsOrExternalUsers: z.unknown().optional(),
  excludeGuestsOrExternalUsers: z.unknown().optional(),
});

const applications = z.object({
  includeApplications: strings,
  excludeApplications: strings,
  includeUserActions: strings,
  includeAuthenticationContextClassReferences: strings,
  applicationFilter: z.unknown().optional(),
});

const deviceFilter = z.object({ mode: z.string().nullish(), rule: z.string().nullish() });

const conditions = z.object({
  users: users.nullish().transform((value) => value ?? users.parse({})),
  applications: applications.nullish().transform((value) => value ?? applications.parse({})),
  clientAppTypes: strings,
  authenticationFlows: z.object({ transferMethods: z.string().nullish() }).nullish(),
  locations: z.object({ includeLocations: strings, excludeLocations: strings }).nullish(),
  platforms: z.object({ includePlatforms: strings, excludePlatforms: strings }).nullish(),
  devices: z.object({ deviceFilter: deviceFilter.nullish() }).nullish(),
  signInRiskLevels: strings,
  userRiskLevels: strings,
});

const grantControls = z.object({
  operator: z.string().nullish(),
  builtInControls: strings,
  customAuthenticationFactors: strings,
  termsOfUse: strings,
  authenticationStrength: strengthAnswer.nullish(),
});

/** Source: Graph conditionalAccessPolicy. */
export const accessPolicyAnswer = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  state: z.string(),
  conditions: conditions.nullish().transform((value) => value ?? conditions.parse({})),
  grantControls: grantControls.nullish(),
});

/** Source: Graph namedLocation. */
export const locationAnswer = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  isTrusted: z.boolean().nullish(),
  ipRanges: z.array(z.object({ cidrAddress: z.string() })).nullish(),
});

export const locationOf = (one: z.infer<typeof locationAnswer>): NamedLocation => ({
  id: one.id,
  displayName: one.displayName ?? one.id,
  trusted: one.isTrusted === true,
  ranges: (one.ipRanges ?? []).map(({ cidrAddress }) => cidrAddress),
});

const states: Readonly<Record<string, AccessPolicy['state']>> = {
  enabled: 'enabled',
  disabled: 'disabled',
  enabledForReportingButNotEnforced: 'report-only',
};

const scope = (include: readonly string[], exclude: readonly string[]): Scope => ({ include, exclude });

export const strengthOf = (one: z.infer<typeof strengthAnswer>): Strength => ({
  id: one.id,
  displayName: one.displayName ?? one.id,
  builtIn: one.policyType === 'builtIn',
  combinations: one.allowedCombinations,
});

type Users = z.infer<typeof users>;

const peopleOf = (one: Users) => ({
  users: scope(one.includeUsers, one.excludeUsers),
  groups: scope(one.includeGroups, one.excludeGroups),
  roles: scope(one.includeRoles, one.excludeRoles),
  guests: {
    included: (one.includeGuestsOrExternalUsers ?? null) !== null,
    excluded: (one.excludeGuestsOrExternalUsers ?? null) !== null,
  },
});

const appsOf = (one: z.infer<typeof applications>) => ({
  apps: scope(one.includeApplications, one.excludeApplications),
  appFilter: (one.applicationFilter ?? null) !== null,
  userActions: one.includeUserActions,
  contexts: one.includeAuthenticationContextClassReferences,
});

const placesOf = ({ locations, platforms, devices }: z.infer<typeof conditions>) => ({
  locations: locations == null ? null : scope(locations.includeLocations, locations.excludeLocations),
  platforms: platforms == null ? null : scope(platforms.includePlatforms, platforms.excludePlatforms),
  deviceFilter: devices?.deviceFilter == null ? null : filterOf(devices.deviceFilter),
});

const filterOf = ({ mode, rule }: z.infer<typeof deviceFilter>): string =>
  `${mode ?? ''} ${rule ?? ''}`.trim();

const grantOf = (one: z.infer<typeof grantControls> | null | undefined): AccessPolicy['grant'] => {
  if (one == null) return null;
  const { operator, builtInControls, authenticationStrength, customAuthenticationFactors, termsOfUse } = one;
  return {
    all: operator === 'AND',
    controls: builtInControls,
    strength: authenticationStrength == null ? null : strengthOf(authenticationStrength),
    others: [...customAuthenticationFactors, ...termsOfUse],
  };
};

/** A policy with every list there, empty where Graph leaves it out. */
export const accessPolicyOf = (one: z.infer<typeof accessPolicyAnswer>): AccessPolicy => {
  const when = one.conditions;
  return {
    id: one.id,
    displayName: one.displayName ?? one.id,
    state: states[one.state] ?? 'unknown',
    ...peopleOf(when.users),
    ...appsOf(when.applications),
    clientApps: when.clientAppTypes,
    transferMethods: flags(when.authenticationFlows?.transferMethods),
    ...placesOf(when),
    signInRisk: when.signInRiskLevels,
    userRisk: when.userRiskLevels,
    grant: grantOf(one.grantControls),
  };
};

/**
 * A policy as it would be read, from the body that would make it.
 *
 * @param body Graph's conditionalAccessPolicy without an id
 */
export const accessPolicyFrom = (body: Readonly<Record<string, unknown>>): AccessPolicy =>
  accessPolicyOf(accessPolicyAnswer.parse({ ...body, id: 'wanted' }));
