import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  assessProofing,
  consequenceOf,
  evidenceFits,
  nextStep,
  stepsOf,
  trainingOf,
  unproven,
  withAnswer,
  type Answer,
  type Proofing,
} from '../../../src/main/policy/proofing.ts';
import { proofingSettings, stepIdOf } from '../../../src/main/policy/proofing-settings.ts';

const settingsOf = (steps: readonly Record<string, unknown>[], more: Record<string, unknown> = {}) =>
  proofingSettings.parse({ scripts: { 'new-hire': { steps } }, ...more });

const answered = (
  settings: ReturnType<typeof settingsOf>,
  answers: readonly (Partial<Answer> & Pick<Answer, 'step'>)[],
): Proofing =>
  answers.reduce<Proofing>((proofing, answer) => {
    const step = stepsOf(settings, 'new-hire').find((one) => stepIdOf(one) === answer.step);
    if (step === undefined) throw new Error(`no step ${answer.step}`);
    return withAnswer(proofing, step, { outcome: 'passed', documentClass: null, ticket: null, ...answer });
  }, unproven('new-hire'));

const messageOf = (value: unknown): string =>
  proofingSettings
    .safeParse(value)
    .error?.issues.map((one) => one.message)
    .join(' ') ?? 'fits';

describe('the settings', () => {
  it('ask for face, badge and document in every scenario when nothing is said', () => {
    const settings = proofingSettings.parse({});
    for (const scenario of ['new-hire', 'lost-phone', 're-registration'] as const) {
      expect(stepsOf(settings, scenario).map(stepIdOf)).toEqual(['face-photo', 'badge-held', 'document']);
    }
    expect(settings.training).toBeNull();
  });

  it.each<readonly [why: string, settings: unknown, message: string]>([
    ['a script without a step', { scripts: { 'new-hire': { steps: [] } } }, '>=1'],
    [
      'a step twice',
      { scripts: { 'new-hire': { steps: [{ kind: 'ticket' }, { kind: 'ticket' }] } } },
      'a step stands here twice',
    ],
    [
      'a question about what somebody knows',
      { scripts: { 'new-hire': { steps: [{ kind: 'knowledge' }] } } },
      'Invalid discriminator value',
    ],
    [
      'a step of the site under a built-in name',
      { scripts: { 'new-hire': { steps: [{ kind: 'site', id: 'document', text: { en: 'Seen?' } }] } } },
      'a step of the site has the name of a built-in one',
    ],
    [
      'a step of the site without a text',
      { scripts: { 'new-hire': { steps: [{ kind: 'site', id: 'uniform', text: {} }] } } },
      'a text in at least one language',
    ],
    [
      'a class of documents that nobody named',
      { scripts: { 'lost-phone': { steps: [{ kind: 'document', classes: ['seaman-book'] }] } } },
      'no such class of documents: seaman-book',
    ],
    [
      'a ticket that cannot have so many digits',
      { scripts: { 'new-hire': { steps: [{ kind: 'ticket', minimumDigits: 9, maximumDigits: 4 }] } } },
      'minimumDigits is more than maximumDigits',
    ],
    ['a training day that is none', { training: { validUntil: { a: '2026-02-30' } } }, 'Invalid ISO date'],
  ])('refuse %s', (_, settings, message) => {
    expect(messageOf(settings)).toContain(message);
  });

  it('take a class of documents that the site names', () => {
    const value = {
      scripts: { 'new-hire': { steps: [{ kind: 'document', classes: ['seaman-book'] }] } },
      documentClasses: [{ id: 'seaman-book', text: { en: "Seaman's book" } }],
    };
    expect(messageOf(value)).toBe('fits');
  });
});

