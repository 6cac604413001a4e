import { describe, expect, it } from 'vitest';
import { toldIn } from '../../../src/main/watching/index.ts';

const entry = {
  ...{ station: 'desk-1', at: '2026-07-01T08:00:00.000Z', type: 'decision', enrollment: 'e-1', step: null },
  ...{ actor: 'operator', subject: null, data: { verdict: 'allow', refuses: ['hours'], n: 1, no: null } },
};

describe('an entry that is watched', () => {
  it('is read from its text', () => {
    expect(toldIn(JSON.stringify(entry))).toEqual(entry);
  });

  it.each([
    ['no object', []],
    ['no station', { ...entry, station: 1 }],
    ['no time', { ...entry, at: 'yesterday' }],
    ['a day for a time', { ...entry, at: '2026-07-01' }],
    ['no type', { ...entry, type: null }],
    ['no actor', { ...entry, actor: null }],
    ['an enrollment that is a number', { ...entry, enrollment: 7 }],
    ['a subject that is missing', { ...entry, subject: undefined }],
    ['data that is a list', { ...entry, data: ['verdict'] }],
    ['an object in its data', { ...entry, data: { verdict: {} } }],
    ['a list of numbers in its data', { ...entry, data: { refuses: [1] } }],
  ])('is none with %s', (_, value) => {
    expect(() => toldIn(JSON.stringify(value))).toThrow(TypeError);
  });

  it('is none that is no JSON', () => {
    expect(() => toldIn('{')).toThrow(SyntaxError);
  });
});
