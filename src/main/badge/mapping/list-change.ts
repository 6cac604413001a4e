import { withLost, withoutLost, type LostList } from './lost-list.ts';
import type { ListRequest } from './requests.ts';
import type { BadgeTable } from './table.ts';

/** A station's lists, as they are on disk. */
export interface Lists {
  readonly table: BadgeTable;
  readonly lost: LostList;
}

export const emptyTable: BadgeTable = { v: 2, people: {} };

/** What a request comes to, without saying which badge it is to anybody who has not the station's key. */
export interface ListChange {
  readonly list: 'table' | 'lost';
  readonly added: number;
  readonly removed: number;
  /** Given to somebody else. */
  readonly moved: number;
  /** Hashes of what was asked about, or of what changes; of many the first hundred. */
  readonly badges: readonly string[];
}

/** More would make an entry of the journal that nobody can look at. */
const MOST_NAMED = 100;

/** A badge's key as text to its keyed hash. */
type HashText = (text: string) => string;

interface Changed {
  readonly lists: Lists;
  readonly change: ListChange;
}

const lostChanged = (before: Lists, lost: LostList, badge: string): Changed => {
  const grown = lost.badges.length - before.lost.badges.length;
  const counts = { added: Math.max(0, grown), removed: Math.max(0, -grown), moved: 0 };
  return { lists: { ...before, lost }, change: { list: 'lost', ...counts, badges: [badge] } };
};

const imported = (before: Lists, people: Readonly<Record<string, string>>): Changed => {
  const [old, now] = [new Map(Object.entries(before.table.people)), new Map(Object.entries(people))];
  const added = [...now.keys()].filter((badge) => !old.has(badge));
  const removed = [...old.keys()].filter((badge) => !now.has(badge));
  const moved = [...now].flatMap(([badge, id]) => (old.has(badge) && old.get(badge) !== id ? [badge] : []));
  return {
    lists: { ...before, table: { v: 2, people: Object.fromEntries(now) } },
    change: {
      list: 'table',
      added: added.length,
      removed: removed.length,
      moved: moved.length,
      badges: [...moved, ...removed, ...added].slice(0, MOST_NAMED),
    },
  };
};

/** The lists after a request, and what it changed. A request that was met already changes nothing. Pure. */
export const changedBy = ({ at, change }: ListRequest, before: Lists, hash: HashText): Changed => {
  switch (change.what) {
    case 'revoke': {
      const badge = hash(change.badge);
      return lostChanged(before, withLost(before.lost, badge, { since: at, reason: change.reason }), badge);
    }
    case 'restore': {
      const badge = hash(change.badge);
      return lostChanged(before, withoutLost(before.lost, badge), badge);
    }
    case 'import':
      return imported(
        before,
        Object.fromEntries(Object.entries(change.people).map(([badge, id]) => [hash(badge), id])),
      );
  }
};
