import { z } from 'zod';
import {
  accessPolicyFrom,
  methodsPolicyFrom,
  type Known,
  type Part,
  type PersonFacts,
} from '../../directory/index.ts';
import type { Config } from '../../config/index.ts';
import type { Consent, PolicyInput } from '../../policy/index.ts';
import { badgeStrength, proofOutcome, registrationWay, scenario } from '../../../shared/index.ts';

/**
 * The facts of one decision as a file. Everything may be left out; what is left out is not known, which refuses and
 * names it. Unknown keys are errors.
 */

const text = z.string();
const moment = z.iso.datetime({ offset: true });
const ids = z.array(text);
const nullableText = text.nullable().default(null);

const role = z.strictObject({
  roleId: text,
  scope: text.default('/'),
  how: z.enum(['active', 'eligible']),
  viaGroupId: nullableText,
  endsAt: moment.nullable().default(null),
});
const roles = z.array(role);

const person = z.strictObject({
  id: text,
  displayName: text.default(''),
  givenName: nullableText,
  userPrincipalName: text.default(''),
  employeeId: nullableText,
  jobTitle: nullableText,
  department: nullableText,
  accountEnabled: z.boolean().nullable().default(null),
  guest: z.boolean().optional(),
  onPremisesSynced: z.boolean().optional(),
  managementRestricted: z.boolean().optional(),
});

const method = z.strictObject({
  id: text,
  type: text,
  displayName: nullableText,
  model: nullableText,
  aaGuid: nullableText,
  passkeyType: nullableText,
  attestationLevel: nullableText,
  createdAt: moment.nullable().default(null),
});

const pass = z.strictObject({
  id: text,
  createdAt: moment.nullable().default(null),
  startsAt: moment.nullable().default(null),
  lifetimeMinutes: z.int().nullable().default(null),
  usableOnce: z.boolean().nullable().default(null),
  usable: z.boolean().nullable().default(null),
  usabilityReason: nullableText,
});

const passPolicy = z.strictObject({
  enabled: z.boolean(),
  minimumLifetimeMinutes: z.int(),
  maximumLifetimeMinutes: z.int(),
  usableOnceOnly: z.boolean().default(false),
  includedGroupIds: ids.default([]),
  includedUserIds: ids.default([]),
  includesEveryone: z.boolean().default(false),
  excludedGroupIds: ids.default([]),
  excludedUserIds: ids.default([]),
});

const group = z.strictObject({
  id: text,
  displayName: text,
  securityEnabled: z.boolean(),
  dynamic: z.boolean(),
  onPremisesSynced: z.boolean(),
  roleAssignable: z.boolean(),
});

const station = z.strictObject({
  deviceId: text,
  compliant: z.boolean().nullable().default(null),
  managed: z.boolean().nullable().default(null),
  joinType: z.enum(['entra', 'hybrid', 'registered']).nullable().default(null),
  enabled: z.boolean().nullable().default(null),
  lastSeenAt: moment.nullable().default(null),
  complianceExpiresAt: moment.nullable().default(null),
});

const domain = z.strictObject({
  name: text,
  federated: z.boolean(),
  mfa: z.enum(['accepts-own', 'own-alone', 'entra-alone', 'unknown']).nullable().default(null),
});

/** A part in Graph's own words, read as the desk reads it. */
const graphsOwn = <T>(read: (body: Readonly<Record<string, unknown>>) => T) =>
  z.record(z.string(), z.unknown()).transform((body, context): T => {
    try {
      return read(body);
    } catch {
      context.addIssue({ code: 'custom', message: 'is not as Graph documents it' });
      return z.NEVER;
    }
  });

const somebody = { id: text, displayName: text.default(''), userPrincipalName: text.default('') };
const proofing = z.strictObject({
  answers: z.array(z.strictObject({ step: text, outcome: proofOutcome })),
  documentClass: nullableText,
  ticket: nullableText,
});
const times = z.array(moment).default([]);

