import type { ProblemCode } from '../../shared/index.ts';
import {
  BadgeListError,
  keysOf,
  lookupOf,
  onlyOne,
  type BadgeHash,
  type BadgeLists,
  type BadgeRead,
  type Lookup,
  type MappingConfig,
  type MappingRule,
} from '../badge/index.ts';
import type { CallContext, Directory, Person, PersonQuery } from '../directory/index.ts';

/** Whose badge was read, and by which of the site's rules; or why it is nobody's. */
export type Identified =
  | { readonly person: Person; readonly rule: MappingRule }
  | { readonly code: ProblemCode; readonly rule: MappingRule | null };

/** By what a badge becomes a person. */
export interface Identifying {
  readonly mapping: MappingConfig;
  readonly lists: BadgeLists;
  readonly hash: BadgeHash;
}

interface Asked {
  readonly directory: Pick<Directory, 'findPeople'>;
  readonly context: CallContext;
  /** Writes down which lists are in force. @throws BadgeListError */
  readonly recordLists: () => void;
}

type Found = Exclude<Lookup, { in: 'nowhere' }>;

/** The question to the directory; null when the table gives the badge to nobody. */
const queryOf = (found: Found, lists: BadgeLists): PersonQuery | null => {
  if (found.in === 'directory') return found.query;
  const value = lists.personOf(found.key);
  return value === null ? null : { by: 'id', value };
};

const inDirectory = async (found: Found, lists: BadgeLists, asked: Asked): Promise<Identified> => {
  const { rule } = found;
  const query = queryOf(found, lists);
  if (query === null) return { code: 'badge.unknown', rule };
  const people = await asked.directory.findPeople(query, asked.context);
  // The table names somebody whom the tenant does not have.
  if (query.by === 'id' && people.length === 0) return { code: 'badge.table-stale', rule };
  const one = onlyOne(people);
  return 'person' in one ? { person: one.person, rule } : { code: one.code, rule };
};

/**
 * From a badge that was read to exactly one person with an enabled account, or to the reason why there is none. The list
 * of lost badges comes first, and lists that cannot be read name nobody.
 *
 * @throws DirectoryError
 */
export const identify = async (
  read: Pick<BadgeRead, 'identifier' | 'proof'>,
  { mapping, lists }: Pick<Identifying, 'mapping' | 'lists'>,
  asked: Asked,
): Promise<Identified> => {
  const lookup = lookupOf(read.identifier, mapping);
  const rule = lookup.in === 'nowhere' ? null : lookup.rule;
  try {
    asked.recordLists();
    if (lists.isLost(keysOf(read))) return { code: 'badge.on-lost-list', rule };
    if (lookup.in === 'nowhere') return { code: lookup.code, rule };
    return await inDirectory(lookup, lists, asked);
  } catch (error) {
    if (error instanceof BadgeListError) return { code: 'badge.lists-unreadable', rule };
    throw error;
  }
};
