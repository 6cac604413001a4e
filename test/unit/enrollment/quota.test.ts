import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../support/engine.ts';
import { methodOf } from '../../support/fake-directory.ts';

let engine: Engine;
afterEach(() => engine.dispose());

/** The most reads of methods in any ten seconds. */
const busiest = (): number => {
  const times = engine.tenant.calls
    .filter(({ operation }) => operation === 'listMethods')
    .map(({ at }) => at);
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 10_000).length));
};

describe('looking for the new method', () => {
  it('never reads more often than the tenant allows, however often somebody says that they have finished', async () => {
    engine = createEngine();
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    for (let press = 0; press < 300; press += 1) {
      enrollment.send({ type: 'look' });
      await engine.clock.advance(100);
    }
    expect(busiest()).toBe(5);
    engine.tenant.methods.push(methodOf('app-1', 'microsoftAuthenticator'));
    await engine.clock.advance(15_000);
    expect(enrollment.view().at).toBe('retest');
  });

  it('still looks at once when it is first asked, and a moment later again', async () => {
    engine = createEngine();
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    await engine.clock.advance(60_000);
    const before = engine.tenant.calls.length;
    enrollment.send({ type: 'look' });
    await engine.clock.advance(0);
    expect(engine.tenant.calls).toHaveLength(before + 1);
    engine.tenant.methods.push(methodOf('app-1', 'microsoftAuthenticator'));
    await engine.clock.advance(1_500);
    expect(enrollment.view().at).not.toBe('looking');
    expect(enrollment.view().found?.id).toBe('app-1');
  });
});
