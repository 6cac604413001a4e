import type { Directory } from '../port.ts';
import { expectJson, rejection } from './answers.ts';
import type { Call } from './call.ts';
import type { Means } from './means.ts';
import { unexpected } from './no-answer.ts';
import { literal, segment } from './odata.ts';
import { photoAddress } from './photo.ts';
import { userPath } from './questions.ts';
import { listOf } from './schemas/list.ts';
import { personOf, user, userSelect } from './schemas/user.ts';

const sameNumber = (one: string | null, other: string): boolean => one?.toLowerCase() === other.toLowerCase();

/** Finding people, and their photos. */
export const createPeople = ({
  send,
}: Means): Pick<Directory, 'findByEmployeeId' | 'readPerson' | 'readPhoto'> => ({
  findByEmployeeId: async (employeeId, context) => {
    // Two are enough to see that the number is not one person's.
    const path = `/users?$filter=employeeId%20eq%20${literal(employeeId)}&$select=${userSelect}&$top=2`;
    const call: Call = { method: 'GET', path, effect: 'none', context };
    const answer = await send(call);
    const people = expectJson(listOf(user), call, answer).value.map(personOf);
    // A filter that was ignored would hand the pass to the first person of the tenant.
    if (!people.every((person) => sameNumber(person.employeeId, employeeId))) {
      throw unexpected(call, answer.headers, new Error('people of another number were answered'));
    }
    return people;
  },
  readPerson: async (personId, context) => {
    const call: Call = { method: 'GET', path: userPath(personId), effect: 'none', context };
    return personOf(expectJson(user, call, await send(call)));
  },
  readPhoto: async (personId, context) => {
    const path = `/users/${segment(personId)}/photo/$value`;
    const call: Call = { method: 'GET', path, effect: 'none', context };
    const answer = await send(call);
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw rejection(call, answer);
    return photoAddress(answer.bytes);
  },
});
