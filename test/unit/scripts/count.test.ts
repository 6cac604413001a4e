import { describe, expect, test } from 'vitest';
import { addTallies, countTests, notPassed, total } from '../../../scripts/test/count.ts';

interface Run {
  readonly passed?: number;
  readonly failed?: number;
  readonly others?: number;
  readonly testResults?: readonly object[];
}

const report = ({ passed = 0, failed = 0, others = 0, testResults = [] }: Run): string =>
  JSON.stringify({
    numTotalTests: passed + failed + others,
    numPassedTests: passed,
    numFailedTests: failed,
    testResults,
  });

describe('counting tests', () => {
  const broken = [{ name: '/project/test/a.test.ts', status: 'failed', assertionResults: [] }];

  test.each([
    ['passed and failed as they are', report({ passed: 3, failed: 1 }), 1, { passed: 3, failed: 1 }],
    ['all passed', report({ passed: 3 }), 0, { passed: 3, failed: 0 }],
    ['a skipped test as failed', report({ passed: 2, others: 1 }), 0, { passed: 2, failed: 1 }],
    [
      'a file that could not be loaded as failed',
      report({ passed: 2, testResults: broken }),
      1,
      { passed: 2, failed: 1 },
    ],
    ['a run without tests as failed', report({}), 0, { passed: 0, failed: 1 }],
    ['a run that failed beside its tests as failed', report({ passed: 4 }), 1, { passed: 4, failed: 1 }],
    ['a run that wrote no report as failed', undefined, 1, { passed: 0, failed: 1 }],
  ])('counts %s', (...[, json, exitCode, count]) => {
    expect(countTests(json, exitCode)).toEqual(count);
  });

  test('sums the parts', () => {
    expect(
      total([
        { passed: 1, failed: 0 },
        { passed: 2, failed: 3 },
      ]),
    ).toEqual({ passed: 3, failed: 3 });
  });
});

describe('what did not pass', () => {
  const named = (status: string, ...failureMessages: readonly string[]): object => ({
    status,
    fullName: `a desk ${status}`,
    failureMessages,
  });
  const file = (assertionResults: readonly object[], message = ''): object => ({
    name: '/project/test/desk.test.ts',
    status: 'failed',
    message,
    assertionResults,
  });

  test('is named with its file and the first line of what was said', () => {
    const tests = [
      named('passed'),
      named('failed', '\u001B[31mError: no\u001B[39m\n    at desk'),
      named('skipped'),
    ];
    expect(notPassed(report({ testResults: [file(tests)] }), '/project')).toEqual([
      'test/desk.test.ts: a desk failed (failed): Error: no',
      'test/desk.test.ts: a desk skipped (skipped)',
    ]);
  });

  test('is the file where it could not be loaded, and nothing where all passed or nothing was written', () => {
    expect(notPassed(report({ testResults: [file([], 'Cannot find it')] }), '/project')).toEqual([
      'test/desk.test.ts: Cannot find it',
    ]);
    expect(notPassed(report({ testResults: [file([named('passed')])] }), '/project')).toEqual([]);
    expect(notPassed(undefined, '/project')).toEqual([]);
  });
});

test('what crash tests tried is added up', () => {
  const lines = '{"tried":3,"leftBehind":0}\n{"tried":4,"leftBehind":1}\n';
  expect(addTallies(lines)).toEqual({ tried: 7, leftBehind: 1 });
  expect(addTallies('')).toEqual({ tried: 0, leftBehind: 0 });
});
