import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../support/engine.ts';
import { livePasses, methodOf, person, type Operation } from '../../support/fake-directory.ts';
import { prove } from '../../support/proving.ts';

let engine: Engine;
beforeEach(() => {
  engine = createEngine();
});
afterEach(() => engine.dispose());

const called = (operation: Operation): number =>
  engine.tenant.calls.filter((call) => call.operation === operation).length;
const retested = { type: 'retested', accountId: person.id, authenticationContext: null } as const;

describe('a refusal', () => {
  it('changes nothing and ends the enrollment with every reason', async () => {
    engine.tenant.facts = { roles: { known: false, because: 'tenant.forbidden' } };
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    expect(enrollment.view()).toMatchObject({
      at: 'refused',
      why: 'enrollment.refused',
      undone: [],
      notUndone: [],
    });
    expect(enrollment.view().decision?.reasons.map((reason) => reason.code)).toContain('privileged.unknown');
    await expect(enrollment.ended).resolves.toBe('refused');
    expect(engine.tenant.calls.map((call) => call.operation)).toEqual(['readFacts']);
    expect(engine.entries().at(-1)).toMatchObject({ type: 'enrollment.ended', data: { ending: 'refused' } });
  });

  it('comes when somebody else made a pass meanwhile, before anything is changed', async () => {
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    const made = { id: 'other', createdAt: null, startsAt: null, lifetimeMinutes: 60 };
    engine.tenant.passes = [{ ...made, usableOnce: true, usable: true, usabilityReason: 'EnabledByPolicy' }];
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'refused');
    expect(enrollment.view().at).toBe('refused');
    expect(enrollment.view().decision?.reasons.map((reason) => reason.code)).toContain('pass.someone-elses');
    expect(called('joinGroup') + called('createPass') + called('deletePass')).toBe(0);
    expect(livePasses(engine.tenant).map((pass) => pass.id)).toEqual(['other']);
  });
});

describe('admission', () => {
  it('leaves in the group who was in it already', async () => {
    engine.tenant.members.add('group-onboarding');
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    expect([...engine.tenant.members]).toEqual(['group-onboarding']);
    expect(enrollment.view().undone).toEqual(['pass']);
    expect(called('joinGroup') + called('leaveGroup')).toBe(0);
  });

  it('leaves in the group whom somebody else added at the same moment', async () => {
    engine.tenant.members.add('group-onboarding');
    engine.tenant.facts = { memberOfGroupIds: [] };
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    expect([...engine.tenant.members]).toEqual(['group-onboarding']);
  });

  it('goes on when the answer was lost and a look shows the membership, and takes it back later', async () => {
    engine.tenant.faults.push({ operation: 'joinGroup', fault: { kind: 'lost-after' } });
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    expect(enrollment.view().at).toBe('register');
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    expect(engine.isClean()).toBe(true);
  });

  it('stops when it was refused, and when it cannot be said to have happened', async () => {
    for (const fault of [{ kind: 'refused', code: 'tenant.forbidden' }, { kind: 'lost-before' }] as const) {
      engine.tenant.faults.push({ operation: 'joinGroup', fault });
      const enrollment = engine.begin();
      await engine.toDecided(enrollment);
      enrollment.send({ type: 'accepted' });
      await engine.reach(enrollment, 'stopped');
      expect(enrollment.view()).toMatchObject({ at: 'stopped', notUndone: [] });
      expect(engine.isClean()).toBe(true);
    }
    expect(called('createPass')).toBe(0);
  });
});

