import { z } from 'zod';
import type { Count } from './parts.ts';

/** What is read here of the report that Vitest's JSON reporter writes. */
const report = z.object({
  numTotalTests: z.number(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

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
  const broken = run.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = run.numFailedTests + notRun + broken;
  const unexplained = failed === 0 && (exitCode !== 0 || run.numTotalTests === 0);
  return { passed: run.numPassedTests, failed: unexplained ? 1 : failed };
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
