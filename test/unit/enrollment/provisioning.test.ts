import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Enrollment } from '../../../src/main/enrollment/index.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { person } from '../../support/fake-directory.ts';

let engine: Engine;
beforeEach(() => {
  engine = createEngine();
});
afterEach(() => engine.dispose());

const key = { id: 'key-1', clientDataJSON: 'e30', attestationObject: 'o2M' };

const atKey = async (): Promise<Enrollment> => {
  const enrollment = engine.begin();
  await engine.toRegister(enrollment);
  enrollment.send({ type: 'another-way' });
  enrollment.send({ type: 'way-chosen', way: 'provisioned-key' });
  return enrollment;
};
const notes = () =>
  engine
    .entries()
    .filter(({ step }) => step === 'provision')
    .map(({ type, data }) => [type, data['result'] ?? data['credentialId']]);
const added = (): number => engine.tenant.calls.filter(({ operation }) => operation === 'addKey').length;

describe('a key that is provisioned', () => {
  it('is registered once, and then the pass goes as with every way', async () => {
    const enrollment = await atKey();
    expect(enrollment.send({ type: 'key-made', key })).toBe(true);
    await engine.reach(enrollment, 'retest');
    expect(enrollment.view().found).toMatchObject({ id: 'key-1', aaGuid: null });
    expect(notes()).toEqual([
      ['effect.intent', 'key-1'],
      ['effect.outcome', 'ok'],
    ]);
    enrollment.send({ type: 'retested', accountId: person.id, authenticationContext: null });
    await expect(enrollment.ended).resolves.toBe('done');
    expect(engine.isClean()).toBe(true);
  });

  it('is not taken on another way', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    expect(enrollment.send({ type: 'key-made', key })).toBe(false);
    expect(added()).toBe(0);
  });

  it('leaves the person where they were when the tenant refuses it', async () => {
    engine.tenant.faults.push({ operation: 'addKey', fault: { kind: 'refused', code: 'key.refused' } });
    const enrollment = await atKey();
    enrollment.send({ type: 'key-made', key });
    await engine.clock.runUntil(() => enrollment.view().notice !== null);
    expect(enrollment.view()).toMatchObject({
      at: 'register',
      way: 'provisioned-key',
      notice: 'key.refused',
    });
    enrollment.send({ type: 'key-made', key });
    await engine.reach(enrollment, 'retest');
    expect(added()).toBe(2);
  });

  it('is looked for when the answer was lost, and not made twice', async () => {
    engine.tenant.faults.push({ operation: 'addKey', fault: { kind: 'lost-after' } });
    const enrollment = await atKey();
    enrollment.send({ type: 'key-made', key });
    await engine.reach(enrollment, 'retest');
    expect(enrollment.view().found?.id).toBe('key-1');
    expect(added()).toBe(1);
    expect(notes().map(([, result]) => result)).toEqual(['key-1', 'unknown', 'ok']);
  });

  it('is said not to be there when the enrollment ends another way', async () => {
    engine.tenant.faults.push({ operation: 'addKey', fault: { kind: 'lost-before' } });
    const enrollment = await atKey();
    enrollment.send({ type: 'key-made', key });
    await engine.reach(enrollment, 'provisioning');
    await engine.reach(enrollment, 'register');
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    expect(notes().map(([, result]) => result)).toEqual(['key-1', 'unknown', 'failed']);
  });

  it('is not assumed when the answer was lost and nothing is there', async () => {
    engine.tenant.faults.push({ operation: 'addKey', fault: { kind: 'lost-before' } });
    const enrollment = await atKey();
    enrollment.send({ type: 'key-made', key });
    await engine.reach(enrollment, 'provisioning');
    await engine.reach(enrollment, 'register');
    expect(enrollment.view()).toMatchObject({ at: 'register', found: null });
  });

  it('stays the person’s own when the enrollment is stopped, and everything else is undone', async () => {
    const enrollment = await atKey();
    enrollment.send({ type: 'key-made', key });
    await engine.reach(enrollment, 'retest');
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    expect(engine.isClean()).toBe(true);
    expect(engine.tenant.methods.map(({ id }) => id)).toContain('key-1');
    expect(enrollment.view()).toMatchObject({ notUndone: [], left: [] });
  });

  it.each([
    ['dies-after', 'ok'],
    ['dies-before', 'failed'],
  ] as const)(
    'is looked for by recovery after the process %s it: the record says %s',
    async (kind, result) => {
      engine.tenant.faults.push({ operation: 'addKey', fault: { kind } });
      const enrollment = await atKey();
      enrollment.send({ type: 'key-made', key });
      await engine.clock.runUntil(() => engine.tenant.dead);
      engine = engine.restart();
      const recovering = engine.enrollments.recover();
      const [recovered] = await engine.clock.drive(recovering);
      expect(recovered).toMatchObject({ notUndone: [], left: [] });
      expect(engine.isClean()).toBe(true);
      expect(notes()).toEqual([
        ['effect.intent', 'key-1'],
        ['effect.outcome', result],
      ]);
    },
  );
});
