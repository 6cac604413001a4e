import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testAmong } from '../../../src/main/enrollment/retest-proof.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { livePasses, methodOf, person } from '../../support/fake-directory.ts';

let engine: Engine;
beforeEach(() => {
  engine = createEngine();
});
afterEach(() => engine.dispose());

const MINUTE = 60_000;
const ofType = (type: string) => engine.entries().filter((entry) => entry.type === type);

const atRetest = async () => {
  const enrollment = engine.begin();
  await engine.toRegister(enrollment);
  engine.tenant.methods.push(methodOf('passkey-1'));
  await engine.reach(enrollment, 'retest');
  return enrollment;
};

describe('a test sign-in on the person’s own phone', () => {
  it('ends the enrollment by the person’s word, and the record says whose word it is', async () => {
    const enrollment = await atRetest();
    expect(enrollment.send({ type: 'retested-on-phone' })).toBe(true);
    await engine.reach(enrollment, 'done');
    expect(enrollment.view()).toMatchObject({ at: 'done', retested: 'on-phone' });
    expect(ofType('retest')[0]).toMatchObject({
      actor: person.id,
      data: {
        accountId: person.id,
        authenticationContext: null,
        signInLog: 'pending',
        freshWindow: false,
        passExisted: false,
        onPhone: true,
      },
    });
    expect(livePasses(engine.tenant)).toEqual([]);
  });

  it('is not taken where the tenant’s log cannot follow', async () => {
    engine.tenant.facts = { recentPasses: { known: false, because: 'tenant.forbidden' } };
    engine = engine.restart({ policy: { repeats: { tenantAudit: false } } });
    const enrollment = await atRetest();
    expect(enrollment.send({ type: 'retested-on-phone' })).toBe(false);
    expect(enrollment.view()).toMatchObject({ at: 'retest', retested: null });
  });

  it('is not taken while a pass exists', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    expect(enrollment.send({ type: 'retested-on-phone' })).toBe(false);
  });

  it('is confirmed by a sign-in at any application', async () => {
    const enrollment = await atRetest();
    await engine.clock.advance(MINUTE);
    const at = new Date(engine.clock.now() - 10_000).toISOString();
    enrollment.send({ type: 'retested-on-phone' });
    await engine.reach(enrollment, 'done');
    await engine.clock.advance(5 * MINUTE);
    engine.tenant.signIns = [{ id: 's', at, appId: 'another-app', methods: ['Passkey (device-bound)'] }];
    await engine.clock.drive(engine.enrollments.proveRetests());
    expect(ofType('retest.proof').map(({ data }) => data['signInLog'])).toEqual(['confirmed']);
    expect(ofType('alert.raised')).toEqual([]);
  });

  it('is looked for at any application, and a test at the desk at the desk’s own alone', () => {
    const at = Date.UTC(2026, 10, 28, 12);
    const one = { id: 's', at: new Date(at).toISOString(), appId: 'another-app', methods: [] };
    const unproven = { enrollment: 'e', personId: 'p', from: at - MINUTE, at };
    expect(testAmong([one], { ...unproven, onPhone: true }, 'desk')).toBe(one);
    expect(testAmong([one], { ...unproven, onPhone: false }, 'desk')).toBeUndefined();
  });

  it('raises an alert when a day later the log does not show it', async () => {
    const enrollment = await atRetest();
    enrollment.send({ type: 'retested-on-phone' });
    await engine.reach(enrollment, 'done');
    await engine.clock.advance(25 * 60 * MINUTE);
    expect(await engine.clock.drive(engine.enrollments.proveRetests())).toBeNull();
    expect(ofType('retest.proof').map(({ data }) => data['signInLog'])).toEqual(['not-available']);
    expect(ofType('alert.raised').map(({ data }) => data)).toEqual([{ code: 'retest-unproven' }]);
  });
});
