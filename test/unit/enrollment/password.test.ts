import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../support/engine.ts';
import { livePasses, methodOf, person } from '../../support/fake-directory.ts';

let engine: Engine;
afterEach(() => engine.dispose());

/** Up to where the new method was found and everything temporary is gone. */
const registered = async (passwordChange: 'not-asked' | 'offered' | 'required') => {
  engine = createEngine({ policy: { passwordChange } });
  const enrollment = engine.begin();
  await engine.toRegister(enrollment);
  engine.tenant.methods.push(methodOf('key-1'));
  await engine.reach(enrollment, passwordChange === 'not-asked' ? 'retest' : 'password');
  return enrollment;
};

const lines = (): readonly unknown[] =>
  engine
    .entries()
    .filter(({ type }) => type === 'password')
    .map(({ actor, data }) => ({ actor, ...data }));

const passwordReads = (): number =>
  engine.tenant.calls.filter(({ operation }) => operation === 'readPasswordChange').length;

describe('a new password', () => {
  it('is not asked for where the site does not want it, and nothing is read about it', async () => {
    const enrollment = await registered('not-asked');
    expect(enrollment.view()).toMatchObject({ at: 'retest', password: 'not-asked' });
    expect([passwordReads(), lines()]).toEqual([0, []]);
  });

  it('is awaited when the pass is gone, and counts once the tenant says so', async () => {
    const enrollment = await registered('required');
    expect(enrollment.view()).toMatchObject({ at: 'password', password: 'open' });
    expect([livePasses(engine.tenant), [...engine.tenant.members]]).toEqual([[], []]);
    engine.tenant.passwordChangedAt = engine.clock.now();
    await engine.reach(enrollment, 'retest');
    expect(enrollment.view()).toMatchObject({ at: 'retest', password: 'changed' });
    const changedAt = new Date(engine.tenant.passwordChangedAt).toISOString();
    expect(lines()).toEqual([{ actor: 'station', state: 'changed', changedAt }]);
    enrollment.send({ type: 'retested', accountId: person.id, authenticationContext: null });
    await expect(enrollment.ended).resolves.toBe('done');
    expect(enrollment.view()).toMatchObject({ password: 'changed' });
  });

  it('that is older than the look before the pass is not a new one', async () => {
    const enrollment = await registered('required');
    engine.tenant.passwordChangedAt = enrollment.view().facts?.readAt ?? 0;
    await engine.clock.advance(60_000);
    expect(enrollment.view()).toMatchObject({ at: 'password', password: 'open' });
  });

  it('is looked for at once when the page was sent, and every few seconds otherwise', async () => {
    const enrollment = await registered('offered');
    await engine.clock.advance(60_000);
    const before = passwordReads();
    await engine.clock.advance(50_000);
    expect(passwordReads() - before).toBe(10);
    engine.tenant.passwordChangedAt = engine.clock.now();
    enrollment.send({ type: 'look' });
    await engine.clock.advance(10);
    expect(enrollment.view().at).toBe('retest');
  });

  it('can be left out where it is offered, by the person’s own word', async () => {
    const enrollment = await registered('offered');
    expect(enrollment.send({ type: 'password-left-out' })).toBe(true);
    expect(enrollment.view()).toMatchObject({ at: 'retest', password: 'left-out' });
    expect(lines()).toEqual([{ actor: person.id, state: 'left-out' }]);
  });

  it('cannot be left out where it is required; who does not set one is not enrolled', async () => {
    const enrollment = await registered('required');
    expect(enrollment.send({ type: 'password-left-out' })).toBe(false);
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({
      at: 'stopped',
      why: 'enrollment.expired',
      password: 'open',
      notUndone: [],
    });
  });

  it('is not missed when reading fails', async () => {
    const enrollment = await registered('required');
    engine.tenant.faults.push({
      operation: 'readPasswordChange',
      fault: { kind: 'refused', code: 'tenant.unavailable' },
    });
    engine.tenant.passwordChangedAt = engine.clock.now();
    await engine.reach(enrollment, 'retest');
    expect(enrollment.view()).toMatchObject({ at: 'retest', password: 'changed' });
  });
});
