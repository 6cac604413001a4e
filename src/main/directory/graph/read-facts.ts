import type { CallContext, Directory, FactsAsk, PersonFacts } from '../port.ts';
import type { Question } from './batch.ts';
import {
  eligibleOf,
  heldOf,
  listIn,
  partsIn,
  roleAssignable,
  type Gathered,
  type Questions,
} from './facts-parts.ts';
import { callOf, expectAnswer, readLists } from './lists.ts';
import type { Means } from './means.ts';
import type { GraphDirectoryOptions } from './directory.ts';
import { needs } from './posture/needs.ts';
import { unexpected } from './no-answer.ts';
import { questionsAbout } from './questions.ts';
import { method, methodOf } from './schemas/method.ts';
import { pass, passOf } from './schemas/pass.ts';
import { personOf, user } from './schemas/user.ts';

/** A role-assignable group that the person is in holds roles for its members, so those are asked for as well. */
const discoverIn =
  (questions: Questions) =>
  (asked: Question, items: readonly unknown[]): readonly Question[] =>
    asked.id === questions.memberships.id
      ? roleAssignable(items).flatMap((groupId) => [heldOf(groupId), eligibleOf(groupId)])
      : [];

/** Questions of which each is answered by a list, in pages. */
const listsOf = (questions: Questions): readonly Question[] => [
  questions.methods,
  questions.passes,
  questions.held,
  questions.active,
  questions.eligible,
  questions.directoryRoles,
  questions.memberships,
  questions.owned,
  questions.units,
  questions.operatorActive,
  questions.operatorEligible,
  questions.operatorDirectoryRoles,
  ...questions.station,
  ...questions.audit,
];

/** The tenant's own time at which it answered: every rule about time needs it. */
const readAtOf = ({ questions, answers, context }: Gathered): number => {
  const { serverTime } = answers.trace;
  if (serverTime === null) throw unexpected(callOf(questions.person, context), undefined);
  return serverTime;
};

const factsIn = (from: Gathered, access: PersonFacts['access']): PersonFacts => ({
  access,
  readAt: readAtOf(from),
  person: personOf(expectAnswer(user, from.questions.person, from)),
  methods: listIn(method, from.questions.methods, from).map(methodOf),
  passes: listIn(pass, from.questions.passes, from).map(passOf),
  ...partsIn(from),
});

const accessUnasked: PersonFacts['access'] = {
  known: false,
  because: 'tenant.not-found',
  need: needs.access,
};

/**
 * Everything about one person, the operator's roles and the station: one `$batch`, then one for further pages and for
 * the roles of role-assignable groups. The person, methods, passes and memberships must be readable; of the rest each
 * part may stay unknown. Conditional Access, which no batch may ask for at its pace, is read beside it.
 */
export const createReadFacts = (
  { ask, graphHost }: Means,
  access: GraphDirectoryOptions['access'],
): Directory['readFacts'] => {
  const readInBatch = async (personId: string, asked: FactsAsk, context: CallContext): Promise<Gathered> => {
    const questions = questionsAbout(personId, asked);
    const answers = await ask(Object.values(questions).flat(), context);
    // Fails at once when there is no such person, before more is asked about them.
    expectAnswer(user, questions.person, { answers, context });
    const lists = await readLists(listsOf(questions), answers, {
      ask,
      graphHost,
      context,
      discover: discoverIn(questions),
    });
    return { personId, stationDeviceId: asked.stationDeviceId, questions, answers, lists, context };
  };
  const readAccess = (context: CallContext): Promise<PersonFacts['access']> =>
    access === undefined ? Promise.resolve(accessUnasked) : access.read(context, access.maximumAgeMs);
  return async (personId, asked, context) => {
    const [from, policies] = await Promise.all([readInBatch(personId, asked, context), readAccess(context)]);
    return factsIn(from, policies);
  };
};
