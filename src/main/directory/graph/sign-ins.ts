import type { Directory } from '../port.ts';
import type { Call } from './call.ts';
import { readAll } from './lists.ts';
import type { Means } from './means.ts';
import { unexpected } from './no-answer.ts';
import { instant, literal } from './odata.ts';
import { signIn, signInsOf } from './schemas/sign-in.ts';

const same = (one: string | null | undefined, other: string): boolean =>
  one?.toLowerCase() === other.toLowerCase();

/** Reading the sign-in log. Source: Graph beta "list signIns", attributes supported by $filter. */
export const createSignIns = ({ send, graphHost }: Means): Pick<Directory, 'readSignIns'> => ({
  readSignIns: async (personId, since, context) => {
    const filter = `userId%20eq%20${literal(personId)}%20and%20createdDateTime%20ge%20${instant(since)}`;
    const path = `${graphHost}/beta/auditLogs/signIns?$filter=${filter}&$top=50`;
    const call: Call = { method: 'GET', path, effect: 'none', context };
    const all = await readAll(signIn, call, send);
    // A filter that was ignored would take somebody else's sign-in for the proof.
    if (!all.every((one) => same(one.userId, personId))) throw unexpected(call, undefined);
    return signInsOf(all);
  },
});
