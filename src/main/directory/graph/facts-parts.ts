import type { z } from 'zod';
import {
  DirectoryError,
  type CallContext,
  type Known,
  type PassPolicy,
  type PersonFacts,
  type RoleHeld,
} from '../port.ts';
import { expectJson, parse } from './answers.ts';
import type { Answers, Question } from './batch.ts';
import { answerTo, callOf, expectAnswer, expectList, type Lists } from './lists.ts';
import { unexpected } from './no-answer.ts';
import { needs, part, personNeeds } from './posture/needs.ts';
import { methodsPolicyAnswer, methodsPolicyOf } from './posture/schemas/methods-policy.ts';
import { eligibleTo, heldBy, type questionsAbout } from './questions.ts';
import { auditEntry, passEventsOf } from './schemas/audit.ts';
import { device, deviceOf } from './schemas/device.ts';
import { domainAnswer, federatedDomainOf, federationAnswer } from './schemas/domain.ts';
import { group, groupOf, identified, memberGroups, membership, type Membership } from './schemas/group.ts';
import { methodsPolicy, passConfiguration, passConfigurationIn, passPolicyOf } from './schemas/policy.ts';
import { assignment, directoryRole, distinctRoles, isInherited, roleOf, withEnds } from './schemas/role.ts';

export type Questions = ReturnType<typeof questionsAbout>;

/** What the first round trip gave, and what followed from it. */
export interface Gathered {
  readonly personId: string;
  readonly stationDeviceId: string | null;
  readonly questions: Questions;
  readonly answers: Answers;
  readonly lists: Lists;
  readonly context: CallContext;
}

/** A part that may stay unknown, with why. */
export const known = <T>(read: () => T): Known<T> => {
  try {
    return { known: true, value: read() };
  } catch (error) {
    if (error instanceof DirectoryError) return { known: false, because: error.code };
    throw error;
  }
};

const notAsked = { known: false, because: 'not-asked' } as const;

export const heldOf = (groupId: string): Question => heldBy(groupId, `held-of-${groupId}`);
export const eligibleOf = (groupId: string): Question => eligibleTo(groupId, `eligible-of-${groupId}`);

export const listIn = <S extends z.ZodType>(
  item: S,
  question: Question,
  from: Pick<Gathered, 'lists' | 'context'>,
): readonly z.infer<S>[] => expectList(item, question, from);

/** Ids of the role-assignable ones among groups somebody is in or owns. */
export const roleAssignable = (items: readonly unknown[]): readonly string[] =>
  items.flatMap((item) => {
    const parsed = membership.safeParse(item);
    return parsed.success && parsed.data.isAssignableToRole === true ? [parsed.data.id] : [];
  });

/** Memberships, none of them hidden: a stub does not say whether it is role-assignable. */
const visible = (question: Question, from: Gathered): readonly Membership[] => {
  const all = listIn(membership, question, from);
  const hidden = all.some((one) => (one.securityEnabled ?? null) === null);
  if (!hidden) return all;
  const { status, trace } = answerTo(from.answers, question, from.context);
  throw new DirectoryError('tenant.forbidden', { outcome: 'none', retryable: false, status, trace });
};

const rolesIn = (from: Gathered): readonly RoleHeld[] => {
  const { questions } = from;
  const own = listIn(assignment, questions.held, from).map((one) => roleOf(one, 'active'));
  const mayActivate = listIn(assignment, questions.eligible, from);
  const through = roleAssignable(visible(questions.memberships, from)).flatMap((groupId) => [
    ...listIn(assignment, heldOf(groupId), from).map((one) => roleOf(one, 'active', groupId)),
    ...listIn(assignment, eligibleOf(groupId), from).map((one) => roleOf(one, 'eligible', groupId)),
  ]);
  const instances = listIn(assignment, questions.active, from);
  const direct = mayActivate.filter((one) => !isInherited(one)).map((one) => roleOf(one, 'eligible'));
  return distinctRoles(
    withEnds([...own, ...direct, ...through], instances),
    [
      ...instances.map((one) => roleOf(one, 'active')),
      ...mayActivate.filter(isInherited).map((one) => roleOf(one, 'eligible')),
    ],
    listIn(directoryRole, questions.directoryRoles, from).map(({ roleTemplateId }) =>
      roleOf({ roleDefinitionId: roleTemplateId }, 'active'),
    ),
  );
};

const roleAssignableGroupsIn = (from: Gathered): readonly string[] => {
  const both = [...visible(from.questions.memberships, from), ...visible(from.questions.owned, from)];
  return [...new Set(roleAssignable(both))];
};

/** The questions that tell the operator's roles, by the names of `operatorQuestions`. */
type OperatorQuestions = Readonly<Record<'active' | 'eligible' | 'directoryRoles', Question>>;

/**
 * The operator's roles. Either read of the active ones is enough: the schedule instances need a licence that not
 * every tenant has, and a role at the scope of a unit, which the other does not show, is missing then, which denies.
 * Eligible ones are told where they can be read.
 */
