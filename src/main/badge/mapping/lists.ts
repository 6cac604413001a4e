import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { keyIn, type BadgeKey } from './keys.ts';
import { changedBy, emptyTable, type ListChange, type Lists } from './list-change.ts';
import { emptyLostList, lostList } from './lost-list.ts';
import { waitingRequests, type ListRequest } from './requests.ts';
import { badgeTable } from './table.ts';

/** A list is there and cannot be used. Nobody is named by a badge then: whoever is on it would slip through. */
export class BadgeListError extends Error {
  constructor(file: string, cause: unknown) {
    super(`The list ${file} cannot be read.`, { cause });
    this.name = 'BadgeListError';
  }
}

/** What is known of a list without saying who is on it. */
export interface ListState {
  readonly list: 'table' | 'lost';
  /** Hex, of the file; null when there is none. */
  readonly sha256: string | null;
  readonly entries: number;
}

/** The site's own lists, as they are on disk now. Every function throws BadgeListError. */
export interface BadgeLists {
  /** Object id of the person whom the table gives a badge to; null: nobody. */
  readonly personOf: (key: BadgeKey) => string | null;
  /** Whether a badge is on the list of lost ones, by any of its keys. */
  readonly isLost: (keys: readonly BadgeKey[]) => boolean;
  readonly states: () => readonly ListState[];
  /**
   * Takes in what commands have asked for, oldest first. `record` is called before each change is made, and once more
   * for the same one when the station ended in between; what it throws is thrown, and the request waits on.
   */
  readonly takeRequests: (record: (request: ListRequest, change: ListChange) => void) => void;
}

/** Where a station keeps its lists: beside its journal. */
export const listFiles = (folder: string) => ({
  table: path.join(folder, 'badge-table.json'),
  lost: path.join(folder, 'badges-lost.json'),
});

interface Loaded<T> {
  readonly stamp: string;
  readonly value: T;
  readonly sha256: string | null;
}

/** When it was changed and how long it is; empty when it is not there. */
const stampOf = (file: string): string => {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino}:${stat.mtimeMs}:${stat.size}`;
};

/** Keeps what a file says until the file changes. */
const createFile = <S extends z.ZodType>(file: string, schema: S, empty: z.infer<S>) => {
  let loaded: Loaded<z.infer<S>> | null = null;
  const load = (stamp: string): Loaded<z.infer<S>> => {
    if (stamp === '') return { stamp, value: empty, sha256: null };
    const bytes = readFileSync(file);
    const value = schema.parse(JSON.parse(bytes.toString('utf8')));
    return { stamp, value, sha256: createHash('sha256').update(bytes).digest('hex') };
  };
  return (): Loaded<z.infer<S>> => {
    try {
      const stamp = stampOf(file);
      if (loaded?.stamp !== stamp) loaded = load(stamp);
      return loaded;
    } catch (error) {
      loaded = null;
      throw new BadgeListError(file, error);
    }
  };
};

/** What a station keeps its lists by. */
export interface ListsSetup {
  readonly folder: string;
  /** The keyed hash of a badge's key. What it throws is thrown. */
  readonly hash: (key: BadgeKey) => string;
  /** Puts a file in place so that the old or the new content is there, whole. */
  readonly replace: (file: string, content: string) => void;
}

const textOf = (list: unknown): string => `${JSON.stringify(list)}\n`;

/** What waits in the folder; what is no request is as bad as a list that cannot be read. */
const waitingIn = (folder: string): ReturnType<typeof waitingRequests> => {
  try {
    return waitingRequests(folder);
  } catch (error) {
    throw new BadgeListError(path.join(folder, 'badge-request'), error);
  }
};

/** The lists in a folder; each is read again when its file has changed. */
export const openBadgeLists = ({ folder, hash, replace }: ListsSetup): BadgeLists => {
  const files = listFiles(folder);
  const table = createFile(files.table, badgeTable, emptyTable);
  const lost = createFile(files.lost, lostList, emptyLostList);
  const hashText = (text: string): string => {
    const key = keyIn(text);
    if (key === null) throw new BadgeListError(files.table, new Error('a request names no badge'));
    return hash(key);
  };
  const write = (before: Lists, after: Lists): void => {
    if (after.table !== before.table) replace(files.table, textOf(after.table));
    if (after.lost !== before.lost) replace(files.lost, textOf(after.lost));
  };
  return {
    personOf: (key) => {
      const { people } = table().value;
      const name = hash(key);
      return Object.hasOwn(people, name) ? (people[name] ?? null) : null;
    },
    isLost: (keys) => {
      const badges = new Set(lost().value.badges.map(({ badge }) => badge));
      return badges.size > 0 && keys.some((key) => badges.has(hash(key)));
    },
    states: () => {
      const [tableNow, lostNow] = [table(), lost()];
      return [
        { list: 'table', sha256: tableNow.sha256, entries: Object.keys(tableNow.value.people).length },
        { list: 'lost', sha256: lostNow.sha256, entries: lostNow.value.badges.length },
      ];
    },
    takeRequests: (record) => {
      for (const { request, remove } of waitingIn(folder)) {
        const before = { table: table().value, lost: lost().value };
        const { lists, change } = changedBy(request, before, hashText);
        record(request, change);
        write(before, lists);
        remove();
      }
    },
  };
};
