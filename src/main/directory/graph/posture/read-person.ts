import { z } from 'zod';
import type { CallContext } from '../../port.ts';
import type { Part, PersonReading } from '../../tenant-reading.ts';
import { createAsk, type Question } from '../batch.ts';
import type { GraphDirectoryOptions } from '../directory.ts';
import { answerTo, expectAnswer, expectList, readLists } from '../lists.ts';
import { segment } from '../odata.ts';
import { createSend } from '../send.ts';
import { needs, partLater } from './needs.ts';
import { namedOf, objectAnswer } from './schemas/directory-objects.ts';

/** Source: Graph user. */
const personAnswer = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().min(1),
  userType: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
});

const questionsOf = (user: string) => {
  const path = `/users/${segment(user)}`;
  const page = '$select=id,displayName&$top=999';
  return {
    person: { id: 'person', path: `${path}?$select=${Object.keys(personAnswer.shape).join(',')}` },
    groups: { id: 'groups', path: `${path}/transitiveMemberOf/microsoft.graph.group?${page}` },
    units: { id: 'units', path: `${path}/memberOf/microsoft.graph.administrativeUnit?${page}` },
  } as const satisfies Readonly<Record<string, Question>>;
};

/** Reads somebody by user name or object id; null: the directory has nobody of that name. */
export type ReadPerson = (user: string, context: CallContext) => Promise<Part<PersonReading | null>>;

/** One `$batch`, and further pages of groups. */
export const createReadPerson = (options: GraphDirectoryOptions): ReadPerson => {
  const graphHost = new URL(options.graphHost).origin;
  const send = createSend({ ...options, graphHost, timeoutMs: options.timeoutMs ?? 30_000 });
  const ask = createAsk(send, options);
  return (user, context) =>
    partLater(needs.people, async () => {
      const { person, groups, units } = questionsOf(user);
      const answers = await ask([person, groups, units], context);
      if (answerTo(answers, person, context).status === 404) return null;
      const one = expectAnswer(personAnswer, person, { answers, context });
      const means = { ask, graphHost, context, discover: () => [] };
      const lists = await readLists([groups, units], answers, means);
      const named = (question: Question) =>
        expectList(objectAnswer, question, { lists, context }).map(namedOf);
      return {
        id: one.id,
        displayName: one.displayName ?? one.userPrincipalName,
        userPrincipalName: one.userPrincipalName,
        guest: one.userType === 'Guest',
        enabled: one.accountEnabled ?? null,
        groups: named(groups),
        units: named(units),
      };
    });
};
