import type { Directory } from '../port.ts';
import { expectJson, rejection } from './answers.ts';
import type { Call } from './call.ts';
import type { Means } from './means.ts';
import { authenticationPath } from './questions.ts';
import { keyOptions, keyOptionsOf } from './schemas/key-options.ts';
import { keyOf, madeKey } from './schemas/method.ts';

const keysPath = (personId: string): string => `${authenticationPath(personId)}/fido2Methods`;

/**
 * Keys that are provisioned for a person. Only the global cloud has this. A refusal is `key.refused`: the tenant does not
 * say more of it in a way that can be told apart. Source: Graph v1.0, fido2AuthenticationMethod: creationOptions, and
 * create fido2AuthenticationMethod.
 */
export const createKeys = ({ send }: Means): Pick<Directory, 'readKeyOptions' | 'addKey'> => ({
  readKeyOptions: async (personId, context) => {
    const path = `${keysPath(personId)}/creationOptions`;
    const call: Call = { method: 'GET', path, effect: 'none', context };
    const answer = await send(call);
    if (answer.status === 400) throw rejection(call, answer, 'key.refused');
    return keyOptionsOf(expectJson(keyOptions, call, answer));
  },
  addKey: async (personId, { displayName, key }, context) => {
    const { id, clientDataJSON, attestationObject } = key;
    const response = { clientDataJSON, attestationObject };
    const body = { displayName, publicKeyCredential: { id, response, clientExtensionResults: {} } };
    const call: Call = { method: 'POST', path: keysPath(personId), body, effect: 'once', context };
    const answer = await send(call);
    if (answer.status === 400) throw rejection(call, answer, 'key.refused');
    return { value: keyOf(expectJson(madeKey, call, answer)), trace: answer.trace };
  },
});
