import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../support/engine.ts';
import { prove } from '../../support/proving.ts';

let engine: Engine;
beforeEach(() => {
  engine = createEngine();
});
afterEach(() => engine.dispose());

const fault = { kind: 'refused', code: 'tenant.throttled' } as const;
const states = () => engine.entries().filter(({ type }) => type === 'enrollment.state');

it('a read that failed leaves its id with the notice, and in the record', async () => {
  engine.tenant.faults.push({ operation: 'readFacts', fault }, { operation: 'readFacts', fault });
  const enrollment = engine.begin();
  await engine.clock.advance(0);
  enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
  prove(enrollment);
  await engine.clock.advance(0);
  const { notice, trouble } = enrollment.view();
  expect(trouble).toMatchObject({ code: notice, retryAfterSeconds: null });
  expect(states().at(-1)?.data).toMatchObject({ notice, correlationId: trouble?.correlationId });
});

it('an effect that failed leaves the id of its own intent with the ending', async () => {
  const enrollment = engine.begin();
  await engine.toDecided(enrollment);
  const refused = { kind: 'refused', code: 'tenant.forbidden' } as const;
  engine.tenant.faults.push({ operation: 'createPass', fault: refused });
  enrollment.send({ type: 'accepted' });
  await engine.reach(enrollment, 'stopped');
  const { why, trouble } = enrollment.view();
  const intent = engine.entries().find(({ type, step }) => type === 'effect.intent' && step === 'issue');
  expect(trouble).toEqual({ code: why, correlationId: intent?.data['effect'], retryAfterSeconds: null });
});

it('nothing failed: nothing is told', async () => {
  const enrollment = engine.begin();
  await engine.toDecided(enrollment);
  expect(enrollment.view().trouble).toBeNull();
  expect(states().every(({ data }) => !('correlationId' in data))).toBe(true);
});
