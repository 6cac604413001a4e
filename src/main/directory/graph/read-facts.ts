import type { z } from 'zod';
import {
  DirectoryError,
  type CallContext,
  type Directory,
  type Known,
  type PassPolicy,
  type RoleHeld,
} from '../port.ts';
import type { Answers, Question } from './batch.ts';
import { answerTo, callOf, expectAnswer, expectList, readLists, type Lists } from './lists.ts';
import { expectJson, parse } from './answers.ts';
import type { Means } from './means.ts';
import { eligibleTo, heldBy, questionsAbout } from './questions.ts';
import { group, groupOf, memberGroups, membership, type Membership } from './schemas/group.ts';
import { method, methodOf } from './schemas/method.ts';
import { pass, passOf } from './schemas/pass.ts';
import { methodsPolicy, passConfiguration, passConfigurationIn, passPolicyOf } from './schemas/policy.ts';
import { assignment, directoryRole, distinctRoles, isInherited, roleOf } from './schemas/role.ts';
import { personOf, user } from './schemas/user.ts';

type Questions = ReturnType<typeof questionsAbout>;

/** What the first round trip gave, and what followed from it. */
interface Gathered {
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

const heldOf = (groupId: string): Question => heldBy(groupId, `held-of-${groupId}`);
const eligibleOf = (groupId: string): Question => eligibleTo(groupId, `eligible-of-${groupId}`);

const roleAssignable = (items: readonly unknown[]): readonly string[] =>
  items.flatMap((item) => {
    const parsed = membership.safeParse(item);
    return parsed.success && parsed.data.isAssignableToRole === true ? [parsed.data.id] : [];
  });

/** A role-assignable group that the person is in holds roles for its members, so those are asked for as well. */
const discoverIn =
  (questions: Questions) =>
  (asked: Question, items: readonly unknown[]): readonly Question[] =>
    asked.id === questions.memberships.id
      ? roleAssignable(items).flatMap((groupId) => [heldOf(groupId), eligibleOf(groupId)])
      : [];

const listIn = <S extends z.ZodType>(item: S, question: Question, from: Gathered): readonly z.infer<S>[] =>
  expectList(item, question, from);

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
  const hinted = [
    ...listIn(assignment, questions.active, from).map((one) => roleOf(one, 'active')),
    ...listIn(directoryRole, questions.directoryRoles, from).map(({ roleTemplateId }) =>
      roleOf({ roleDefinitionId: roleTemplateId }, 'active'),
    ),
    ...mayActivate.filter(isInherited).map((one) => roleOf(one, 'eligible')),
  ];
  const direct = mayActivate.filter((one) => !isInherited(one)).map((one) => roleOf(one, 'eligible'));
  return distinctRoles([...own, ...direct, ...through], hinted);
};

const roleAssignableGroupsIn = (from: Gathered): readonly string[] => {
  const both = [...visible(from.questions.memberships, from), ...visible(from.questions.owned, from)];
  return [...new Set(roleAssignable(both))];
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
  return passPolicyOf(parse(passConfiguration, found, { call: callOf(policy, from.context), answer }));
};

const factsIn = (from: Gathered) => {
  const { questions } = from;
  return {
    person: personOf(expectAnswer(user, questions.person, from)),
    methods: listIn(method, questions.methods, from).map(methodOf),
    passes: listIn(pass, questions.passes, from).map(passOf),
    roles: known(() => rolesIn(from)),
    roleAssignableGroupIds: known(() => roleAssignableGroupsIn(from)),
    memberOfGroupIds: questions.members.flatMap((one) => expectAnswer(memberGroups, one, from).value),
    passPolicy: known(() => passPolicyIn(from)),
    groups: groupsIn(from),
  };
};

/**
 * Everything about one person: one `$batch`, then one for further pages and for the roles of role-assignable groups.
 * The person, methods, passes and memberships must be readable; of the rest each part may stay unknown.
 */
export const createReadFacts = ({ ask, graphHost }: Means): Directory['readFacts'] => {
  return async (personId, groupIds, context) => {
    const questions = questionsAbout(personId, groupIds);
    const answers = await ask(Object.values(questions).flat(), context);
    // Fails at once when there is no such person, before more is asked about them.
    expectAnswer(user, questions.person, { answers, context });
    const { methods, passes, held, active, eligible, directoryRoles, memberships, owned } = questions;
    const lists = await readLists(
      [methods, passes, held, active, eligible, directoryRoles, memberships, owned],
      answers,
      { ask, graphHost, context, discover: discoverIn(questions) },
    );
    return factsIn({ questions, answers, lists, context });
  };
};
