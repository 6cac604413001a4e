import type { Guard } from './guard.ts';

export type Row = readonly [find: string, replace: string, names: string];

/** Constraints and rights of one migration of the ledger, each with what the database refuses by it in a file of tests. */
export const inSql = (migration: string, test: string, rows: readonly Row[]): readonly Guard[] =>
  rows.map(([find, replace, names]) => ({
    name: `in the database: ${names}`,
    file: `src/main/ledger/migrations/${migration}.ts`,
    find,
    replace,
    tests: [test, names],
  }));
