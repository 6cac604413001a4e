import type { Guard } from './guard.ts';

/** A guard in one line. */
export type Row = readonly [
  name: string,
  file: string,
  find: string,
  replace: string,
  test: string,
  names: string,
];

export const without = ([name, file, find, replace, test, names]: Row): Guard => ({
  name,
  file,
  find,
  replace,
  tests: [test, names],
});
