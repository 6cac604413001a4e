import { describe, expect, it } from 'vitest';
import {
  cleanupOf,
  effectsOf,
  toRepeat,
  toUndo,
  type EffectNote,
} from '../../../src/main/enrollment/effects.ts';

const intent = (effect: string, step: string, data: EffectNote['data'] = {}): EffectNote => ({
  type: 'effect.intent',
  step,
  data: { effect, ...data },
});
const outcome = (effect: string, result: string, data: EffectNote['data'] = {}): EffectNote => ({
  type: 'effect.outcome',
  step: null,
  data: { effect, result, ...data },
});
const left = (...notes: EffectNote[]): readonly string[] => toUndo(effectsOf(notes)).map((one) => one.effect);

describe('what has to be taken back', () => {
  it('is everything that happened or may have, latest first', () => {
    expect(left(intent('a', 'admit'), outcome('a', 'ok', { added: true }), intent('b', 'issue'))).toEqual([
      'b',
      'a',
    ]);
    expect(left(intent('a', 'admit'), outcome('a', 'unknown'))).toEqual(['a']);
  });

  it('is not what surely did not happen, nor what was there before', () => {
    expect(left(intent('a', 'admit'), outcome('a', 'ok', { added: false }))).toEqual([]);
    expect(left(intent('b', 'issue'), outcome('b', 'failed'))).toEqual([]);
  });

  it('is not what was taken back, and is what taking back failed for', () => {
    const made = [intent('b', 'issue'), outcome('b', 'ok', { passId: 'p' })];
    const back = intent('c', 'revoke', { undoes: 'b' });
    expect(left(...made, back)).toEqual(['b']);
    expect(left(...made, back, outcome('c', 'failed'))).toEqual(['b']);
    expect(left(...made, back, outcome('c', 'unknown'))).toEqual(['b']);
    expect(left(...made, back, outcome('c', 'ok'))).toEqual([]);
  });

  it('is settled by a later look', () => {
    const unknown = [intent('b', 'issue'), outcome('b', 'unknown')];
    expect(left(...unknown, outcome('b', 'failed', { by: 'looking' }))).toEqual([]);
    const [record] = effectsOf([...unknown, outcome('b', 'ok', { passId: 'p' })]);
    expect(record).toMatchObject({ state: 'ok', data: { passId: 'p' } });
  });
});

describe('what closing has to do again', () => {
  it('is each effect that did not succeed, once', () => {
    const notes = [
      intent('a', 'lost-methods', { methodId: 'm-1' }),
      outcome('a', 'unknown'),
      intent('b', 'lost-methods', { methodId: 'm-1' }),
      intent('c', 'lost-methods', { methodId: 'm-2' }),
      outcome('c', 'ok'),
      intent('d', 'sessions'),
      outcome('d', 'failed'),
    ];
    expect(toRepeat(effectsOf(notes)).map((one) => [one.step, one.data['methodId']])).toEqual([
      ['lost-methods', 'm-1'],
      ['sessions', undefined],
    ]);
    expect(cleanupOf(effectsOf(notes))).toEqual({ undone: [], notUndone: ['lost-methods', 'sessions'] });
  });
});

it('passes over entries that tell of no effect', () => {
  expect(
    effectsOf([
      { type: 'enrollment.state', step: null, data: { to: 'verify' } },
      { type: 'effect.intent', step: 'unheard-of', data: { effect: 'x' } },
      outcome('y', 'ok'),
    ]),
  ).toEqual([]);
});
