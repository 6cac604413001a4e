import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EnrollmentPlace } from '../../../src/main/enrollment/index.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { methodOf } from '../../support/fake-directory.ts';
import { prove } from '../../support/proving.ts';

let engine: Engine;
beforeEach(() => {
  engine = createEngine();
});
afterEach(() => engine.dispose());

describe('cancelling', () => {
  const places: readonly EnrollmentPlace[] = [
    'scenario',
    'lost-method',
    'verify',
    'decided',
    'checking-again',
    'admitting',
    'issuing',
    'awaiting-usable',
    'reveal',
    'register',
    'looking',
    'revoking',
  ];

  it.each(places)('from %s stops, takes back what was done and says why', async (place) => {
    engine.tenant.propagationLooks = 2;
    engine.tenant.methods.push(methodOf('phone-1', 'microsoftAuthenticator'));
    const enrollment = engine.begin();
    await engine.clock.runUntil(() => enrollment.view().facts !== null);
    let cancelled = false;
    enrollment.listen((view) => {
      // A method is there as soon as it can be, so that the line goes on by itself.
      if (view.at === 'looking') engine.tenant.methods.push(methodOf('key-1'));
      if (view.at === place && !cancelled) {
        cancelled = true;
        expect(enrollment.send({ type: 'cancel', why: 'enrollment.flagged' })).toBe(true);
      }
    });
    if (place === 'scenario') enrollment.send({ type: 'cancel', why: 'enrollment.flagged' });
    enrollment.send({ type: 'scenario-chosen', scenario: 'lost-phone' });
    enrollment.send({ type: 'lost-methods-chosen', methodIds: ['phone-1'] });
    prove(enrollment);
    await engine.reach(enrollment, 'decided');
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'reveal');
    enrollment.send({ type: 'noted' });
    enrollment.send({ type: 'way-chosen', way: 'security-key-here' });
    enrollment.send({ type: 'look' });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ at: 'stopped', why: 'enrollment.flagged', notUndone: [] });
    await expect(enrollment.ended).resolves.toBe('stopped');
    expect(engine.isClean()).toBe(true);
    expect(enrollment.pass()).toBeNull();
    expect(engine.entries().filter((entry) => entry.type === 'flag')).toHaveLength(1);
    expect(engine.journal.openEnrollments()).toEqual([]);
    expect(enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' })).toBe(false);
  });
});

describe('cancelling while a call is under way', () => {
  it.each(['joinGroup', 'createPass'] as const)(
    'waits for %s before taking anything back',
    async (operation) => {
      engine.tenant.faults.push({ operation, fault: { kind: 'slow', ms: 20_000 } });
      const enrollment = engine.begin();
      await engine.toDecided(enrollment);
      enrollment.send({ type: 'accepted' });
      await engine.clock.advance(5_000);
      enrollment.send({ type: 'cancel', why: 'enrollment.person-left' });
      await engine.clock.advance(5_000);
      expect(enrollment.view().at).toBe('undoing');
      await engine.reach(enrollment, 'stopped');
      expect(enrollment.view().notUndone).toEqual([]);
      expect(enrollment.pass()).toBeNull();
      // Nothing that was under way comes true afterwards.
      await engine.clock.advance(60_000);
      expect(engine.isClean()).toBe(true);
    },
  );
});

describe('time', () => {
  it.each(['scenario', 'verify', 'decided', 'reveal', 'retest'] as const)(
    'runs out at %s, and everything is taken back',
    async (place) => {
      const enrollment = engine.begin();
      const steps: Partial<Record<EnrollmentPlace, () => void>> = {
        scenario: () => enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' }),
        verify: () => prove(enrollment),
        decided: () => enrollment.send({ type: 'accepted' }),
        reveal: () => enrollment.send({ type: 'noted' }),
      };
      for (const at of ['scenario', 'verify', 'decided', 'reveal'] as const) {
        await engine.reach(enrollment, at);
        if (at === place) break;
        steps[at]?.();
      }
      engine.tenant.methods.push(methodOf('key-1'));
      await engine.reach(enrollment, place);
      await engine.reach(enrollment, 'stopped');
      expect(enrollment.view()).toMatchObject({ why: 'enrollment.expired', notUndone: [] });
      expect(engine.isClean()).toBe(true);
    },
  );

  it('is not given anew by looking', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    for (let minute = 0; minute < 44; minute += 1) {
      await engine.clock.advance(60_000);
      enrollment.send({ type: 'look' });
    }
    await engine.clock.advance(120_000);
    expect(enrollment.view()).toMatchObject({ at: 'stopped', why: 'enrollment.expired' });
  });

  it('of the pass runs out before a longer deadline', async () => {
    engine.dispose();
    engine = createEngine({
      policy: { lifetimeMinutes: 30 },
      settings: {
        deadlineSeconds: {
          scenario: 1e5,
          'lost-method': 1e5,
          verify: 1e5,
          escalation: 1e5,
          decided: 1e5,
          approval: 1e5,
          reveal: 1e5,
          register: 1e5,
          password: 1e5,
          retest: 1e5,
        },
      },
    });
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    const expiresAt = engine.clock.now() + 30 * 60_000;
    expect(enrollment.view().passExpiresAt).toBe(expiresAt);
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ why: 'pass.expired', passExpiresAt: null });
    expect(engine.isClean()).toBe(true);
  });
});
