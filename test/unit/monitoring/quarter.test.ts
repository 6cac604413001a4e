import { describe, expect, it } from 'vitest';
import { watch, watchRules, type Finding } from '../../../src/main/monitoring/index.ts';
import { simulatedQuarter } from '../../support/quarter/quarter.ts';

const SEED = 20_260_929;
const quarter = simulatedQuarter(SEED);
const findings = watch(quarter.input);

const keysBy = (state: Finding['state']): Record<string, string[]> => {
  const keys: Record<string, string[]> = {};
  for (const one of findings.filter((found) => found.state === state)) (keys[one.rule] ??= []).push(one.key);
  return Object.fromEntries(Object.entries(keys).map(([rule, list]) => [rule, list.sort()]));
};

const sorted = (lists: Readonly<Record<string, readonly string[]>>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(lists).map(([rule, list]) => [rule, [...list].sort()]));

describe(`a quarter of some ten thousand enrollments (seed ${SEED})`, () => {
  it('has anomalies of every kind that is watched for, and more enrollments than ten thousand', () => {
    expect(Object.keys(quarter.planted).sort()).toEqual(watchRules.map(({ id }) => id).sort());
    expect(quarter.enrollments).toBeGreaterThan(10_000);
  });

  it('finds every planted one and nothing else', () => {
    expect(keysBy('found')).toEqual(sorted(quarter.planted));
  });

  it('finds so many of each', () => {
    const counts = Object.fromEntries(
      watchRules.map(({ id }) => [
        id,
        findings.filter((one) => one.rule === id && one.state === 'found').length,
      ]),
    );
    expect(counts).toEqual({
      'outside-tapdesk': 6,
      'wrong-class': 4,
      'unexpected-use': 5,
      'change-near-pass': 4,
      'not-in-audit': 5,
      'log-silent': 3,
      'membership-left': 7,
      'several-passes': 5,
      'operator-rate': 2,
      'outside-hours': 7,
      'not-used': 9,
    });
  });

  it('takes what may still arrive for pending, not for missing', () => {
    expect(keysBy('pending')).toEqual(sorted(quarter.pending));
  });

  it('can tell everything', () => {
    expect(keysBy('unknown')).toEqual({});
  });
});
