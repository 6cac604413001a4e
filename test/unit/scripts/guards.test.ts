import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { guards } from '../../../scripts/guards/list.ts';
import { shardOf } from '../../../scripts/guards/shard.ts';

describe('the guards that are taken away', () => {
  it('each stand once in their file, where something else can take their place', () => {
    const count = (file: string, find: string): number => readFileSync(file, 'utf8').split(find).length - 1;
    const wrong = guards.filter(
      ({ file, find, replace }) => find === replace || !existsSync(file) || count(file, find) !== 1,
    );
    expect(wrong.map(({ name, file }) => `${name}: ${file}`)).toEqual([]);
  });

  it('are each missed by a file of tests that is there', () => {
    const files = new Set(guards.map(({ tests: [file] }) => file));
    expect([...files].filter((file) => !existsSync(file))).toEqual([]);
  });
});

describe('a part of a list', () => {
  it('is each so many, and all parts are the list', () => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    expect(['1/2', '2/2'].map((shard) => shardOf(all, shard))).toEqual([
      ['a', 'c', 'e'],
      ['b', 'd'],
    ]);
    expect(shardOf(all, '1/1')).toEqual(all);
  });

  it.each(['', '0/2', '3/2', '1', 'a/b', '1/2/3'])('is none for %j', (shard) => {
    expect(() => shardOf([], shard)).toThrow(`--shard=${shard}: write which one of how many`);
  });
});
