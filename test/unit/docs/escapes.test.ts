import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = readFileSync('docs/escapes.md', 'utf8');

/** Rows of all tables, without their heads. */
const rows = page
  .split('\n')
  .filter((line, at, all) => line.startsWith('|') && !/^\| -/.test(line) && !/^\| -/.test(all[at + 1] ?? ''))
  .map((line) => {
    const [attempt = '', ...shown] = line.split(/(?<!\\)\|/).slice(1, -1);
    return { attempt: attempt.trim(), shown: shown.join(' ') };
  });

const tests = ({ shown }: (typeof rows)[number]): readonly (readonly [file: string, words: string])[] =>
  [...shown.matchAll(/`([\w./-]+)` “([^”]+)”/g)].map(([, file = '', words = '']) => [file, words] as const);
const byHand = (shown: string, where: string): readonly number[] =>
  [...shown.matchAll(new RegExp(`${where} (\\d+)`, 'g'))].map(([, number]) => Number(number));

/** How many lines the checklist of a system has. */
const linesOf = (file: string): number => {
  const list = readFileSync(file, 'utf8').split('## What to try by hand')[1]?.split('\n## ')[0] ?? '';
  return [...list.matchAll(/^\d+\. /gm)].length;
};

describe('the page about ways out', () => {
  it('has a row for each', () => {
    expect(rows.length).toBeGreaterThan(55);
    expect(rows.map(({ attempt }) => attempt).filter((one, at, all) => all.indexOf(one) !== at)).toEqual([]);
  });

  it.each(rows)('says where “$attempt” is tried, or that it is not', (row) => {
    const said = /Linux \d|Windows \d|none in cage|not held|not tried/.test(row.shown);
    expect(tests(row).length > 0 || said).toBe(true);
  });

  it.each(rows.flatMap(tests))('names %s “%s”, which is there', (file, words) => {
    expect(readFileSync(file, 'utf8')).toContain(words);
  });

  it.each([
    ['Linux', 'docs/lock-linux.md'],
    ['Windows', 'docs/lock-windows.md'],
  ])('names lines of the checklist for %s that there are', (system, file) => {
    const most = linesOf(file);
    expect(most).toBeGreaterThan(5);
    expect(byHand(page, system).filter((number) => number > most)).toEqual([]);
  });
});
