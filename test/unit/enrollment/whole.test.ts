import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../support/engine.ts';
import { livePasses, methodOf, person } from '../../support/fake-directory.ts';

let engine: Engine;
afterEach(() => engine.dispose());

describe('a whole enrollment', () => {
  it('ends done, with nothing temporary left and everything on record', async () => {
    engine = createEngine();
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    expect(livePasses(engine.tenant)).toHaveLength(1);
    expect([...engine.tenant.members]).toEqual(['group-onboarding']);
    engine.tenant.methods.push(methodOf('key-1'));
    await engine.reach(enrollment, 'retest');
    expect(livePasses(engine.tenant)).toEqual([]);
    expect([...engine.tenant.members]).toEqual([]);
    enrollment.send({ type: 'retested', accountId: person.id, authenticationContext: null });
    await engine.reach(enrollment, 'done');
    await expect(enrollment.ended).resolves.toBe('done');
    expect(enrollment.view()).toMatchObject({
      at: 'done',
      why: null,
      found: { id: 'key-1' },
      undone: ['pass', 'membership', 'sessions'],
      notUndone: [],
      passExpiresAt: null,
    });
    expect(engine.tenant.sessionsRevoked).toBe(1);
    expect(engine.journal.verify()).toMatchObject({ ok: true });
    expect(engine.journal.openEnrollments()).toEqual([]);
    expect(
      engine.entries().map((entry) => [entry.type, entry.step ?? entry.data['to'] ?? ''].join(' ').trim()),
    ).toEqual([
      'enrollment.begun',
      'enrollment.state verify',
      'proofing.answer',
      'proofing.answer',
      'proofing.answer',
      'decision',
      'enrollment.state decided',
      'enrollment.state checking-again',
      'decision',
      'enrollment.state admitting',
      'effect.intent admit',
      'effect.outcome admit',
      'enrollment.state issuing',
      'effect.intent issue',
      'effect.outcome issue',
      'enrollment.state awaiting-usable',
      'pass.usable issue',
      'enrollment.state reveal',
      'enrollment.state register',
      'way',
      'method.found',
      'enrollment.state revoking',
      'effect.intent revoke',
      'effect.intent leave',
      'effect.outcome revoke',
      'effect.outcome leave',
      'enrollment.state retest',
      'retest',
      'enrollment.state closing',
      'effect.intent sessions',
      'effect.outcome sessions',
      'enrollment.state done',
      'enrollment.ended',
    ]);
  });

  it('has the badge on record at its beginning and with the pass that was issued on it', async () => {
    engine = createEngine();
    await engine.toRegister(engine.begin());
    const shown = {
      badgeStrength: 'identifier',
      badgeTechnology: 'wedge',
      badge: 'b'.repeat(64),
      badgeCertificate: null,
    };
    const [begun] = engine.entries();
    expect(begun).toMatchObject({ type: 'enrollment.begun', data: { ...shown, badgeRule: 'employee-id' } });
    const intents = engine.entries().filter(({ type, step }) => type === 'effect.intent' && step === 'issue');
    expect(intents).toHaveLength(1);
    expect(intents[0]?.data).toMatchObject(shown);
  });
});