describe('creating the pass', () => {
  it.each(['lost-after', 'lost-before'] as const)(
    'stops and is never repeated when the answer is %s',
    async (kind) => {
      engine.tenant.faults.push({ operation: 'createPass', fault: { kind } });
      const enrollment = engine.begin();
      await engine.toDecided(enrollment);
      enrollment.send({ type: 'accepted' });
      await engine.reach(enrollment, 'stopped');
      expect(enrollment.view()).toMatchObject({ at: 'stopped', why: 'pass.outcome-unknown', notUndone: [] });
      expect(called('createPass')).toBe(1);
      expect(engine.isClean()).toBe(true);
    },
  );

  it('leaves alone a pass that appeared and may not be ours, and says that it did', async () => {
    engine.tenant.faults.push({ operation: 'createPass', fault: { kind: 'lost-before' } });
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'undoing');
    const other = { id: 'other', createdAt: null, startsAt: null, lifetimeMinutes: 480 };
    engine.tenant.passes = [
      { ...other, usableOnce: false, usable: true, usabilityReason: 'EnabledByPolicy' },
    ];
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ notUndone: ['pass'], undone: ['membership'] });
    expect(livePasses(engine.tenant)).toHaveLength(1);
    expect(engine.journal.openEnrollments()).toEqual([enrollment.view().id]);
  });

  it('waits for the policy to reach a new member, with an intent of its own for each attempt', async () => {
    const fault = { kind: 'refused', code: 'pass.not-in-scope' } as const;
    engine.tenant.faults.push({ operation: 'createPass', fault }, { operation: 'createPass', fault });
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    expect(enrollment.view().at).toBe('register');
    const intents = engine
      .entries()
      .filter((entry) => entry.type === 'effect.intent' && entry.step === 'issue');
    expect(intents).toHaveLength(3);
    expect(livePasses(engine.tenant)).toHaveLength(1);
  });

  it('does not wait longer for it than the settings allow', async () => {
    const fault = { kind: 'refused', code: 'pass.not-in-scope' } as const;
    engine.tenant.faults.push(
      ...Array.from({ length: 100 }, () => ({ operation: 'createPass', fault }) as const),
    );
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    const from = engine.clock.monotonicMs();
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({
      why: 'pass.not-in-scope',
      undone: ['membership'],
      notUndone: [],
    });
    expect(engine.clock.monotonicMs() - from).toBeLessThanOrEqual(75_000);
  });

  it('tries again when the service is busy, and not when it refuses', async () => {
    engine.tenant.faults.push({
      operation: 'createPass',
      fault: { kind: 'refused', code: 'tenant.throttled', retryable: true },
    });
    const patient = engine.begin();
    await engine.toRegister(patient);
    expect(patient.view().at).toBe('register');
    patient.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(patient, 'stopped');
    engine.tenant.faults.push({
      operation: 'createPass',
      fault: { kind: 'refused', code: 'tenant.forbidden' },
    });
    const refused = engine.begin();
    await engine.toDecided(refused);
    refused.send({ type: 'accepted' });
    await engine.reach(refused, 'stopped');
    expect(refused.view().why).toBe('tenant.forbidden');
    expect(called('createPass')).toBe(3);
    expect(engine.isClean()).toBe(true);
  });

  it('deletes a pass that is not as asked', async () => {
    engine.tenant.usableOnceGranted = false;
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ why: 'pass.not-as-asked', undone: ['pass', 'membership'] });
    expect(enrollment.pass()).toBeNull();
    expect(engine.isClean()).toBe(true);
  });

  it('shows it only once the tenant lists it as usable', async () => {
    engine.tenant.propagationLooks = 4;
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    expect(enrollment.view().at).toBe('register');
    expect(called('listPasses')).toBe(5);
  });

  it.each([16, 18, 24, 30])(
    'gives up on a pass that stays unseen for %i looks, and is not sure too early that it is gone',
    async (looks) => {
      engine.tenant.propagationLooks = looks;
      const enrollment = engine.begin();
      await engine.toDecided(enrollment);
      enrollment.send({ type: 'accepted' });
      await engine.reach(enrollment, 'stopped');
      expect(enrollment.view()).toMatchObject({
        why: 'pass.unusable',
        undone: ['pass', 'membership'],
        notUndone: [],
      });
      expect(engine.isClean()).toBe(true);
    },
  );

  it('costs four round trips after the operator has accepted', async () => {
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    const before = engine.tenant.calls.length;
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'reveal');
    expect(engine.tenant.calls.slice(before).map((call) => call.operation)).toEqual([
      'readFacts',
      'joinGroup',
      'createPass',
      'listPasses',
    ]);
  });

  it('happens once however often the operator accepts', async () => {
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    expect([enrollment.send({ type: 'accepted' }), enrollment.send({ type: 'accepted' })]).toEqual([
      true,
      false,
    ]);
    await engine.reach(enrollment, 'reveal');
    expect(called('createPass')).toBe(1);
  });
});

