/** A guard of the engine, the journal or a guarded window, how it is taken away, and the tests that must notice. */
export interface Guard {
  readonly name: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** A file of tests, and which of its tests: a pattern for Vitest. */
  readonly tests: readonly [file: string, names: string];
  /** Taken away in every run of all tests, not only when all guards are. */
  readonly always?: true;
}
