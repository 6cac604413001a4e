import type { ProblemCode } from '../../../shared/index.ts';
import { DirectoryError, type Directory } from '../port.ts';
import { errorOf, expectJson, jsonOf, rejection } from './answers.ts';
import type { Answer, Call } from './call.ts';
import { readAll } from './lists.ts';
import type { Means } from './means.ts';
import { segment } from './odata.ts';
import { authenticationPath } from './questions.ts';
import { issuedPass, issuedPassOf, pass, passOf } from './schemas/pass.ts';

const passesPath = (personId: string): string => `${authenticationPath(personId)}/temporaryAccessPassMethods`;

/**
 * Refusals of a creation that share generic codes and differ in their text alone. The first is the same for a
 * policy that is off, a person out of its scope, and a group joined too recently. Source: facts about passes, errors.
 */
const refusals: readonly {
  readonly says: RegExp;
  readonly code: ProblemCode;
  readonly retryable: boolean;
}[] = [
  { says: /Converged ?UserCredentialPolicy/i, code: 'pass.not-in-scope', retryable: true },
  { says: /Invalid LifetimeInMinutes/i, code: 'pass.lifetime-rejected', retryable: false },
];

const refusalOf = (call: Call, answer: Answer): DirectoryError => {
  const { message } = errorOf(jsonOf(answer));
  const refusal = answer.status < 500 ? refusals.find(({ says }) => says.test(message)) : undefined;
  const error = rejection(call, answer, refusal?.code);
  if (refusal === undefined) return error;
  const { code, outcome, status, trace, cause } = error;
  return new DirectoryError(code, { outcome, status, trace, cause, retryable: refusal.retryable });
};

/** Creating, listing and deleting passes. */
export const createPasses = ({
  send,
}: Means): Pick<Directory, 'listPasses' | 'createPass' | 'deletePass'> => {
  const listPasses: Directory['listPasses'] = async (personId, context) => {
    const call: Call = { method: 'GET', path: passesPath(personId), effect: 'none', context };
    return (await readAll(pass, call, send)).map(passOf);
  };
  return {
    listPasses,
    createPass: async (personId, ask, context) => {
      const body = { lifetimeInMinutes: ask.lifetimeMinutes, isUsableOnce: ask.usableOnce };
      const call: Call = { method: 'POST', path: passesPath(personId), body, effect: 'once', context };
      const answer = await send(call);
      if (answer.status >= 400) throw refusalOf(call, answer);
      return { value: issuedPassOf(expectJson(issuedPass, call, answer)), trace: answer.trace };
    },
    deletePass: async (personId, passId, context) => {
      const path = `${passesPath(personId)}/${segment(passId)}`;
      const call: Call = { method: 'DELETE', path, effect: 'repeatable', context };
      const answer = await send(call);
      if (answer.status === 204 || answer.status === 200) return { value: 'deleted', trace: answer.trace };
      if (answer.status !== 404) throw rejection(call, answer);
      // A 404 is also what a wrong person gives, so the list has to agree.
      const left = await listPasses(personId, context);
      if (left.some(({ id }) => id === passId)) throw rejection(call, answer);
      return { value: 'absent', trace: answer.trace };
    },
  };
};
