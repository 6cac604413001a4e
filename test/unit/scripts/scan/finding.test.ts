import { describe, expect, test } from 'vitest';
import { counted, differences } from '../../../../scripts/scan/finding.ts';

const found = (file: string, rule = 'rule') => ({ tool: 'tool', rule, file });
const explained = (files: Readonly<Record<string, number | 'any'>>) => [
  { tool: 'tool', rule: 'rule', files, why: 'because it is so' },
];

describe('findings and their explanations', () => {
  test('fit where each finding is explained as often as it is found', () => {
    const two = counted([found('src/a.ts'), found('src/a.ts'), found('src/b/c.ts')]);
    expect(differences(two, explained({ 'src/a.ts': 2, 'src/b/': 'any' }))).toEqual([]);
  });

  test.each([
    ['a finding that nobody explained', [found('src/a.ts')], {}, /src\/a\.ts: not explained/],
    ['one more than explained', [found('a'), found('a')], { a: 1 }, /found 2 times, and 1 is explained/],
    ['one that is gone', [], { a: 1 }, /found 0 times, and 1 is explained/],
    ['a folder with nothing in it any more', [found('bc')], { 'b/': 'any' as const }, /b\/: found 0 times/],
    [
      'another rule in the same file',
      [found('a', 'other'), found('a')],
      { a: 1 },
      /tool other a: not explained/,
    ],
  ])('do not fit with %s', (...[, all, files, sentence]) => {
    expect(differences(counted(all), explained(files)).join('\n')).toMatch(sentence);
  });
});
