import { describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../src/simulator/faults/fault.ts';
import {
  expectNothingLeft,
  expectProblem,
  trialOfThisFile,
  turnToEnrollee,
  type Trial,
} from '../support/station.ts';

// The longest waits for the desk's own time-out of a request, and then looks for what may have been created.
vi.setConfig({ testTimeout: 90_000 });

let trial: Trial;
trialOfThisFile((opened) => {
  trial = opened;
});

/** Longer than anybody would wait at a desk. */
const LONG = 300;

const created = (): number => trial.received('POST', /temporaryAccessPassMethods$/);
const onCreate = (action: Fault['action'], times?: number): Fault => ({
  match: { method: 'POST', path: '/v1.0/users/*/authentication/temporaryAccessPassMethods' },
  action,
  ...(times === undefined ? {} : { times }),
});

/** Stops by itself, says why, and leaves the operator with the next person. */
const expectStopped = async (
  code: Parameters<typeof expectProblem>[1],
  wait: string | null = null,
): Promise<void> => {
  const { desk } = trial;
  await desk.at('operator/stopped');
  await expectProblem(desk.page, code, wait);
  await expectNothingLeft(trial);
  await trial.faults([]);
  await desk.press('enrollment.finish');
  await desk.at('operator/ready');
};

/** What stands on the screen about each way: its code where it is closed, null where it is open. */
const waysShown = (): Promise<readonly unknown[]> =>
  trial.desk.page
    .locator('.offered-ways li')
    .evaluateAll((items) =>
      items.map((one) => [
        one.getAttribute('data-way'),
        one.querySelector('[data-closed]')?.getAttribute('data-closed') ?? null,
      ]),
    );

describe('somebody whom the tenant keeps from registering', () => {
  it.each([
    ['registration-blocked', 'registration-blocked'],
    ['registration-locked', 'registration-needs-other'],
    ['federated', 'federated'],
  ])('as %s does is told so before there is a pass, with what closes each way', async (part, why) => {
    const { desk } = trial;
    const before = created();
    await trial.refuse(part);
    expect(await waysShown()).toEqual([
      ['security-key-here', why],
      ['passkey-on-phone', why],
      ['provisioned-key', 'not-allowed-here'],
      ['authenticator-on-phone', why],
    ]);
    expect(created()).toBe(before);
    await expectNothingLeft(trial);
    await desk.press('enrollment.finish');
    await desk.at('operator/ready');
  });

  it.each([
    [
      'forced-registration',
      [
        ['authenticator-on-phone', null],
        ['security-key-here', 'forced-registration'],
        ['passkey-on-phone', 'forced-registration'],
        ['provisioned-key', 'not-allowed-here'],
      ],
    ],
    [
      'registration-managed',
      [
        ['security-key-here', null],
        ['passkey-on-phone', 'registration-needs-more'],
        ['provisioned-key', 'not-allowed-here'],
        ['authenticator-on-phone', 'registration-needs-more'],
      ],
    ],
    [
      'no-authenticator',
      [
        ['security-key-here', null],
        ['passkey-on-phone', null],
        ['provisioned-key', 'not-allowed-here'],
        ['authenticator-on-phone', 'person-excluded'],
      ],
    ],
  ])('as %s does has the ways that are left, best first, and why another is closed', async (part, ways) => {
    const before = created();
    await trial.decide(part);
    expect(await waysShown()).toEqual(ways);
    expect(created()).toBe(before);
    await trial.stop();
    await expectNothingLeft(trial);
  });
});

describe('a pass that the tenant refuses to create', () => {
  it.each([
    { code: 'tenant.signed-out', action: { kind: 'status', status: 401 }, wait: null },
    { code: 'tenant.forbidden', action: { kind: 'status', status: 403 }, wait: null },
    {
      code: 'tenant.throttled',
      action: { kind: 'status', status: 429, retryAfterSeconds: LONG },
      wait: `${LONG} seconds`,
    },
  ] as const)('($action) is asked for once, told as $code, and the group is left', async (one) => {
    const before = created();
    await trial.decide('new-hire');
    await trial.faults([onCreate(one.action)]);
    await trial.desk.press('decision.accept');
    await expectStopped(one.code, one.wait);
    expect(created()).toBe(before + 1);
  });
});

describe('a pass of which nobody knows whether it was created', () => {
  it.each([
    { why: 'the service is not available', action: { kind: 'status', status: 503 } },
    { why: 'the connection broke before', action: { kind: 'reset-before' } },
    { why: 'the connection broke after it was created', action: { kind: 'reset-after' } },
    { why: 'the answer broke off', action: { kind: 'truncate' } },
    { why: 'the answer cannot be read', action: { kind: 'malformed' } },
    { why: 'no answer came in time', action: { kind: 'hang-after' } },
  ] as const)('because $why is asked for once, looked for and deleted', async ({ action }) => {
    const before = created();
    await trial.decide('new-hire-2');
    await trial.faults([onCreate(action)]);
    await trial.desk.press('decision.accept');
    await expectStopped('pass.outcome-unknown');
    expect(created()).toBe(before + 1);
  });
});

describe('a group of which nobody knows whether the person joined it', () => {
  const joined = (): number => trial.received('POST', /\/members\/\$ref$/);

  it.each([
    { why: 'the connection broke after they had joined', kind: 'reset-after' },
    { why: 'the connection broke before', kind: 'reset-before' },
  ] as const)('because $why is asked for once and left at the end', async ({ kind }) => {
    const before = joined();
    await trial.decide('new-hire');
    await trial.faults([
      { match: { method: 'POST', path: '/v1.0/groups/*/members/$ref' }, times: 1, action: { kind } },
    ]);
    await trial.desk.press('decision.accept');
    const at = await trial.desk.at('handover', 'operator/stopped');
    expect(joined()).toBe(before + 1);
    if (at === 'handover') {
      await turnToEnrollee(trial.desk);
      await trial.stop();
    } else {
      await trial.desk.press('enrollment.finish');
    }
    await expectNothingLeft(trial);
  });
});

describe('a tenant that is busy when the pass is asked for', () => {
  it('gets the time that it asks for, and one pass is created', async () => {
    await trial.decide('new-hire-3');
    await trial.faults([onCreate({ kind: 'status', status: 429, retryAfterSeconds: 1 }, 2)]);
    await trial.issue();
    expect((await trial.state()).livePasses).toHaveLength(1);
    await trial.stop();
    await expectNothingLeft(trial);
  });
});

describe('a pass that cannot be taken back at once', () => {
  it('is deleted as soon as the tenant answers again', async () => {
    await trial.decide('new-hire-3');
    await trial.issue();
    const before = trial.received('DELETE', /./);
    await trial.faults([
      { match: { method: 'DELETE', path: '/v1.0/**' }, times: 2, action: { kind: 'status', status: 500 } },
    ]);
    await trial.stop();
    await expectNothingLeft(trial);
    expect(trial.received('DELETE', /./)).toBe(before + 4);
  });
});

it('leaves no enrollment open in the journal', async () => {
  expect(await trial.close()).toEqual([]);
});
