import { z } from 'zod';
import type { Known, PersonFacts } from '../../directory/index.ts';
import type { Config } from '../../config/index.ts';
import type { Consent, PolicyInput } from '../../policy/index.ts';
import { badgeStrength, proofOutcome, scenario } from '../../../shared/index.ts';

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
  proofing: proofing.nullable().optional(),
  consents: z.array(z.strictObject({ ...somebody, roles: roles.optional(), signedInAt: moment })).default([]),
  unresolvedEarlier: z.boolean().default(false),
});
export type FactsFile = z.infer<typeof factsFile>;

const known = <T>(value: T | undefined): Known<T> =>
  value === undefined ? { known: false, because: 'tenant.not-found' } : { known: true, value };

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

const ofPerson = ['guest', 'onPremisesSynced', 'managementRestricted'] as const;

const missingIn = (file: FactsFile): readonly string[] => [
  ...askedFor.filter((name) => file[name] === undefined),
  ...(file.person === undefined ? [] : ofPerson.filter((name) => file.person?.[name] === undefined)).map(
    (name) => `person.${name}`,
  ),
];

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
    groups: file.groups ?? [],
    passPolicy: known(file.passPolicy),
    recentPasses: known(file.recentPasses),
    operatorRoles: known(file.operatorRoles),
    station: known(file.station),
  };
};

const historyOf = ({ history }: FactsFile): PolicyInput['history'] => {
  const epoch = (all: readonly string[]): readonly number[] => all.map((at) => Date.parse(at));
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
    history: historyOf(file),
    proofing: why === null || !file.proofing ? null : { scenario: why, ...file.proofing },
    consents: consentsOf(file),
    groupId: why === null ? null : idOf(config.groups[why]),
    privilegedGroupId: idOf(config.groups.privileged),
    ownPassIds: [],
    unresolvedEarlier: file.unresolvedEarlier,
    missing: missingIn(file),
  };
};
