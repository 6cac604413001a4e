import type { Directory } from '../port.ts';
import type { DirectoryError } from '../port.ts';
import { errorOf, expectJson, jsonOf, rejection } from './answers.ts';
import type { Answer, Call } from './call.ts';
import { keyRefusalOf } from './key-refusal.ts';
import type { Means } from './means.ts';
import { authenticationPath } from './questions.ts';
import { keyOptions, keyOptionsOf } from './schemas/key-options.ts';
import { keyOf, madeKey } from './schemas/method.ts';

const keysPath = (personId: string): string => `${authenticationPath(personId)}/fido2Methods`;

const refused = (call: Call, answer: Answer): DirectoryError =>
  rejection(call, answer, keyRefusalOf(errorOf(jsonOf(answer)).message));

/**
 * Keys that are provisioned for a person. Only the global cloud has this. A refusal is `key.refused`, or
 * one of its kinds where the tenant's words say which. Source: Graph v1.0, fido2AuthenticationMethod: creationOptions, and
 * create fido2AuthenticationMethod.
 */
export const createKeys = ({ send }: Means): Pick<Directory, 'readKeyOptions' | 'addKey'> => ({
  readKeyOptions: async (personId, context) => {
    const path = `${keysPath(personId)}/creationOptions`;
    const call: Call = { method: 'GET', path, effect: 'none', context };
    const answer = await send(call);
    if (answer.status === 400) throw refused(call, answer);
    return keyOptionsOf(expectJson(keyOptions, call, answer));
  },
  addKey: async (personId, { displayName, key }, context) => {
    const { id, clientDataJSON, attestationObject } = key;
    const response = { clientDataJSON, attestationObject };
    const body = { displayName, publicKeyCredential: { id, response, clientExtensionResults: {} } };
    const call: Call = { method: 'POST', path: keysPath(personId), body, effect: 'once', context };
    const answer = await send(call);
    if (answer.status === 400) throw refused(call, answer);
    return { value: keyOf(expectJson(madeKey, call, answer)), trace: answer.trace };
  },
});
