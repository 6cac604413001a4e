import { randomUUID } from 'node:crypto';
import type { FactsAsk, OperatorFacts, PersonFacts } from '../../directory/index.ts';
import {
  canBeLost,
  decide,
  isStrong,
  policyGroupIds,
  stepIdOf,
  stepsOf,
  type Decision,
  type PolicyInput,
  type Proofing,
} from '../../policy/index.ts';
import { registrationWay, type BadgeStrength, type Scenario } from '../../../shared/index.ts';
import type { OpenTenant } from '../tenant/open-tenant.ts';

/** A decision on somebody of the tenant, and what had to be supposed for it. */
export interface WhatIf {
  readonly userPrincipalName: string;
  readonly scenario: Scenario;
  readonly decision: Decision;
  readonly assumed: readonly string[];
}

/** Decides on one person after another, as the desk would now. */
export type AskWhatIf = (personId: string, scenario: Scenario | null) => Promise<WhatIf>;

const BADGE: BadgeStrength = 'identifier';
const MINUTE_MS = 60_000;

const context = (): { readonly correlationId: string } => ({ correlationId: randomUUID() });

/** Whoever has a strong method is no new hire. */
const likely = ({ methods }: PersonFacts): Scenario =>
  methods.some(isStrong) ? 're-registration' : 'new-hire';

/** The script as if every step had been passed with the first kind of evidence that it takes. */
const allPassed = ({ config }: Pick<PolicyInput, 'config'>, scenario: Scenario): Proofing => {
  const steps = stepsOf(config.proofing, scenario);
  const document = steps.find((step) => step.kind === 'document');
  const ticket = steps.find((step) => step.kind === 'ticket');
  return {
    scenario,
    answers: steps.map((step) => ({ step: stepIdOf(step), outcome: 'passed' })),
    documentClass: document?.classes[0] ?? null,
    ticket: ticket === undefined ? null : ticket.prefix + '1'.repeat(ticket.minimumDigits),
  };
};

const assumedIn = (scenario: Scenario, named: boolean): readonly string[] => [
  ...(named ? [] : [`the scenario is ${scenario}`]),
  ...(scenario === 'lost-phone' ? ['every method that can be lost is lost'] : []),
  `the badge is read as ${BADGE}`,
  'the station can do every way to register',
  "every step of the site's script is passed",
  'this station issued no pass lately',
];

interface Known {
  readonly config: OpenTenant['config'];
  readonly operator: OperatorFacts;
  readonly groupIds: Readonly<Record<Scenario | 'privileged', string>>;
}

const inputOf = (
  { config, operator, groupIds }: Known,
  facts: PersonFacts,
  scenario: Scenario,
): PolicyInput => ({
  config: config.policy,
  scenario,
  lostMethodIds: scenario === 'lost-phone' ? facts.methods.filter(canBeLost).map(({ id }) => id) : [],
  facts,
  operator,
  badgeStrength: BADGE,
  // A command does not know which station it is asked for.
  stationWays: registrationWay.options.map((way) => ({ way, closed: null })),
  history: { known: true, value: { person: [], operator: [], station: [], missingUntil: null } },
  passesElsewhere: null,
  proofing: allPassed({ config: config.policy }, scenario),
  consents: [],
  groupId: groupIds[scenario],
  privilegedGroupId: groupIds.privileged,
  ownPassIds: [],
  unresolvedEarlier: false,
  missing: [],
});

/** Reads what all decisions share. The operator is whoever has signed in. */
export const openWhatIf = async ({ config, directory }: OpenTenant, now: number): Promise<AskWhatIf> => {
  const { groups, policy } = config;
  const found = await directory.findGroups([...new Set(Object.values(groups))], context());
  const idOf = (name: string): string => found.find((one) => one.displayName === name)?.id ?? name;
  const known: Known = {
    config,
    operator: (await directory.readOperator(context())).value,
    groupIds: {
      'new-hire': idOf(groups['new-hire']),
      'lost-phone': idOf(groups['lost-phone']),
      're-registration': idOf(groups['re-registration']),
      privileged: idOf(groups.privileged),
    },
  };
  const ask: FactsAsk = {
    groupIds: [...new Set([...Object.values(known.groupIds), ...policyGroupIds(policy)])],
    stationDeviceId: policy.station.deviceId,
    auditSince: policy.repeats.tenantAudit
      ? new Date(now - policy.repeats.minutes * MINUTE_MS).toISOString()
      : null,
    operatorId: known.operator.id,
  };
  return async (personId, named) => {
    const { userPrincipalName } = await directory.readPerson(personId, context());
    const domain = userPrincipalName.split('@').at(-1) ?? '';
    const facts = await directory.readFacts(personId, { ...ask, domain }, context());
    const scenario = named ?? likely(facts);
    return {
      userPrincipalName: facts.person.userPrincipalName,
      scenario,
      decision: decide(inputOf(known, facts, scenario)),
      assumed: assumedIn(scenario, named !== null),
    };
  };
};