describe('the script', () => {
  const settings = settingsOf([{ kind: 'badge-held' }, { kind: 'document' }]);

  it('asks its steps in order, each once', () => {
    let proofing = unproven('new-hire');
    const asked: string[] = [];
    for (let step = nextStep(settings, proofing); step !== null; step = nextStep(settings, proofing)) {
      asked.push(stepIdOf(step));
      proofing = withAnswer(proofing, step, {
        step: stepIdOf(step),
        outcome: 'passed',
        documentClass: 'passport',
        ticket: null,
      });
    }
    expect(asked).toEqual(['badge-held', 'document']);
    expect(proofing).toEqual({
      scenario: 'new-hire',
      answers: [
        { step: 'badge-held', outcome: 'passed' },
        { step: 'document', outcome: 'passed' },
      ],
      documentClass: 'passport',
      ticket: null,
    });
  });

  it('says what a no and a cannot tell lead to', () => {
    const [badge] = stepsOf(settings, 'new-hire');
    const [strict] = stepsOf(
      settingsOf([{ kind: 'document', onFail: 'escalate', onCannotTell: 'stop' }]),
      'new-hire',
    );
    if (badge === undefined || strict === undefined) throw new Error('no step');
    expect(consequenceOf(badge, 'passed')).toBe('goes-on');
    expect(consequenceOf(badge, 'failed')).toBe('refuses');
    expect(consequenceOf(badge, 'not-possible')).toBe('escalates');
    expect(consequenceOf(strict, 'failed')).toBe('escalates');
    expect(consequenceOf(strict, 'not-possible')).toBe('refuses');
  });

  it.each([
    ['INC12345', true],
    ['INC123', false],
    ['INC1234567', false],
    ['12345', false],
    ['INC12a45', false],
    ['REQ12345', false],
    [null, false],
  ])('says of the ticket %s that it fits: %s', (ticket, fits) => {
    const [step] = stepsOf(
      settingsOf([{ kind: 'ticket', prefix: 'INC', minimumDigits: 4, maximumDigits: 6 }]),
      'new-hire',
    );
    expect(step !== undefined && evidenceFits(step, { documentClass: null, ticket })).toBe(fits);
  });

  it('keeps no document class of a document that did not pass', () => {
    const proofing = answered(settings, [
      { step: 'document', outcome: 'not-possible', documentClass: 'passport' },
    ]);
    expect(proofing.documentClass).toBeNull();
  });
});

describe('the assessment', () => {
  const settings = settingsOf([
    { kind: 'badge-held' },
    { kind: 'face-photo', onFail: 'escalate' },
    { kind: 'document' },
  ]);
  const states = (proofing: Proofing | null): readonly string[] =>
    assessProofing(settings, 'new-hire', proofing).map(({ step, is }) => `${step} ${is}`);

  it('misses what was not answered', () => {
    expect(states(null)).toEqual(['badge-held missing', 'face-photo missing', 'document missing']);
  });

  it('passes each step on its own', () => {
    expect(
      states(
        answered(settings, [
          { step: 'badge-held' },
          { step: 'face-photo' },
          { step: 'document', documentClass: 'national-id' },
        ]),
      ),
    ).toEqual(['badge-held passed', 'face-photo passed', 'document passed']);
  });

  it('does not ask on after a step that refuses', () => {
    expect(states(answered(settings, [{ step: 'badge-held', outcome: 'failed' }]))).toEqual([
      'badge-held refuses',
    ]);
  });

  it('goes on after a step that escalates, and accepts no other document', () => {
    expect(
      states(
        answered(settings, [
          { step: 'badge-held' },
          { step: 'face-photo', outcome: 'failed' },
          { step: 'document', documentClass: 'employer-id' },
        ]),
      ),
    ).toEqual(['badge-held passed', 'face-photo escalates', 'document unacceptable']);
  });

  it('takes no answers that were given to the script of another scenario', () => {
    const other = { ...answered(settings, [{ step: 'badge-held' }]), scenario: 'lost-phone' } as const;
    expect(states(other)).toContain('badge-held missing');
  });
});

describe('the operator’s training', () => {
  const operator = { id: 'op-1', userPrincipalName: 'Otto@tapdesk.example' };
  const at = (iso: string, validUntil: Record<string, string> | null) =>
    trainingOf(
      proofingSettings.parse({ training: validUntil === null ? null : { validUntil } }),
      operator,
      Date.parse(iso),
    );
  const until = '2026-11-30';

  it.each([
    ['2026-11-01T00:00:00Z', 'valid', 29],
    ['2026-11-16T23:59:59.999Z', 'valid', 14],
    ['2026-11-17T00:00:00Z', 'ends-soon', 13],
    ['2026-11-30T00:00:00Z', 'ends-soon', 0],
    ['2026-11-30T23:59:59.999Z', 'ends-soon', 0],
    ['2026-12-01T00:00:00Z', 'over', -1],
  ])('stands at %s as %s with %i days', (iso, is, daysLeft) => {
    expect(at(iso, { 'otto@TAPDESK.example': until })).toEqual({ is, until, daysLeft });
  });

  it('is not asked for without a list, and is not there for who is not listed', () => {
    expect(at('2026-11-01T00:00:00Z', null)).toEqual({ is: 'not-asked' });
    expect(at('2026-11-01T00:00:00Z', { someone: until })).toEqual({ is: 'not-listed' });
  });

  it('ends with the earlier day for who is listed twice', () => {
    expect(at('2026-11-01T00:00:00Z', { 'op-1': '2026-12-31', 'otto@tapdesk.example': until })).toMatchObject(
      { until },
    );
  });
});

it('the example of the operations page is a script that the desk takes', () => {
  const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/operations.md'), 'utf8');
  const example = /### The script.*?```json\n(.*?)```/s.exec(page)?.[1] ?? '';
  expect(messageOf(JSON.parse(example))).toBe('fits');
});
