import { DirectoryError, type Directory } from '../port.ts';
import { expectJson, rejection } from './answers.ts';
import { traceOf, type Call } from './call.ts';
import { readAll } from './lists.ts';
import type { Means } from './means.ts';
import { segment } from './odata.ts';
import { authenticationPath } from './questions.ts';
import { method, methodOf } from './schemas/method.ts';
import { z } from 'zod';

/** The collection that a method of a type is removed from. Passwords and passes are not removed this way. */
const collections: Readonly<Record<string, string>> = {
  '#microsoft.graph.fido2AuthenticationMethod': 'fido2Methods',
  '#microsoft.graph.microsoftAuthenticatorAuthenticationMethod': 'microsoftAuthenticatorMethods',
  '#microsoft.graph.platformCredentialAuthenticationMethod': 'platformCredentialMethods',
  '#microsoft.graph.windowsHelloForBusinessAuthenticationMethod': 'windowsHelloForBusinessMethods',
  '#microsoft.graph.phoneAuthenticationMethod': 'phoneMethods',
  '#microsoft.graph.softwareOathAuthenticationMethod': 'softwareOathMethods',
  '#microsoft.graph.emailAuthenticationMethod': 'emailMethods',
};

/** Source: Graph revokeSignInSessions; some clouds answer 204 without a body. */
const revoked = z.object({ value: z.literal(true) });

type Methods = Pick<Directory, 'listMethods' | 'removeMethod' | 'revokeSignInSessions'>;

/** Listing and removing registered methods, and ending sign-in sessions. */
export const createMethods = ({ send }: Means): Methods => {
  const listMethods: Directory['listMethods'] = async (personId, context) => {
    const path = `${authenticationPath(personId)}/methods`;
    const call: Call = { method: 'GET', path, effect: 'none', context };
    return (await readAll(method, call, send)).map(methodOf);
  };
  return {
    listMethods,
    removeMethod: async (personId, { id, type }, context) => {
      const collection = collections[type];
      if (collection === undefined) {
        const trace = traceOf(context);
        throw new DirectoryError('tenant.rejected', { outcome: 'none', retryable: false, trace });
      }
      const path = `${authenticationPath(personId)}/${collection}/${segment(id)}`;
      const call: Call = { method: 'DELETE', path, effect: 'repeatable', context };
      const answer = await send(call);
      if (answer.status === 204) return { value: 'removed', trace: answer.trace };
      if (answer.status !== 404) throw rejection(call, answer);
      const left = await listMethods(personId, context);
      if (left.some((one) => one.id === id)) throw rejection(call, answer);
      return { value: 'absent', trace: answer.trace };
    },
    revokeSignInSessions: async (personId, context) => {
      const path = `/users/${segment(personId)}/revokeSignInSessions`;
      const call: Call = { method: 'POST', path, effect: 'repeatable', context };
      const answer = await send(call);
      if (answer.status !== 204) expectJson(revoked, call, answer);
      return { value: 'revoked', trace: answer.trace };
    },
  };
};
