import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { stepNames } from '../../../src/main/enrollment/effects.ts';
import { scenarios } from '../../crash/plan.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const page = readFileSync(path.join(root, 'docs/recovery.md'), 'utf8');

/** The rows of the tables: id, and the tests that are named for it. */
const rows = [...page.matchAll(/^\| ([FI]\d+)\s*\|(.*)\|$/gm)].map(([, id = '', rest = '']) => ({
  id,
  tests: [...rest.matchAll(/`(test\/[^`]+)` “([^”]+)”/g)].map(([, file = '', name = '']) => ({ file, name })),
}));

const range = (letter: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);

describe('the page about recovery', () => {
  it('has every fault and everything that always holds, once', () => {
    expect(rows.map(({ id }) => id)).toEqual([...range('F', 20), ...range('I', 6)]);
  });

  it.each(rows)('names tests for $id that exist', ({ tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    const missing = tests.filter(({ file, name }) => {
      const where = path.join(root, file);
      // As it stands in the source, in quotes of either kind.
      return !existsSync(where) || !readFileSync(where, 'utf8').replaceAll("\\'", "'").includes(name);
    });
    expect(missing).toEqual([]);
  });

  it('has every effect that the engine knows, each with a scenario that is crashed', () => {
    const effects = [...page.matchAll(/^\| `([a-z-]+)`\s*\| `([a-z-]+)`\s*\|.*\|$/gm)];
    expect(effects.map(([, effect]) => effect)).toEqual([...stepNames]);
    const known: readonly string[] = scenarios;
    expect(effects.filter(([, , scenario = '']) => !known.includes(scenario))).toEqual([]);
  });
});
