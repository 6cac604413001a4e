import { afterEach, describe, expect, it } from 'vitest';
import type { Enrollment } from '../../../src/main/enrollment/index.ts';
import { stepIdOf } from '../../../src/main/policy/index.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { answerTo, prove } from '../../support/proving.ts';

let engine: Engine;
afterEach(() => engine.dispose());

const scripts = (steps: readonly Record<string, unknown>[]) => ({
  proofing: { scripts: { 'new-hire': { steps: [...steps] }, 're-registration': { steps: [...steps] } } },
});

const begin = (steps?: readonly Record<string, unknown>[]): Enrollment => {
  engine = createEngine(steps === undefined ? {} : { policy: scripts(steps) });
  const enrollment = engine.begin();
  enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
  return enrollment;
};

const say = (enrollment: Enrollment, outcome: 'passed' | 'failed' | 'not-possible'): boolean => {
  const { question } = enrollment.view();
  return question !== null && enrollment.send({ type: 'answered', answer: answerTo(question.step, outcome) });
};

const proofingEntries = () => engine.entries().filter(({ type }) => type.startsWith('proofing.'));

describe('the script of a scenario', () => {
  it('is asked step by step, in its order, and each answer is on record', async () => {
    const enrollment = begin();
    const asked: string[] = [];
    while (enrollment.view().at === 'verify') {
      const { question } = enrollment.view();
      if (question === null) break;
      expect(question).toMatchObject({ number: asked.length + 1, of: 3, outcome: null });
      asked.push(stepIdOf(question.step));
      say(enrollment, 'passed');
    }
    expect(asked).toEqual(['face-photo', 'badge-held', 'document']);
    await engine.reach(enrollment, 'decided');
    expect(enrollment.view().at).toBe('decided');
    expect(proofingEntries()).toMatchObject([
      { actor: 'operator-1', data: { step: 'face-photo', outcome: 'passed', documentClass: null } },
      { actor: 'operator-1', data: { step: 'badge-held', outcome: 'passed', documentClass: null } },
      { actor: 'operator-1', data: { step: 'document', outcome: 'passed', documentClass: 'passport' } },
    ]);
  });

  it('takes no answer to another question, and none that brings less or more than is asked', () => {
    const enrollment = begin();
    const answer = { step: 'face-photo', outcome: 'passed', documentClass: null, ticket: null } as const;
    expect(enrollment.send({ type: 'answered', answer: { ...answer, step: 'document' } })).toBe(false);
    expect(enrollment.send({ type: 'answered', answer: { ...answer, documentClass: 'passport' } })).toBe(
      false,
    );
    expect(enrollment.send({ type: 'escalated' })).toBe(false);
    say(enrollment, 'passed');
    say(enrollment, 'passed');
    const document = { ...answer, step: 'document' } as const;
    for (const documentClass of [null, 'employer-id', 'library-card']) {
      expect(enrollment.send({ type: 'answered', answer: { ...document, documentClass } })).toBe(false);
    }
    expect(enrollment.view()).toMatchObject({ at: 'verify', question: { number: 3 } });
  });

  it('ends in a refusal at once with a step that failed', async () => {
    const enrollment = begin();
    say(enrollment, 'failed');
    await engine.reach(enrollment, 'refused');
    expect(enrollment.view()).toMatchObject({ at: 'refused', undone: [], notUndone: [] });
    expect(enrollment.view().decision?.reasons).toContainEqual(
      expect.objectContaining({ code: 'proofing.step-failed', params: { step: 'face-photo' } }),
    );
    expect(proofingEntries()).toHaveLength(1);
  });

  it('has somebody called about a step that nobody can tell, asks on, and then needs an approval', async () => {
    const enrollment = begin();
    say(enrollment, 'not-possible');
    expect(enrollment.view()).toMatchObject({
      at: 'escalation',
      question: { step: { kind: 'face-photo' }, outcome: 'not-possible' },
    });
    expect(say(enrollment, 'passed')).toBe(false);
    enrollment.send({ type: 'escalated' });
    expect(enrollment.view()).toMatchObject({ at: 'verify', question: { step: { kind: 'badge-held' } } });
    prove(enrollment);
    await engine.reach(enrollment, 'decided');
    expect(enrollment.view()).toMatchObject({ at: 'decided', decision: { verdict: 'approve' } });
    expect(proofingEntries().map(({ type, data }) => `${type} ${String(data['step'])}`)).toEqual([
      'proofing.answer face-photo',
      'proofing.escalated face-photo',
      'proofing.answer badge-held',
      'proofing.answer document',
    ]);
  });

  it('goes on by itself after a call about its last step', async () => {
    const enrollment = begin([{ kind: 'badge-held' }]);
    say(enrollment, 'not-possible');
    enrollment.send({ type: 'escalated' });
    await engine.reach(enrollment, 'decided');
    expect(enrollment.view()).toMatchObject({ at: 'decided', decision: { verdict: 'approve' } });
  });

  it('keeps the reference of a ticket as a personal value, its commitment alone in the chain', async () => {
    const enrollment = begin([{ kind: 'ticket', prefix: 'INC', minimumDigits: 6 }]);
    const answer = { step: 'ticket', outcome: 'passed', documentClass: null } as const;
    expect(enrollment.send({ type: 'answered', answer: { ...answer, ticket: 'INC12' } })).toBe(false);
    enrollment.send({ type: 'answered', answer: { ...answer, ticket: 'INC482915' } });
    await engine.reach(enrollment, 'decided');
    const entry = [...engine.journal.read()].find((one) => one.entry.type === 'proofing.answer')?.entry;
    expect(Object.keys(entry?.commitments ?? {})).toEqual(['ticket']);
    expect(JSON.stringify(engine.entries())).not.toContain('482915');
  });
});

describe('facts that cannot be read', () => {
  const fault = { kind: 'refused', code: 'tenant.unreachable' } as const;

  it('bring back to the scenario, whose answers still stand', async () => {
    const enrollment = begin();
    engine.tenant.faults.push({ operation: 'readFacts', fault }, { operation: 'readFacts', fault });
    prove(enrollment);
    await engine.reach(enrollment, 'scenario');
    expect(enrollment.view()).toMatchObject({ at: 'scenario', notice: 'tenant.unreachable' });
    enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
    await engine.reach(enrollment, 'decided');
    expect(enrollment.view().at).toBe('decided');
    expect(proofingEntries()).toHaveLength(3);
  });

  it('do not make a failed step pass under another scenario', async () => {
    const enrollment = begin();
    engine.tenant.faults.push({ operation: 'readFacts', fault }, { operation: 'readFacts', fault });
    say(enrollment, 'failed');
    await engine.reach(enrollment, 'scenario');
    enrollment.send({ type: 'scenario-chosen', scenario: 're-registration' });
    await engine.reach(enrollment, 'refused');
    expect(enrollment.view().at).toBe('refused');
    expect(enrollment.view().decision?.reasons.map(({ code }) => code)).toContain('proofing.step-failed');
  });
});