describe('the lost phone', () => {
  it('loses its methods only after the new one was proven', async () => {
    engine.tenant.methods.push(
      methodOf('phone-1', 'microsoftAuthenticator'),
      methodOf('other-1', 'softwareOath'),
    );
    const enrollment = engine.begin();
    await engine.toRegister(enrollment, 'lost-phone', ['phone-1']);
    engine.tenant.methods.push(methodOf('key-1'));
    await engine.reach(enrollment, 'retest');
    expect(engine.tenant.methods.map((method) => method.id)).toContain('phone-1');
    enrollment.send(retested);
    await engine.reach(enrollment, 'done');
    expect(engine.tenant.methods.map((method) => method.id)).toEqual(['password-1', 'other-1', 'key-1']);
    expect(enrollment.view().undone).toEqual(['pass', 'membership', 'lost-methods', 'sessions']);
  });

  it('loses what was stolen before anything else is changed, and the record says how long it stayed usable', async () => {
    engine.tenant.methods.push(
      methodOf('phone-1', 'microsoftAuthenticator'),
      methodOf('key-old', 'fido2', '2025-01-01T00:00:00Z'),
    );
    const enrollment = engine.begin();
    await engine.clock.runUntil(() => enrollment.view().facts !== null);
    enrollment.send({ type: 'scenario-chosen', scenario: 'lost-phone' });
    enrollment.send({
      type: 'lost-methods-chosen',
      methodIds: ['phone-1', 'key-old'],
      fates: { 'phone-1': 'stolen', 'key-old': 'replaced' },
      reportedAt: engine.clock.now(),
    });
    await engine.clock.advance(90_000);
    prove(enrollment);
    await engine.reach(enrollment, 'decided');
    expect(engine.tenant.methods.map((method) => method.id)).toContain('phone-1');
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'reveal');
    const order = engine.tenant.calls.map(({ operation }) => operation);
    expect(order.filter((one) => /removeMethod|revokeSign|joinGroup|createPass/.test(one))).toEqual([
      'removeMethod',
      'revokeSignInSessions',
      'joinGroup',
      'createPass',
    ]);
    expect(engine.tenant.methods.map((method) => method.id)).toEqual(['password-1', 'key-old']);
    const removal = engine.journal
      .ofEnrollment(enrollment.view().id)
      .find(({ entry }) => entry.type === 'effect.outcome' && entry.step === 'stolen-methods');
    expect(removal?.entry.data).toMatchObject({ result: 'ok', found: 'removed', usableMinutes: 1.5 });
    enrollment.send({ type: 'cancel', why: 'enrollment.person-left' });
    await engine.reach(enrollment, 'stopped');
    // It stays removed, and that is said.
    expect(enrollment.view().undone).toEqual(['pass', 'membership', 'stolen-methods', 'sessions']);
    expect(engine.tenant.methods.map((method) => method.id)).toEqual(['password-1', 'key-old']);
  });

  it.each([
    ['refused', { kind: 'refused', code: 'tenant.forbidden' }],
    ['lost on the way', { kind: 'lost-before' }],
  ] as const)('with a theft makes no pass while the removal is %s', async (_, fault) => {
    engine.tenant.methods.push(methodOf('phone-1', 'microsoftAuthenticator'));
    for (let count = 0; count < 8; count += 1)
      engine.tenant.faults.push({ operation: 'removeMethod', fault });
    const enrollment = engine.begin();
    await engine.clock.runUntil(() => enrollment.view().facts !== null);
    enrollment.send({ type: 'scenario-chosen', scenario: 'lost-phone' });
    enrollment.send({
      type: 'lost-methods-chosen',
      methodIds: ['phone-1'],
      fates: { 'phone-1': 'stolen' },
    });
    prove(enrollment);
    await engine.reach(enrollment, 'decided');
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view().notUndone).toEqual(['stolen-methods']);
    expect(engine.tenant.calls.filter(({ operation }) => operation === 'createPass')).toEqual([]);
    // Recovery goes on with it: whose phone was stolen is waiting for that.
    engine.tenant.faults.splice(0);
    const recovered = engine.enrollments.recover();
    await engine.clock.advance(60_000);
    await recovered;
    expect(engine.tenant.methods.map((method) => method.id)).toEqual(['password-1']);
  });

  it('must name a method that is registered and can be lost', async () => {
    engine.tenant.methods.push(methodOf('phone-1', 'microsoftAuthenticator'));
    const enrollment = engine.begin();
    await engine.clock.runUntil(() => enrollment.view().facts !== null);
    enrollment.send({ type: 'scenario-chosen', scenario: 'lost-phone' });
    for (const methodIds of [[], ['nobody'], ['password-1'], ['phone-1', 'nobody']]) {
      expect(enrollment.send({ type: 'lost-methods-chosen', methodIds })).toBe(false);
    }
    expect(enrollment.send({ type: 'lost-methods-chosen', methodIds: ['phone-1'] })).toBe(true);
  });
});

