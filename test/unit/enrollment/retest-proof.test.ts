import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignInRecord } from '../../../src/main/directory/index.ts';
import { judge, testAmong } from '../../../src/main/enrollment/retest-proof.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { methodOf, person, type Fault } from '../../support/fake-directory.ts';

let engine: Engine;
beforeEach(() => {
  engine = createEngine();
});
afterEach(() => engine.dispose());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An enrollment that came to its end just now; the end of its test in epoch milliseconds. */
const done = async (): Promise<number> => {
  engine.tenant.methods = [methodOf('password-1', 'password')];
  const enrollment = engine.begin();
  await engine.toRegister(enrollment);
  engine.tenant.methods.push(methodOf('key-1'));
  await engine.reach(enrollment, 'retest');
  await engine.clock.advance(MINUTE);
  const at = engine.clock.now();
  enrollment.send({ type: 'retested', accountId: person.id, authenticationContext: null });
  await engine.reach(enrollment, 'done');
  return at;
};
const signedIn = (at: number, ...methods: readonly string[]): SignInRecord => ({
  id: `sign-in-${at}`,
  at: new Date(at).toISOString(),
  appId: null,
  methods,
});
const look = (): Promise<number | null> => engine.clock.drive(engine.enrollments.proveRetests());
const called = () => engine.tenant.calls.filter(({ operation }) => operation === 'readSignIns').length;
const ofType = (type: string) => engine.entries().filter((entry) => entry.type === type);
const proofs = () => ofType('retest.proof').map(({ data }) => data['signInLog']);
const refused = (code: 'tenant.forbidden' | 'tenant.throttled'): Fault => ({ kind: 'refused', code });

describe('the proof of a test sign-in', () => {
  it('is pending at first, and asked for at 5, 15 and 60 minutes and after a day', async () => {
    const at = await done();
    expect(ofType('retest')[0]?.data).toMatchObject({ signInLog: 'pending' });
    const looks: number[] = [];
    let next = await look();
    expect(called()).toBe(0);
    while (next !== null) {
      looks.push(Math.round((next - at) / MINUTE));
      await engine.clock.advance(next - engine.clock.now());
      next = await look();
    }
    expect(looks).toEqual([5, 15, 60, 24 * 60]);
    expect(called()).toBe(4);
    expect(ofType('retest.proof').map(({ data }) => data)).toEqual([
      { signInLog: 'not-available', why: 'not-in-the-log' },
    ]);
    expect(await look()).toBeNull();
  });

  it('is confirmed once the log shows a passkey, and not asked for again', async () => {
    const at = await done();
    await engine.clock.advance(5 * MINUTE);
    engine.tenant.signIns = [signedIn(at - 10_000, 'Passkey (device-bound)')];
    expect(await look()).toBeNull();
    expect(ofType('retest.proof')[0]).toMatchObject({
      subject: person.id,
      data: { signInLog: 'confirmed', methods: ['Passkey (device-bound)'] },
    });
    await engine.clock.advance(HOUR);
    expect(await look()).toBeNull();
    expect(called()).toBe(1);
    expect(ofType('alert.raised')).toEqual([]);
  });

  it('is contradicted, with an alert, when the log shows a pass', async () => {
    const at = await done();
    await engine.clock.advance(5 * MINUTE);
    engine.tenant.signIns = [signedIn(at - 10_000, 'Temporary Access Pass')];
    await look();
    expect(proofs()).toEqual(['contradicted']);
    expect(ofType('alert.raised').map(({ data }) => data)).toEqual([{ code: 'retest-contradicted' }]);
  });

  it('takes no sign-in from before the pass was gone', async () => {
    const at = await done();
    await engine.clock.advance(5 * MINUTE);
    engine.tenant.signIns = [signedIn(at - 10 * MINUTE, 'Passkey (device-bound)')];
    await look();
    expect(proofs()).toEqual([]);
  });

  it('is found again after a restart, at once when it was due meanwhile', async () => {
    const at = await done();
    await engine.clock.advance(3 * HOUR);
    engine = engine.restart();
    engine.tenant.signIns = [signedIn(at, 'FIDO2 security key')];
    expect(await look()).toBeNull();
    expect(proofs()).toEqual(['confirmed']);
    engine = engine.restart();
    expect(await look()).toBeNull();
    expect(called()).toBe(1);
  });

  it('is not available to who may not read the log', async () => {
    await done();
    await engine.clock.advance(5 * MINUTE);
    engine.tenant.faults.push({ operation: 'readSignIns', fault: refused('tenant.forbidden') });
    expect(await look()).toBeNull();
    expect(proofs()).toEqual(['not-available']);
  });

  it('is asked for again when the log could not be read just now', async () => {
    await done();
    await engine.clock.advance(25 * HOUR);
    engine.tenant.faults.push({ operation: 'readSignIns', fault: refused('tenant.throttled') });
    const next = await look();
    expect(next).toBe(engine.clock.now() + HOUR);
    expect(proofs()).toEqual([]);
  });

  it('is not waited for where the logs were out of reach from the beginning', async () => {
    engine.tenant.facts = { recentPasses: { known: false, because: 'tenant.forbidden' } };
    engine = engine.restart({ policy: { repeats: { tenantAudit: false } } });
    await done();
    expect(ofType('retest')[0]?.data).toMatchObject({ signInLog: 'not-available' });
    await engine.clock.advance(HOUR);
    expect(await look()).toBeNull();
    expect(called()).toBe(0);
  });
});

describe('what the log says', () => {
  it('is of the desk’s own application, but on a phone of any', () => {
    const at = Date.UTC(2026, 10, 22, 9);
    const test = { enrollment: 'e', personId: 'p', from: at - MINUTE, at };
    const elsewhere = { ...signedIn(at, 'Passkey (device-bound)'), appId: 'another' };
    const ours = { ...elsewhere, id: 'ours', appId: 'DESK' };
    expect(testAmong([elsewhere, ours], { ...test, onPhone: false }, 'desk')).toEqual(ours);
    expect(testAmong([elsewhere], { ...test, onPhone: false }, 'desk')).toBeUndefined();
    expect(testAmong([elsewhere], { ...test, onPhone: true }, 'desk')).toEqual(elsewhere);
  });

  it.each([
    [['Passkey (device-bound)'], 'confirmed'],
    [['FIDO2 security key'], 'confirmed'],
    [['Passwordless phone sign-in'], 'confirmed'],
    [['Password', 'Mobile app notification'], 'confirmed'],
    [['Password'], 'contradicted'],
    [['Temporary Access Pass', 'Passkey (device-bound)'], 'contradicted'],
    [['Previously satisfied'], 'contradicted'],
    [[], 'contradicted'],
  ] as const)('%j is %s', (methods, verdict) => {
    expect(judge({ id: 's', at: '', appId: null, methods })).toBe(verdict);
  });
});
