import type { Tenant } from '../tenant/tenant.ts';
import type { Call, Reply } from './call.ts';
import { answerCollection } from './collection.ts';
import type { Shown } from './filter.ts';
import { showGroup, showUser, userDefaults } from './show.ts';

/** A person or group as a directory object, with its type; undefined: there is none with that id. */
export function showObject(tenant: Tenant, id: string): Shown | undefined {
  const person = tenant.people.get(id);
  if (person !== undefined) {
    return { '@odata.type': '#microsoft.graph.user', ...showUser(person) };
  }
  const group = tenant.groups.get(id);
  if (group !== undefined) return { '@odata.type': '#microsoft.graph.group', ...showGroup(group) };
  const principal = tenant.shelves.servicePrincipals.get(id);
  return principal === undefined
    ? undefined
    : { '@odata.type': '#microsoft.graph.servicePrincipal', ...principal };
}

/** Object ids, and whether the address casts them to one type. */
export interface ObjectList {
  readonly ids: Iterable<string>;
  readonly only?: 'user' | 'group';
}

/**
 * Lists directory objects: people with their default properties unless others are selected, and the type on each
 * item, unless the address casts. Pages hold 100 and at most 999 items.
 */
export function listObjects(call: Call, list: ObjectList): Reply {
  const found = [...list.ids]
    .map((id) => showObject(call.tenant, id))
    .filter((item) => item !== undefined)
    .filter((item) => list.only === undefined || item['@odata.type'] === `#microsoft.graph.${list.only}`);
  const selects = call.query.has('$select');
  return answerCollection(call, {
    name: 'directoryObjects',
    items: found,
    finish: (items) => (selects ? withEveryProperty(items) : items.map(withDefaults)),
  });
}

/** $select names properties of any type in the list; an object without one has nothing there. */
function withEveryProperty(items: readonly Shown[]): readonly Shown[] {
  const names = new Set(items.flatMap((item) => Object.keys(item)));
  const empty = Object.fromEntries([...names].map((name) => [name, undefined]));
  return items.map((item) => ({ ...empty, ...item }));
}

function withDefaults(item: Shown): Shown {
  if (item['@odata.type'] !== '#microsoft.graph.user') return item;
  const shown = Object.entries(item).filter(([key]) => key === '@odata.type' || userDefaults.includes(key));
  return Object.fromEntries(shown);
}
