import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identifierIn } from '../../../src/main/badge/index.ts';
import { wedgeSettings } from '../../support/keyboard.ts';

const settings = {
  ...wedgeSettings,
  prefix: ';',
  minLength: 4,
  maxLength: 8,
  pattern: '[0-9]+',
};

describe('the number on a badge', () => {
  it.each([
    [';1234', { number: '1234', facility: null }],
    [';12345678', { number: '12345678', facility: null }],
    [';123', { code: 'badge.incomplete' }],
    [';', { code: 'badge.incomplete' }],
    [';123456789', { code: 'badge.too-long' }],
    ['1234', { code: 'badge.unreadable' }],
    ['', { code: 'badge.unreadable' }],
    [';12a4', { code: 'badge.unreadable' }],
    [';1234\n', { code: 'badge.unreadable' }],
    [';１２３４', { code: 'badge.unreadable' }],
  ])('%j gives %j', (text, expected) => {
    expect(identifierIn(text, settings)).toEqual(expected);
  });

  it('is matched whole, also by a pattern of alternatives', () => {
    expect(identifierIn(';A123', { ...settings, pattern: 'A[0-9]+|B[0-9]+' })).toEqual({
      number: 'A123',
      facility: null,
    });
    expect(identifierIn(';XA123', { ...settings, pattern: 'A[0-9]+|B[0-9]+' })).toEqual({
      code: 'badge.unreadable',
    });
  });

  it('is never anything but what the pattern and the lengths allow', () => {
    fc.assert(
      fc.property(fc.oneof(fc.stringMatching(/^[0-9A\n]{0,12}$/), fc.string({ unit: 'binary' })), (text) => {
        const read = identifierIn(`;${text}`, settings);
        if ('number' in read) expect(read.number).toMatch(/^[0-9]{4,8}$/);
      }),
    );
  });
});
