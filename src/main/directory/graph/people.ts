import type { Directory } from '../port.ts';
import { expectJson, rejection } from './answers.ts';
import type { Call } from './call.ts';
import { createFindPeople } from './find-people.ts';
import type { Means } from './means.ts';
import { segment } from './odata.ts';
import { photoAddress } from './photo.ts';
import { userPath } from './questions.ts';
import { passwordChange, personOf, user } from './schemas/user.ts';

/** Finding people, and their photos. */
export const createPeople = (
  means: Means,
): Pick<Directory, 'findPeople' | 'readPerson' | 'readPhoto' | 'readPasswordChange'> => ({
  findPeople: createFindPeople(means),
  readPerson: async (personId, context) => {
    const call: Call = { method: 'GET', path: userPath(personId), effect: 'none', context };
    return personOf(expectJson(user, call, await means.send(call)));
  },
  readPasswordChange: async (personId, context) => {
    const path = `/users/${segment(personId)}?$select=id,lastPasswordChangeDateTime`;
    const call: Call = { method: 'GET', path, effect: 'none', context };
    const { lastPasswordChangeDateTime: at } = expectJson(passwordChange, call, await means.send(call));
    return at === null || at === undefined ? null : Date.parse(at);
  },
  readPhoto: async (personId, context) => {
    const path = `/users/${segment(personId)}/photo/$value`;
    const call: Call = { method: 'GET', path, effect: 'none', context };
    const answer = await means.send(call);
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw rejection(call, answer);
    return photoAddress(answer.bytes);
  },
});
