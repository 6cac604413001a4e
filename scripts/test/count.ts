import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import type { Count } from './parts.ts';

const assertion = z.object({
  status: z.string(),
  fullName: z.string(),
  failureMessages: z.array(z.string()).nullish(),
});

/** What is read here of the report that Vitest's JSON reporter writes. */
const report = z.object({
  numTotalTests: z.number(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(assertion),
    }),
  ),
});

type TestFile = z.infer<typeof report>['testResults'][number];

/** It could not be loaded, so that none of its tests is known. */
const isBroken = ({ status, assertionResults }: TestFile): boolean =>
  status === 'failed' && assertionResults.length === 0;

/**
 * Counts one run of Vitest, so that nothing which was not run can look passed: a file that could not be loaded, a
 * test that was skipped, a folder without tests and a run that failed for any other reason are failures.
 * @param json the report, or undefined when none was written
 * @param exitCode of Vitest
 */
export const countTests = (json: string | undefined, exitCode: number): Count => {
  if (json === undefined) return { passed: 0, failed: 1 };
  const run = report.parse(JSON.parse(json));
  const notRun = run.numTotalTests - run.numPassedTests - run.numFailedTests;
  const broken = run.testResults.filter(isBroken).length;
  const failed = run.numFailedTests + notRun + broken;
  const unexplained = failed === 0 && (exitCode !== 0 || run.numTotalTests === 0);
  return { passed: run.numPassedTests, failed: unexplained ? 1 : failed };
};

/** So much of what a test said tells one failure from another. */
const LONGEST_REASON = 200;

/** The first line of what a test said, without colours, or nothing. */
const reason = (said: string | undefined): string => {
  const [first = ''] = stripVTControlCharacters(said ?? '').split('\n');
  return first === '' ? '' : `: ${first.slice(0, LONGEST_REASON)}`;
};

/**
 * Names what did not pass in one run of Vitest, so that the end of a long output tells it.
 * @param json the report, or undefined when none was written
 * @param root the folder that files are named from
 * @returns a line for each test that failed or was not run, and for each file that could not be loaded
 */
export const notPassed = (json: string | undefined, root: string): readonly string[] => {
  if (json === undefined) return [];
  return report.parse(JSON.parse(json)).testResults.flatMap((file) => {
    const where = path.relative(root, file.name);
    if (isBroken(file)) return [`${where}${reason(file.message)}`];
    return file.assertionResults
      .filter((one) => one.status !== 'passed')
      .map((one) => `${where}: ${one.fullName} (${one.status})${reason(one.failureMessages?.[0])}`);
  });
};

/** @returns the sum of all */
export const total = (counts: readonly Count[]): Count =>
  counts.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), {
    passed: 0,
    failed: 0,
  });

const tally = z.object({ tried: z.number(), leftBehind: z.number() });

/**
 * Adds up what the crash tests tried.
 * @param lines JSON, one line a walkthrough (test/crash/tally.ts)
 */
export const addTallies = (lines: string): { readonly tried: number; readonly leftBehind: number } =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => tally.parse(JSON.parse(line)))
    .reduce((sum, one) => ({ tried: sum.tried + one.tried, leftBehind: sum.leftBehind + one.leftBehind }), {
      tried: 0,
      leftBehind: 0,
    });
