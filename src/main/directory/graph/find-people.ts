import type { z } from 'zod';
import type { CallContext, Directory, Person, PersonQuery } from '../port.ts';
import { expectJson } from './answers.ts';
import type { Call } from './call.ts';
import type { Means } from './means.ts';
import { unexpected } from './no-answer.ts';
import { literal, segment } from './odata.ts';
import { userPath } from './questions.ts';
import { listOf } from './schemas/list.ts';
import { personOf, user, userSelect } from './schemas/user.ts';

/** A user with all that was asked for, so that what the filter was about can be looked at again. */
const userWhole = user.loose();
type UserWhole = z.infer<typeof userWhole>;

/** A property of users: where it is, and how Graph lets it be asked for. */
interface Property {
  /** As a path of the filter, from the top-level property down. */
  readonly path: readonly [string, ...string[]];
  /**
   * Only the index answers, to `ConsistencyLevel: eventual` with `$count=true`. Source: Graph, "advanced query
   * capabilities on Entra ID objects"; Entra, "filter users based on custom security attributes".
   */
  readonly indexed: boolean;
  readonly isSame: (value: unknown, wanted: string) => boolean;
}

/** Entra compares text without regard to case. */
const sameText = (value: unknown, wanted: string): boolean =>
  typeof value === 'string' && value.toLowerCase() === wanted.toLowerCase();
const sameExactly = (value: unknown, wanted: string): boolean => value === wanted;

const propertyOf = (query: Exclude<PersonQuery, { by: 'id' }>): Property => {
  switch (query.by) {
    case 'employee-id':
      return { path: ['employeeId'], indexed: false, isSame: sameText };
    case 'extension-attribute':
      return query.name.startsWith('extension_')
        ? { path: [query.name], indexed: false, isSame: sameText }
        : { path: ['onPremisesExtensionAttributes', query.name], indexed: true, isSame: sameText };
    case 'custom-security-attribute':
      return {
        path: ['customSecurityAttributes', query.set, query.name],
        indexed: true,
        isSame: sameExactly,
      };
  }
};

const valueAt = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? Reflect.get(inner, key)
        : undefined,
    value,
  );

const selectOf = ({ path: [top] }: Property): string =>
  userSelect.split(',').includes(top) ? userSelect : `${userSelect},${top}`;

/** More than two, since accounts that are disabled do not count; more than ten share nothing by accident. */
const MOST = 10;

const listCall = (property: Property, value: string, context: CallContext): Call => {
  const filter = `${property.path.map(encodeURIComponent).join('/')}%20eq%20${literal(value)}`;
  const path = `/users?$filter=${filter}&$select=${selectOf(property)}&$top=${MOST}`;
  return property.indexed
    ? {
        method: 'GET',
        path: `${path}&$count=true`,
        headers: { ConsistencyLevel: 'eventual' },
        effect: 'none',
        context,
      }
    : { method: 'GET', path, effect: 'none', context };
};

type Has = (one: UserWhole) => boolean;

/** Who has the value now: the index may still name somebody who had it before. */
const readAgain = async (
  { send }: Means,
  {
    id,
    property,
    context,
  }: { readonly id: string; readonly property: Property; readonly context: CallContext },
): Promise<UserWhole | null> => {
  const path = `/users/${segment(id)}?$select=${selectOf(property)}`;
  const call: Call = { method: 'GET', path, effect: 'none', context };
  const answer = await send(call);
  return answer.status === 404 ? null : expectJson(userWhole, call, answer);
};

const findBy = async (
  means: Means,
  query: Exclude<PersonQuery, { by: 'id' }>,
  context: CallContext,
): Promise<readonly Person[]> => {
  const property = propertyOf(query);
  const has: Has = (one) => property.isSame(valueAt(one, property.path), query.value);
  const call = listCall(property, query.value, context);
  const answer = await means.send(call);
  const named = expectJson(listOf(userWhole), call, answer).value;
  // A filter that was ignored would hand the pass to the first person of the tenant.
  if (!named.every(has)) {
    throw unexpected(call, answer.headers, new Error('people with another value were answered'));
  }
  if (!property.indexed) return named.map(personOf);
  const again = await Promise.all(named.map(({ id }) => readAgain(means, { id, property, context })));
  return again
    .filter((one) => one !== null && has(one))
    .flatMap((one) => (one === null ? [] : [personOf(one)]));
};

const findById = async ({ send }: Means, value: string, context: CallContext): Promise<readonly Person[]> => {
  const call: Call = { method: 'GET', path: userPath(value), effect: 'none', context };
  const answer = await send(call);
  return answer.status === 404 ? [] : [personOf(expectJson(user, call, answer))];
};

/** Finds people by one property, or by id. */
export const createFindPeople =
  (means: Means): Directory['findPeople'] =>
  (query, context) =>
    query.by === 'id' ? findById(means, query.value, context) : findBy(means, query, context);
