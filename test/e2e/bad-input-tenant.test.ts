import { describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../src/simulator/faults/fault.ts';
import { expectNothingLeft, expectProblem, trialOfThisFile, type Trial } from '../support/station.ts';

vi.setConfig({ testTimeout: 60_000 });

let trial: Trial;
trialOfThisFile((opened) => {
  trial = opened;
});

/** Longer than anybody would wait at a desk. */
const LONG = 300;

const holdBadge = (): Promise<void> => trial.desk.holdBadge(trial.badgeOf('new-hire'));
const lookup = (action: Fault['action'], times?: number): readonly Fault[] => [
  { match: { method: 'GET', path: '/v1.0/users' }, action, ...(times === undefined ? {} : { times }) },
];

describe('a badge that the tenant does not look up', () => {
  it.each([
    { code: 'tenant.signed-out', action: { kind: 'status', status: 401 } },
    { code: 'tenant.forbidden', action: { kind: 'status', status: 403 } },
    {
      code: 'tenant.throttled',
      action: { kind: 'status', status: 429, retryAfterSeconds: LONG },
      wait: `${LONG} seconds`,
    },
    { code: 'tenant.unavailable', action: { kind: 'status', status: 503 } },
    { code: 'tenant.unreachable', action: { kind: 'reset-before' } },
    { code: 'tenant.unexpected-answer', action: { kind: 'malformed' } },
    { code: 'tenant.unreachable', action: { kind: 'truncate' } },
  ] as const)('because of $action is told as $code, and the desk waits for a badge again', async (one) => {
    await trial.faults(lookup(one.action));
    await holdBadge();
    await expectProblem(trial.desk.page, one.code, 'wait' in one ? one.wait : null);
    await trial.desk.at('operator/ready');
    await trial.faults([]);
    await holdBadge();
    await trial.desk.at('operator/scenario');
    await trial.stop();
    await expectNothingLeft(trial);
  });

  it('at first, but after the time that it asks for, is found without anybody doing anything', async () => {
    const before = trial.received('GET', /\/users$/);
    await trial.faults(lookup({ kind: 'status', status: 429, retryAfterSeconds: 1 }, 2));
    await holdBadge();
    await trial.desk.at('operator/scenario');
    expect(trial.received('GET', /\/users$/)).toBe(before + 3);
    await trial.stop();
  });
});

describe('facts that the tenant does not give', () => {
  const everything = (action: Fault['action']): readonly Fault[] => [
    { match: { method: 'POST', path: '/v1.0/$batch' }, action },
  ];

  it.each([
    { code: 'tenant.signed-out', action: { kind: 'status', status: 401 } },
    { code: 'tenant.unreachable', action: { kind: 'reset-before' } },
  ] as const)('when the pass is asked for ($action) leave the decision as it was', async (one) => {
    await trial.decide('new-hire-2');
    await trial.faults(everything(one.action));
    await trial.desk.press('decision.accept');
    await expectProblem(trial.desk.page, one.code);
    await trial.desk.at('operator/decide');
    await trial.faults([]);
    await trial.stop();
    await expectNothingLeft(trial);
  });
});

describe('a tenant that no longer answers in the middle of an enrollment', () => {
  it('is told, and the enrollment ends with nothing left', async () => {
    await trial.decide('new-hire-3');
    await expectNothingLeft(trial);
    await trial.tenant.stop();
    await trial.desk.press('decision.accept');
    await expectProblem(trial.desk.page, 'tenant.unreachable');
    await trial.desk.at('operator/decide');
    await trial.stop();
    await trial.desk.holdBadge(trial.badgeOf('new-hire'));
    await expectProblem(trial.desk.page, 'tenant.unreachable');
    expect(trial.received('POST', /\/members\/\$ref$|temporaryAccessPassMethods$/)).toBe(0);
  });

  it('leaves no enrollment open in the journal', async () => {
    expect(await trial.close()).toEqual([]);
  });
});