export const operatorRolesIn = (
  questions: OperatorQuestions,
  from: Pick<Gathered, 'lists' | 'context'>,
): Known<readonly RoleHeld[]> => {
  const instancesOf = (question: Question, how: RoleHeld['how']) =>
    known(() => listIn(assignment, question, from).map((one) => roleOf(one, how)));
  const scheduled = instancesOf(questions.active, 'active');
  const eligible = instancesOf(questions.eligible, 'eligible');
  const told = known(() =>
    listIn(directoryRole, questions.directoryRoles, from).map(({ roleTemplateId }) =>
      roleOf({ roleDefinitionId: roleTemplateId }, 'active'),
    ),
  );
  if (!scheduled.known && !told.known) return scheduled;
  const value = distinctRoles(
    [...(scheduled.known ? scheduled.value : []), ...(eligible.known ? eligible.value : [])],
    told.known ? told.value : [],
  );
  return { known: true, value };
};

const groupsIn = (from: Gathered) =>
  from.questions.groups.flatMap((question) => {
    const answer = answerTo(from.answers, question, from.context);
    if (answer.status === 404) return [];
    return [groupOf(expectJson(group, callOf(question, from.context), answer))];
  });

const passPolicyIn = (from: Gathered): PassPolicy => {
  const { policy } = from.questions;
  const found = passConfigurationIn(expectAnswer(methodsPolicy, policy, from));
  const answer = answerTo(from.answers, policy, from.context);
  const call = callOf(policy, from.context);
  const read = passPolicyOf(parse(passConfiguration, found, { call, answer }));
  if (read === undefined) throw unexpected(call, answer.headers, new Error('an exclusion of another kind'));
  return read;
};

/** Which groups the person is in: of those asked for, and of those that the pass policy names. */
const membershipsIn = (from: Gathered, policy: Known<PassPolicy>): Known<readonly string[]> => {
  const asked = from.questions.members.flatMap((one) => expectAnswer(memberGroups, one, from).value);
  const named = policy.known ? [...policy.value.includedGroupIds, ...policy.value.excludedGroupIds] : [];
  if (named.length === 0) return { known: true, value: asked };
  return known(() => {
    const all = listIn(identified, from.questions.memberships, from).map(({ id }) => id);
    return [...new Set([...asked, ...all.filter((id) => named.includes(id))])];
  });
};

const stationIn = (from: Gathered): PersonFacts['station'] => {
  const [question] = from.questions.station;
  if (question === undefined) return notAsked;
  return known(() => {
    const [found, ...others] = listIn(device, question, from).map(deviceOf);
    if (found === undefined) return null;
    // A filter that was ignored would vouch for the station with somebody else's device.
    const asked = found.deviceId.toLowerCase() === from.stationDeviceId?.toLowerCase();
    if (!asked || others.length > 0) throw unexpected(callOf(question, from.context), undefined);
    return found;
  });
};

const methodsPolicyIn = (from: Gathered): PersonFacts['methodsPolicy'] =>
  part(needs.methods, () => methodsPolicyOf(expectAnswer(methodsPolicyAnswer, from.questions.policy, from)));

const domainIn = (from: Gathered): PersonFacts['domain'] =>
  part(personNeeds.domain, () => {
    const [question, federation] = from.questions.domain;
    if (question === undefined || federation === undefined)
      throw unexpected(callOf(from.questions.person, from.context), undefined);
    const told = expectAnswer(domainAnswer, question, from);
    if (told.authenticationType !== 'Federated') return { name: told.id, federated: false, mfa: null };
    return federatedDomainOf(told.id, expectAnswer(federationAnswer, federation, from));
  });

const recentPassesIn = (from: Gathered): PersonFacts['recentPasses'] => {
  const [question] = from.questions.audit;
  if (question === undefined) return notAsked;
  return known(() => passEventsOf(listIn(auditEntry, question, from), from.personId));
};

/** The parts of which each may stay unknown, and the memberships. */
export const partsIn = (from: Gathered) => {
  const { questions } = from;
  const policy = known(() => passPolicyIn(from));
  const memberships = membershipsIn(from, policy);
  return {
    roles: known(() => rolesIn(from)),
    roleAssignableGroupIds: known(() => roleAssignableGroupsIn(from)),
    ownedRoleAssignableGroupIds: known(() => roleAssignable(visible(questions.owned, from))),
    administrativeUnitIds: known(() => listIn(identified, questions.units, from).map(({ id }) => id)),
    recentPasses: recentPassesIn(from),
    groupIds: known(() => listIn(identified, questions.memberships, from).map(({ id }) => id)),
    methodsPolicy: methodsPolicyIn(from),
    domain: domainIn(from),
    memberOfGroupIds: memberships.known ? memberships.value : [],
    // Whom the policy reaches cannot be said without the groups of the person.
    passPolicy: memberships.known ? policy : memberships,
    groups: groupsIn(from),
    operatorRoles: operatorRolesIn(
      {
        active: questions.operatorActive,
        eligible: questions.operatorEligible,
        directoryRoles: questions.operatorDirectoryRoles,
      },
      from,
    ),
    station: stationIn(from),
  };
};
