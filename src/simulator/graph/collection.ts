import type { Call, Reply } from './call.ts';
import { badRequest, GraphFailure } from './failure.ts';
import { parseFilter, type Shown } from './filter.ts';

export interface Collection {
  /** Name in `$metadata`, for @odata.context. */
  readonly name: string;
  readonly items: readonly Shown[];
  /** Properties shown when none are selected; undefined: all. */
  readonly defaults?: readonly string[];
  /** Page size when none is asked for, and the largest one. */
  readonly page?: { readonly usual: number; readonly most: number };
  /** What is done to the items of a page before properties are selected. */
  readonly finish?: (items: readonly Shown[]) => readonly Shown[];
  /** Paths that $filter may name, where Graph allows only some; undefined: every property. */
  readonly filterable?: readonly string[];
  /** Properties that $orderby may name; undefined: $orderby is not supported. */
  readonly sortable?: readonly string[];
}

const propertiesOf = (items: readonly Shown[]) => new Set(items.flatMap((item) => Object.keys(item)));

/** Keeps the selected properties; without $select the default ones. `id` is not added on its own, as in Graph. */
export function selectProperties(call: Call, item: Shown, defaults: readonly string[] | undefined): Shown {
  const asked = call.query.get('$select');
  const wanted = asked === null ? defaults : asked.split(',').map((name) => name.trim());
  if (wanted === undefined) return item;
  const unknown = wanted.find((name) => !(name in item) && name !== '');
  if (unknown !== undefined) {
    throw new GraphFailure(400, {
      code: 'BadRequest',
      message: `Parsing OData Select and Expand failed: Could not find a property named '${unknown}'.`,
    });
  }
  return Object.fromEntries(wanted.filter((name) => name !== '').map((name) => [name, item[name]]));
}

/** Operators and properties that Entra only answers with `ConsistencyLevel: eventual` and `$count=true`. */
const advancedOnly = /\b(ne|not|endswith)\b|\b(onPremisesExtensionAttributes|customSecurityAttributes)\//i;

function refuseAdvanced(call: Call, filter: string): void {
  const advanced = advancedOnly.test(filter.replace(/'(?:[^']|'')*'/g, "''"));
  const allowed =
    call.headers['consistencylevel']?.toLowerCase() === 'eventual' && call.query.get('$count') === 'true';
  if (advanced && !allowed) {
    throw new GraphFailure(400, { code: 'Request_UnsupportedQuery', message: 'Unsupported Query.' });
  }
}

function filtered(call: Call, collection: Collection): readonly Shown[] {
  const filter = call.query.get('$filter');
  if (filter === null) return collection.items;
  refuseAdvanced(call, filter);
  const predicate = parseFilter(filter);
  const names = filter
    .replace(/'(?:[^']|'')*'/g, '')
    .match(/[A-Za-z]\w*(?=\/|\s+(?:eq|ne|ge|gt|le|lt)\b|\s*,)/g);
  refuseUnfilterable(filter, collection.filterable);
  const known = propertiesOf(collection.items);
  const unknown = names?.find(
    (name) =>
      !known.has(name) &&
      name.length > 1 &&
      known.size > 0 &&
      !isLambdaPath(filter, name) &&
      !isAttributePath(filter, name),
  );
  if (unknown !== undefined)
    throw badRequest(`Invalid filter clause: Could not find a property named '${unknown}'.`);
  return collection.items.filter(predicate);
}

/** Logs and reports can be filtered by some of their properties only. */
function refuseUnfilterable(filter: string, filterable: readonly string[] | undefined): void {
  if (filterable === undefined) return;
  const bare = filter.replace(/'(?:[^']|'')*'/g, "''");
  const paths = [...bare.matchAll(/([A-Za-z][\w/]*)(?=\s+(?:eq|ne|ge|gt|le|lt)\b|\s*,|\/any\()/g)].map(
    ([, path = '']) => path,
  );
  const refused = paths.find((path) => !filterable.includes(path) && !/^[a-z]{1,2}(\/|$)/.test(path));
  if (refused !== undefined) throw badRequest(`Invalid filter clause: '${refused}' cannot be filtered by.`);
}

/** Sorts by one property, `asc` or `desc`, where the collection allows it. */
function sorted(call: Call, collection: Collection, items: readonly Shown[]): readonly Shown[] {
  const order = call.query.get('$orderby');
  if (order === null) return items;
  const [, name = '', direction] = /^(\w+)(?:\s+(asc|desc))?$/.exec(order.trim()) ?? [];
  if (collection.sortable?.includes(name) !== true) {
    throw new GraphFailure(400, { code: 'Request_UnsupportedQuery', message: 'Unsupported Query.' });
  }
  const sign = direction === 'desc' ? -1 : 1;
  const text = (item: Shown) => (typeof item[name] === 'string' ? item[name] : '');
  return items.toSorted((a, b) => sign * (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}

/** `t/id` in `targetResources/any(t:t/id eq …)` names a property of the inner object. */
function isLambdaPath(filter: string, name: string): boolean {
  return filter.includes('any(') && new RegExp(`/${name}\\b`).test(filter);
}

/** The fifteen extension attributes, and any set and attribute that a tenant may have defined. */
function isAttributePath(filter: string, name: string): boolean {
  const numbered = /^extensionAttribute([1-9]|1[0-5])$/.test(name);
  return (
    (numbered && filter.includes(`onPremisesExtensionAttributes/${name}`)) ||
    new RegExp(`customSecurityAttributes/(\\w+/)?${name}\\b`).test(filter)
  );
}

function pageSize(call: Call, page: { usual: number; most: number }): number {
  const top = call.query.get('$top');
  if (top === null) return page.usual;
  const size = Number(top);
  if (!Number.isInteger(size) || size < 1 || size > page.most) {
    throw badRequest(`Invalid page size specified: '${top}'. Must be between 1 and ${page.most} inclusive.`);
  }
  return size;
}

function nextLink(call: Call, offset: number): string {
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', Buffer.from(String(offset)).toString('base64url'));
  return `${call.origin}/${call.version}${call.path}?${query.toString()}`;
}

/** Answers a collection: $filter, $select, $top, $count, and pages with @odata.nextLink. */
export function answerCollection(call: Call, collection: Collection): Reply {
  const matching = sorted(call, collection, filtered(call, collection));
  const size = pageSize(call, collection.page ?? { usual: 100, most: 999 });
  const offset = Number(Buffer.from(call.query.get('$skiptoken') ?? '', 'base64url').toString() || '0');
  if (!Number.isInteger(offset)) throw badRequest('Invalid skip token.');
  const end = offset + size;
  const page = matching.slice(offset, end);
  const finished = collection.finish?.(page) ?? page;
  const value = finished.map((item) => selectProperties(call, item, collection.defaults));
  return {
    status: 200,
    body: {
      '@odata.context': `${call.origin}/${call.version}/$metadata#${collection.name}`,
      ...(call.query.get('$count') === 'true' ? { '@odata.count': matching.length } : {}),
      ...(end < matching.length ? { '@odata.nextLink': nextLink(call, end) } : {}),
      value,
    },
  };
}

/** One object, and the properties shown when none are selected; undefined: all. */
export interface Entity {
  readonly item: Shown;
  readonly defaults?: readonly string[];
}

/** Answers one object with its context. */
export function answerEntity(call: Call, name: string, shown: Entity): Reply {
  const context = { '@odata.context': `${call.origin}/${call.version}/$metadata#${name}/$entity` };
  return { status: 200, body: { ...context, ...selectProperties(call, shown.item, shown.defaults) } };
}
