import type { Directory } from '../port.ts';
import { errorOf, jsonOf, rejection } from './answers.ts';
import type { Question } from './batch.ts';
import type { Answer, Call } from './call.ts';
import { expectAnswer, readAll } from './lists.ts';
import type { Means } from './means.ts';
import { literal, segment } from './odata.ts';
import { membersPath, membershipPath } from './questions.ts';
import { group, groupOf, groupSelect, identified } from './schemas/group.ts';
import { listOf } from './schemas/list.ts';

/** Both texts come with the generic code Request_BadRequest. Source: facts about groups. */
const alreadyThere = /object references already exist/i;
const notThere = /removed object references do not exist/i;

const says = (answer: Answer, text: RegExp): boolean =>
  answer.status === 400 && text.test(errorOf(jsonOf(answer)).message);

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

type Memberships = Pick<Directory, 'joinGroup' | 'leaveGroup' | 'isDirectMember' | 'findGroups'>;

/** Joining and leaving groups. */
export const createMemberships = ({ send, ask, graphHost }: Means): Memberships => {
  const isDirectMember: Directory['isDirectMember'] = async (groupId, personId, context) => {
    const call: Call = { method: 'GET', path: membersPath(groupId), effect: 'none', context };
    return (await readAll(identified, call, send)).some(({ id }) => same(id, personId));
  };
  return {
    isDirectMember,
    joinGroup: async (groupId, personId, context) => {
      const call: Call = {
        method: 'POST',
        path: `/groups/${segment(groupId)}/members/$ref`,
        // The same cloud's host: another one's is refused.
        body: { '@odata.id': `${graphHost}/v1.0/directoryObjects/${segment(personId)}` },
        effect: 'once',
        context,
      };
      const answer = await send(call);
      if (answer.status === 204) return { value: 'joined', trace: answer.trace };
      const member = says(answer, alreadyThere) && (await isDirectMember(groupId, personId, context));
      if (member) return { value: 'already', trace: answer.trace };
      throw rejection(call, answer);
    },
    leaveGroup: async (groupId, personId, context) => {
      const path = membershipPath(groupId, personId);
      const call: Call = { method: 'DELETE', path, effect: 'repeatable', context };
      const answer = await send(call);
      if (answer.status === 204) return { value: 'left', trace: answer.trace };
      const maybeAbsent = answer.status === 404 || says(answer, notThere);
      if (maybeAbsent && !(await isDirectMember(groupId, personId, context))) {
        return { value: 'absent', trace: answer.trace };
      }
      throw rejection(call, answer);
    },
    findGroups: async (displayNames, context) => {
      if (displayNames.length === 0) return [];
      const questions = displayNames.map((name, index): Question => ({
        id: `group-${index}`,
        path: `/groups?$filter=displayName%20eq%20${literal(name)}&$select=${groupSelect}`,
      }));
      const answers = await ask(questions, context);
      return questions.flatMap((one) =>
        expectAnswer(listOf(group), one, { answers, context }).value.map(groupOf),
      );
    },
  };
};
