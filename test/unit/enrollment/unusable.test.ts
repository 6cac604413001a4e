import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../support/engine.ts';

let engine: Engine;
beforeEach(() => {
  engine = createEngine();
});
afterEach(() => engine.dispose());

describe('a pass that nobody can use', () => {
  it.each([
    ['DisabledByPolicy', 'pass.off-by-policy', 60_000],
    ['NotYetValid', 'pass.not-yet-valid', 60_000],
    ['OneTimeUsed', 'pass.used-already', 0],
    ['Expired', 'pass.expired', 0],
    ['SomethingNew', 'pass.unusable', 60_000],
  ] as const)('is deleted, and the tenant’s reason is told: %s', async (...[usabilityReason, why, waits]) => {
    engine.tenant.usability = { usable: false, usabilityReason };
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'awaiting-usable');
    const since = engine.clock.monotonicMs();
    await engine.reach(enrollment, 'undoing');
    expect(engine.clock.monotonicMs() - since >= waits).toBe(true);
    expect(engine.clock.monotonicMs() - since < waits + 30_000).toBe(true);
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ why, undone: ['pass', 'membership'], notUndone: [] });
    expect(engine.isClean()).toBe(true);
  });
});
