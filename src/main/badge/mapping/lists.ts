import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { z } from 'zod';
import { keyText, type BadgeKey } from './keys.ts';
import { emptyLostList, lostList } from './lost-list.ts';
import { badgeTable, type BadgeTable } from './table.ts';

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

const emptyTable: BadgeTable = { v: 1, people: {} };

/** The lists in a folder; each is read again when its file has changed, so that a command works at once. */
export const openBadgeLists = (folder: string): BadgeLists => {
  const files = listFiles(folder);
  const table = createFile(files.table, badgeTable, emptyTable);
  const lost = createFile(files.lost, lostList, emptyLostList);
  return {
    personOf: (key) => {
      const { people } = table().value;
      const text = keyText(key);
      return Object.hasOwn(people, text) ? (people[text] ?? null) : null;
    },
    isLost: (keys) => {
      const badges = new Set(lost().value.badges.map(({ badge }) => badge));
      return keys.some((key) => badges.has(keyText(key)));
    },
    states: () => {
      const [tableNow, lostNow] = [table(), lost()];
      return [
        { list: 'table', sha256: tableNow.sha256, entries: Object.keys(tableNow.value.people).length },
        { list: 'lost', sha256: lostNow.sha256, entries: lostNow.value.badges.length },
      ];
    },
  };
};