describe('registering', () => {
  it('does not take for new what was there before, what is older than the pass, nor what does not count', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    engine.tenant.methods.push(methodOf('old', 'fido2', '2020-01-01T00:00:00Z'), methodOf('p', 'password'));
    await engine.clock.advance(20_000);
    expect(enrollment.view()).toMatchObject({ at: 'register', notice: null });
    engine.tenant.methods.push(methodOf('call', 'phone'));
    await engine.clock.advance(6_000);
    expect(enrollment.view()).toMatchObject({ at: 'register', notice: 'register.not-accepted' });
    engine.tenant.methods.push(
      methodOf('app', 'microsoftAuthenticator', new Date(engine.clock.now()).toISOString()),
    );
    await engine.reach(enrollment, 'retest');
    expect(enrollment.view()).toMatchObject({ at: 'retest', found: { id: 'app' } });
  });

  it('looks every five seconds, and at once when asked', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    await engine.clock.advance(60_000);
    expect(called('listMethods')).toBe(12);
    engine.tenant.methods.push(methodOf('key-1'));
    const at = engine.clock.monotonicMs();
    expect(enrollment.send({ type: 'look' })).toBe(true);
    await engine.reach(enrollment, 'retest');
    expect(engine.clock.monotonicMs()).toBe(at);
  });

  it('says on the phone way that nothing new was found, and keeps looking', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    enrollment.send({ type: 'look' });
    await engine.reach(enrollment, 'register');
    expect(enrollment.view()).toMatchObject({ at: 'register', notice: 'register.nothing-new' });
    expect(called('listMethods')).toBe(2);
    engine.tenant.methods.push(methodOf('key-1'));
    await engine.reach(enrollment, 'retest');
    expect(enrollment.view().at).toBe('retest');
  });

  it('survives looks that fail', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    engine.tenant.methods.push(methodOf('key-1'));
    const fault = { kind: 'refused', code: 'tenant.throttled' } as const;
    engine.tenant.faults.push({ operation: 'listMethods', fault }, { operation: 'listMethods', fault });
    await engine.reach(enrollment, 'retest');
    expect(enrollment.view().at).toBe('retest');
  });

  it('lets the way be chosen again', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    expect(enrollment.view().way).toBe('authenticator-on-phone');
    expect(enrollment.send({ type: 'another-way' })).toBe(true);
    expect(enrollment.view()).toMatchObject({ at: 'register', way: null });
    enrollment.send({ type: 'way-chosen', way: 'security-key-here' });
    expect(enrollment.view().way).toBe('security-key-here');
  });
});

