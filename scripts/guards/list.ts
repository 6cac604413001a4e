/** A guard of the engine or the journal, how it is taken away, and the tests that must notice. */
export interface Guard {
  readonly name: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Paths for Vitest. */
  readonly tests: string;
}

const engine = 'test/unit/enrollment/';

export const guards: readonly Guard[] = [
  {
    name: 'the intent before the effect',
    file: 'src/main/enrollment/perform.ts',
    find: "    ports.recorder.append({\n      type: 'effect.intent',",
    replace: "    structuredClone({\n      type: 'effect.intent',",
    tests: engine,
  },
  {
    name: 'no effect without its intent on disk',
    file: 'src/main/enrollment/perform.ts',
    find: "    return { ok: false, code: codeOf(error), outcome: 'none', retryAfterMs: null };",
    replace: "    ports.log.warn('intent-not-written', { error: codeOf(error) });",
    tests: engine,
  },
  {
    name: 'the probe of an effect whose outcome is unknown',
    file: 'src/main/enrollment/undo.ts',
    find: 'const is = await clarify(ports, record);',
    replace: "const is: string = 'not-done';",
    tests: engine,
  },
  {
    name: 'the compensation',
    file: 'src/main/enrollment/undo.ts',
    find: 'for (const record of toUndo(ports.recorder.effects())) await undoOne(ports, record);',
    replace: 'await Promise.resolve();',
    tests: engine,
  },
  {
    name: 'the block on a person left unresolved',
    file: 'src/main/enrollment/enrollments.ts',
    find: 'unresolvedEarlier: isUnresolved(journal, person.id),',
    replace: 'unresolvedEarlier: false,',
    tests: engine,
  },
  {
    name: 'the sync of every entry',
    file: 'src/main/journal/database.ts',
    find: "connection.pragma('synchronous = FULL');",
    replace: "connection.pragma('synchronous = NORMAL');",
    tests: 'test/crash/power-loss.test.ts',
  },
];