export const factsFile = z.strictObject({
  /** The moment of the decision. */
  at: moment.optional(),
  scenario: scenario.nullable().optional(),
  lostMethodIds: ids.default([]),
  badgeStrength: badgeStrength.optional(),
  person: person.optional(),
  methods: z.array(method).optional(),
  passes: z.array(pass).optional(),
  roles: roles.optional(),
  roleAssignableGroupIds: ids.optional(),
  ownedRoleAssignableGroupIds: ids.optional(),
  administrativeUnitIds: ids.optional(),
  memberOfGroupIds: ids.optional(),
  /** Every group the person is in. */
  groupIds: ids.optional(),
  /** Graph's authenticationMethodsPolicy, to the letter. */
  authenticationMethodsPolicy: graphsOwn(methodsPolicyFrom).optional(),
  /** Graph's conditionalAccessPolicy objects, to the letter. */
  conditionalAccessPolicies: z.array(graphsOwn((body) => accessPolicyFrom(body))).optional(),
  domain: domain.optional(),
  /** The ways to register that the station can do; all when left out. */
  stationWays: z.array(registrationWay).default([...registrationWay.options]),
  groups: z.array(group).optional(),
  passPolicy: passPolicy.optional(),
  recentPasses: z
    .array(
      z.strictObject({
        at: moment,
        by: nullableText,
        kind: z.enum(['created', 'deleted']).default('created'),
      }),
    )
    .optional(),
  operator: z.strictObject(somebody).optional(),
  operatorRoles: roles.optional(),
  /** Null: the tenant has no device of the configured id. */
  station: station.nullable().optional(),
  history: z
    .strictObject({
      ...{ person: times, operator: times, station: times },
      /** Before this, passes may be missing from the station's journal. */
      missingUntil: moment.nullable().default(null),
    })
    .optional(),
  /** When other stations of the fleet issued passes; null: there is no ledger. */
  passesElsewhere: z.strictObject({ person: times, operator: times }).nullable().default(null),
  proofing: proofing.nullable().optional(),
  consents: z.array(z.strictObject({ ...somebody, roles: roles.optional(), signedInAt: moment })).default([]),
  unresolvedEarlier: z.boolean().default(false),
});
export type FactsFile = z.infer<typeof factsFile>;

const known = <T>(value: T | undefined): Known<T> =>
  value === undefined ? { known: false, because: 'tenant.not-found' } : { known: true, value };

const part = <T>(value: T | undefined, permission: string): Part<T> =>
  value === undefined
    ? { known: false, because: 'tenant.not-found', need: { permission, role: null } }
    : { known: true, value };

const askedFor = [
  'at',
  'scenario',
  'badgeStrength',
  'person',
  'methods',
  'passes',
  'roles',
  'roleAssignableGroupIds',
  'ownedRoleAssignableGroupIds',
  'administrativeUnitIds',
  'memberOfGroupIds',
  'groups',
  'passPolicy',
  'recentPasses',
  'operator',
  'operatorRoles',
  'station',
  'history',
  'proofing',
] as const satisfies readonly (keyof FactsFile)[];

/** What the ways to register follow from: all of it is given, or none, which supposes that nothing closes one. */
const ofWays = [
  'groupIds',
  'authenticationMethodsPolicy',
  'conditionalAccessPolicies',
  'domain',
] as const satisfies readonly (keyof FactsFile)[];

const saysNothingOfWays = (file: FactsFile): boolean => ofWays.every((name) => file[name] === undefined);

/** What was supposed, in words. */
export const assumedIn = (file: FactsFile): readonly string[] =>
  saysNothingOfWays(file) ? ['every way to register can succeed'] : [];

const ofPerson = ['guest', 'onPremisesSynced', 'managementRestricted'] as const;

const missingIn = (file: FactsFile): readonly string[] => [
  ...askedFor.filter((name) => file[name] === undefined),
  ...(saysNothingOfWays(file) ? [] : ofWays.filter((name) => file[name] === undefined)),
  ...(file.person === undefined ? [] : ofPerson.filter((name) => file.person?.[name] === undefined)).map(
    (name) => `person.${name}`,
  ),
];

type WaysFacts = Pick<PersonFacts, 'groupIds' | 'methodsPolicy' | 'access' | 'domain'>;

