import { createHash } from 'node:crypto';
import type { ChangedPart } from '../../shared/index.ts';
import type { Decision } from '../policy/index.ts';
import type { Context, FactsOfFleet } from './context.ts';

/** What an approval is about, part by part, each as canonical text: equal texts say the same thing. */
export type Seen = Readonly<Record<ChangedPart, string>>;

/**
 * To which part a fact belongs; a new fact does not compile until it has one. Null: says when, not what, and so
 * differs at each look. Ends of roles stay in: they do not move by themselves.
 */
const partOf: Readonly<Record<keyof FactsOfFleet, ChangedPart | null>> = {
  readAt: null,
  // What follows from it stands in the decision.
  passesElsewhere: null,
  person: 'account',
  methods: 'methods',
  passes: 'passes',
  recentPasses: 'passes',
  roles: 'roles',
  roleAssignableGroupIds: 'roles',
  ownedRoleAssignableGroupIds: 'roles',
  administrativeUnitIds: 'roles',
  memberOfGroupIds: 'groups',
  groups: 'groups',
  groupIds: 'groups',
  passPolicy: 'tenant-policy',
  methodsPolicy: 'tenant-policy',
  access: 'tenant-policy',
  domain: 'tenant-policy',
  operatorRoles: 'operator',
  station: 'station',
};

/** When the station was last seen says nothing about what it is. */
const passing: ReadonlySet<string> = new Set(['lastSeenAt', 'complianceExpiresAt']);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Lists of facts are sets: the tenant may give them in another order each time. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const names = Object.keys(value).filter((name) => !passing.has(name));
  return `{${names
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
    .join()}}`;
};

/** Reasons by code and effect: what fills their sentences follows from facts, or from the time. */
const decisionPart = (context: Context, decision: Decision): unknown => ({
  enrollment: context.id,
  person: context.person.id,
  operator: context.operator.id,
  scenario: context.scenario,
  lostMethodIds: context.lostMethodIds,
  fates: context.fates,
  badge: context.badge,
  proofing: context.proofing,
  verdict: decision.verdict,
  path: decision.path,
  groupId: decision.groupId,
  lifetimeMinutes: decision.lifetimeMinutes,
  ruleSet: decision.ruleSet,
  needs: decision.needs,
  reasons: decision.reasons.map(({ code, effect, rule }) => ({ code, effect, rule })),
});

/** What is approved: this enrollment, the decision without anybody's consent, and the facts it was made from. */
export const seenOf = (context: Context, facts: FactsOfFleet, decision: Decision): Seen => {
  const parts = new Map<ChangedPart, string[]>([['decision', [canonical(decisionPart(context, decision))]]]);
  for (const [name, value] of Object.entries(facts)) {
    // The keys of a value are wider to the compiler than its type says.
    const part = partOf[name as keyof FactsOfFleet];
    if (part !== null) parts.set(part, [...(parts.get(part) ?? []), `${name}:${canonical(value)}`]);
  }
  const textOf = (part: ChangedPart): string => (parts.get(part) ?? []).sort().join('\n');
  return {
    account: textOf('account'),
    methods: textOf('methods'),
    passes: textOf('passes'),
    roles: textOf('roles'),
    groups: textOf('groups'),
    'tenant-policy': textOf('tenant-policy'),
    operator: textOf('operator'),
    station: textOf('station'),
    decision: textOf('decision'),
  };
};

const partNames = (seen: Seen): readonly ChangedPart[] =>
  // As above: the type names exactly these keys.
  Object.keys(seen) as ChangedPart[];

/** Hex SHA-256 over all parts. Equal exactly when all of them are. */
export const fingerprintOf = (seen: Seen): string =>
  createHash('sha256')
    .update(JSON.stringify(partNames(seen).map((part) => [part, seen[part]])))
    .digest('hex');

/** Which parts differ. */
export const changedParts = (before: Seen, after: Seen): readonly ChangedPart[] =>
  partNames(before).filter((part) => before[part] !== after[part]);