describe('the retest', () => {
  const atRetest = async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    engine.tenant.methods.push(methodOf('key-1'));
    await engine.reach(enrollment, 'retest');
    return enrollment;
  };

  it('does not accept somebody else, and may be tried again', async () => {
    const enrollment = await atRetest();
    enrollment.send({ ...retested, accountId: 'somebody-else' });
    expect(enrollment.view()).toMatchObject({ at: 'retest', notice: 'sign-in.wrong-person' });
    enrollment.send({ type: 'retest-failed', code: 'sign-in.cancelled' });
    expect(enrollment.view()).toMatchObject({ at: 'retest', notice: 'sign-in.cancelled' });
    enrollment.send(retested);
    await engine.reach(enrollment, 'done');
    expect(enrollment.view().at).toBe('done');
  });

  it('given up, keeps the new method and leaves nothing temporary', async () => {
    const enrollment = await atRetest();
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ undone: ['pass', 'membership'], notUndone: [] });
    expect(engine.tenant.methods.map((method) => method.id)).toContain('key-1');
    expect(engine.isClean()).toBe(true);
    expect(engine.tenant.sessionsRevoked).toBe(0);
  });

  it('done, cannot be stopped by walking off', async () => {
    const enrollment = await atRetest();
    enrollment.send(retested);
    expect(enrollment.send({ type: 'cancel', why: 'enrollment.person-left' })).toBe(false);
    await engine.reach(enrollment, 'done');
    expect(enrollment.view().at).toBe('done');
  });
});

describe('facts', () => {
  it('that cannot be read bring the operator back to choose again', async () => {
    const fault = { kind: 'refused', code: 'tenant.unreachable' } as const;
    engine.tenant.faults.push({ operation: 'readFacts', fault }, { operation: 'readFacts', fault });
    const enrollment = engine.begin();
    await engine.clock.advance(0);
    enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
    prove(enrollment);
    await engine.clock.advance(0);
    expect(enrollment.view()).toMatchObject({ at: 'scenario', notice: 'tenant.unreachable' });
    enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
    await engine.reach(enrollment, 'decided');
    expect(enrollment.view()).toMatchObject({ at: 'decided', notice: null });
    engine.tenant.faults.push({ operation: 'readFacts', fault });
    enrollment.send({ type: 'accepted' });
    await engine.clock.advance(0);
    expect(enrollment.view()).toMatchObject({ at: 'decided', notice: 'tenant.unreachable' });
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'reveal');
    expect(enrollment.view().at).toBe('reveal');
  });
});

describe('the pass', () => {
  it('is given only while it may be seen, and stands in no log and no entry', async () => {
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    expect(enrollment.pass()).toBeNull();
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'awaiting-usable');
    await engine.reach(enrollment, 'reveal');
    const text = engine.tenant.texts[0] ?? 'none was made';
    expect(enrollment.pass()?.unwrap()).toBe(text);
    const views = JSON.stringify(enrollment.view());
    enrollment.send({ type: 'noted' });
    expect(enrollment.pass()?.unwrap()).toBe(text);
    engine.tenant.methods.push(methodOf('key-1'));
    await engine.reach(enrollment, 'revoking');
    expect(enrollment.pass()).toBeNull();
    await engine.reach(enrollment, 'retest');
    expect(enrollment.pass()).toBeNull();
    expect(views + engine.logged.join() + JSON.stringify(engine.entries())).not.toContain(text);
  });
});