const waysFactsOf = (file: FactsFile): WaysFacts =>
  saysNothingOfWays(file)
    ? nothingCloses
    : {
        groupIds: known(file.groupIds),
        methodsPolicy: part(file.authenticationMethodsPolicy, 'Policy.Read.AuthenticationMethod'),
        access: part(file.conditionalAccessPolicies, 'Policy.Read.All'),
        domain: part(file.domain, 'Domain.Read.All'),
      };

const everybody = { state: 'enabled', includeTargets: [{ id: 'all_users', targetType: 'group' }] };

const nothingCloses: WaysFacts = {
  groupIds: { known: true, value: [] },
  methodsPolicy: {
    known: true,
    value: methodsPolicyFrom({
      authenticationMethodConfigurations: [
        { id: 'Fido2', isSelfServiceRegistrationAllowed: true, ...everybody },
        { id: 'MicrosoftAuthenticator', ...everybody },
      ],
    }),
  },
  access: { known: true, value: [] },
  domain: { known: true, value: { name: '', federated: false, mfa: null } },
};

const factsOf = (file: FactsFile): PersonFacts => {
  const somePerson = file.person ?? person.parse({ id: '' });
  return {
    readAt: file.at === undefined ? 0 : Date.parse(file.at),
    // What is missing is refused and named by a rule of its own: no other rule is to say what nobody has said.
    person: {
      ...somePerson,
      guest: somePerson.guest ?? false,
      onPremisesSynced: somePerson.onPremisesSynced ?? false,
      managementRestricted: somePerson.managementRestricted ?? false,
    },
    methods: file.methods ?? [],
    passes: file.passes ?? [],
    roles: known(file.roles),
    roleAssignableGroupIds: known(file.roleAssignableGroupIds),
    ownedRoleAssignableGroupIds: known(file.ownedRoleAssignableGroupIds),
    administrativeUnitIds: known(file.administrativeUnitIds),
    memberOfGroupIds: file.memberOfGroupIds ?? [],
    ...waysFactsOf(file),
    groups: file.groups ?? [],
    passPolicy: known(file.passPolicy),
    recentPasses: known(file.recentPasses),
    operatorRoles: known(file.operatorRoles),
    station: known(file.station),
  };
};

const epoch = (all: readonly string[]): readonly number[] => all.map((at) => Date.parse(at));

const elsewhereOf = ({ passesElsewhere: file }: FactsFile): PolicyInput['passesElsewhere'] =>
  file === null ? null : { person: epoch(file.person), operator: epoch(file.operator) };

const historyOf = ({ history }: FactsFile): PolicyInput['history'] => {
  return known(
    history === undefined
      ? undefined
      : {
          person: epoch(history.person),
          operator: epoch(history.operator),
          station: epoch(history.station),
          missingUntil: history.missingUntil === null ? null : Date.parse(history.missingUntil),
        },
  );
};

const consentsOf = ({ consents }: FactsFile): readonly Consent[] =>
  consents.map(({ signedInAt, roles: held, ...by }) => ({
    by: { ...by, roles: known(held) },
    signedInAt: Date.parse(signedInAt),
  }));

/** What the file gives, under a configuration. The groups are found by the names that the configuration has. Pure. */
export const inputFrom = (file: FactsFile, config: Pick<Config, 'policy' | 'groups'>): PolicyInput => {
  const why = file.scenario ?? null;
  const idOf = (name: string): string => file.groups?.find((one) => one.displayName === name)?.id ?? name;
  const { operator = { id: 'nobody', displayName: '', userPrincipalName: '' } } = file;
  return {
    config: config.policy,
    scenario: why,
    lostMethodIds: file.lostMethodIds,
    facts: factsOf(file),
    operator: { ...operator, roles: known(file.operatorRoles) },
    badgeStrength: file.badgeStrength ?? 'typed',
    stationWays: file.stationWays.map((way) => ({ way, closed: null })),
    history: historyOf(file),
    passesElsewhere: elsewhereOf(file),
    proofing: why === null || !file.proofing ? null : { scenario: why, ...file.proofing },
    consents: consentsOf(file),
    groupId: why === null ? null : idOf(config.groups[why]),
    privilegedGroupId: idOf(config.groups.privileged),
    ownPassIds: [],
    unresolvedEarlier: file.unresolvedEarlier,
    missing: missingIn(file),
  };
};
