// A tenant that is not fit, at the real desk: it stays closed and says why, opens once it is mended, and closes again.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { expectNothingLeft, expectProblem, startTrial, type Trial } from '../support/station.ts';

vi.setConfig({ testTimeout: 60_000 });

let trial: Trial;

beforeAll(async () => {
  // Everybody may be given a pass.
  trial = await startTrial({}, ['--variant', 'pass-selected-groups']);
}, 120_000);

afterAll(() => trial.close(), 60_000);

const method = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass';
const passFor = (ids: readonly string[]): Promise<void> =>
  trial.patch(method, {
    '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
    includeTargets: ids.map((id) => ({ id, targetType: 'group' })),
  });
const deskGroups = (): readonly string[] => {
  const { onboarding, recovery, privilegedEmergency } = trial.tenant.info['groups'] as Record<string, string>;
  return [onboarding ?? '', recovery ?? '', privilegedEmergency ?? ''];
};
/** How a check stands on the page, and what was found: the page is open, and is left. */
const onPage = async (id: string): Promise<{ readonly state: string | null; readonly text: string }> => {
  const { page, press } = trial.desk;
  const check = page.locator(`[data-check="${id}"]`);
  const state = await check.getAttribute('data-state');
  if ((await check.getAttribute('open')) === null) await check.locator('summary').click();
  const text = await check.innerText();
  await press('posture.close');
  return { state, text };
};

describe('a tenant where everybody may be given a pass', () => {
  it('keeps the desk closed with a clear sentence, and the page says what is found and how to mend it', async () => {
    const { desk } = trial;
    await trial.signIn();
    await desk.at('operator/closed');
    await expectProblem(desk.page, 'posture.not-fit');
    await desk.press('posture.show');
    await desk.at('operator/posture');
    const { state, text } = await onPage('pass.selected-groups');
    expect(state).toBe('not-fine');
    expect(text).toContain('all_users');
    expect(text).toContain('Temporary Access Pass > Include > Select groups');
    await desk.at('operator/closed');
  });

  it('opens once it is mended', async () => {
    await passFor(deskGroups());
    await trial.desk.press('desk.check-again');
    await trial.signIn();
    await trial.desk.at('operator/ready');
  });
});

describe('a tenant that changes while the desk is open', () => {
  const lookAgain = async (): Promise<void> => {
    await trial.desk.press('posture.show');
    await trial.desk.at('operator/posture');
    await trial.desk.press('posture.check');
  };

  it('closes the desk when a policy is widened to everybody, and nothing is left behind', async () => {
    await passFor(['all_users']);
    await lookAgain();
    await trial.desk.at('operator/closed');
    await expectProblem(trial.desk.page, 'posture.not-fit');
    // Whoever comes to mend it sees what was found without signing in.
    await trial.desk.press('posture.show');
    await trial.desk.at('operator/posture');
    expect((await onPage('pass.selected-groups')).state).toBe('not-fine');
    await expectNothingLeft(trial);
  });
});
