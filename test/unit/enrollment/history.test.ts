import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../support/engine.ts';
import { methodOf, person } from '../../support/fake-directory.ts';

let engine: Engine;
beforeEach(() => {
  // The same person again and again on one day: how often is not what is counted here.
  engine = createEngine({ policy: { repeats: { passes: 10 } } });
});
afterEach(() => engine.dispose());

const done = async (minutes: number): Promise<void> => {
  engine.tenant.methods = [methodOf('password-1', 'password')];
  const enrollment = engine.begin();
  await engine.toRegister(enrollment);
  await engine.clock.advance(minutes * 60_000);
  engine.tenant.methods.push(methodOf('key-1'));
  await engine.reach(enrollment, 'retest');
  enrollment.send({ type: 'retested', accountId: person.id, authenticationContext: null });
  await engine.reach(enrollment, 'done');
};
const cancelled = async (): Promise<void> => {
  const enrollment = engine.begin();
  enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
  await engine.reach(enrollment, 'stopped');
};

describe('the day', () => {
  it('is empty at first', () => {
    expect(engine.enrollments.today()).toEqual({ done: 0, refused: 0, stopped: 0, medianMinutes: null });
  });

  it('counts endings, and the median of those that came to the end', async () => {
    await done(2);
    await done(4);
    await done(10);
    await cancelled();
    engine.tenant.facts = { roles: { known: false, because: 'tenant.forbidden' } };
    await engine.toDecided(engine.begin());
    const today = engine.enrollments.today();
    expect(today).toMatchObject({ done: 3, refused: 1, stopped: 1 });
    expect(Math.round(today.medianMinutes ?? 0)).toBe(4);
  });

  it('begins at midnight', async () => {
    await cancelled();
    await engine.clock.advance(24 * 3_600_000);
    expect(engine.enrollments.today()).toMatchObject({ stopped: 0 });
    await cancelled();
    expect(engine.enrollments.today()).toMatchObject({ stopped: 1 });
  });
});

describe('earlier passes', () => {
  it('are those that this station issued to the person, newest first', async () => {
    expect(engine.enrollments.earlierPasses(person.id)).toEqual([]);
    await done(1);
    await engine.clock.advance(3_600_000);
    await done(1);
    await cancelled();
    const passes = engine.enrollments.earlierPasses(person.id);
    expect(passes.map((one) => one.scenario)).toEqual(['new-hire', 'new-hire']);
    expect(Date.parse(passes[0]?.at ?? '')).toBeGreaterThan(Date.parse(passes[1]?.at ?? ''));
    expect(engine.enrollments.earlierPasses('somebody-else')).toEqual([]);
  });
});
