import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { look, rowsInMemory, viewOf, watch, type MakeRows } from '../../../src/main/monitoring/index.ts';
import { createSpill } from '../../../src/main/spill/index.ts';
import { simulatedQuarter } from '../../support/quarter/quarter.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-spill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const readBack = (make: MakeRows, all: readonly (readonly [string, unknown])[]): unknown[] => {
  const rows = make<unknown>();
  for (const [key, value] of all) rows.put(key, value);
  const once = [...rows.inOrder()];
  // Walked through again they are the same.
  expect([...rows.inOrder()]).toEqual(once);
  return once;
};

describe('rows that memory does not hold', () => {
  it('come back as rows in memory do: by their keys, those of one key as they came', () => {
    const key = fc.oneof(fc.constantFrom('a', 'b', 'a\0b', 'a\nb', 'a\tb', '"'), fc.string());
    // Minus zero, which JSON does not have, is none of what is kept.
    const value = fc.json({ maxDepth: 1 }).map((text): unknown => JSON.parse(text));
    const rows = fc.array(fc.tuple(key, value), { maxLength: 60 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 200 }), (all, held) => {
        const spill = createSpill(path.join(folder, 'pack'), held);
        const numbered = all.map(([one, value], index) => [one, { index, value }] as const);
        expect(readBack(spill.rows, numbered)).toEqual(readBack(rowsInMemory, numbered));
        spill.remove();
      }),
      { numRuns: 60 },
    );
  });

  it('are merged in stages, and lie in files for the owner alone', () => {
    const spill = createSpill(path.join(folder, 'pack'), 0);
    const all = Array.from({ length: 1_100 }, (_, index) => [String((index * 7) % 10), index] as const);
    expect(readBack(spill.rows, all)).toEqual(readBack(rowsInMemory, all));
    const [name = ''] = readdirSync(folder);
    const files = readdirSync(path.join(folder, name));
    // 1,100 stretches of one row: one file of 1,024, two of 32, twelve of one.
    expect(files).toHaveLength(15);
    for (const file of files) expect(statSync(path.join(folder, name, file)).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(folder, name)).mode & 0o777).toBe(0o700);
    spill.remove();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('give watching over a quarter the same findings', () => {
    const { input } = simulatedQuarter(20_260_929, 600);
    const spill = createSpill(path.join(folder, 'pack'), 4_096);
    const view = viewOf(input, spill.rows);
    const findings = [...look(view, { rows: spill.rows })];
    expect(findings.length).toBeGreaterThan(20);
    expect(findings).toEqual(watch(input));
    spill.remove();
  });
});
