import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commitmentOf, hashOf } from '../../../src/main/journal/chain.ts';
import { bytesOf, parseEntry } from '../../../src/main/journal/entry.ts';

const page = readFileSync(path.resolve(import.meta.dirname, '../../../docs/journal-format.md'), 'utf8');
const bytes = page.split('\n').find((line) => line.startsWith('{"actor"')) ?? '';

describe('the published test vector', () => {
  it('is an entry in canonical form', () => {
    expect(canonicalize(parseEntry(bytes))).toBe(bytes);
  });

  it('has the published hash and commitment', () => {
    expect(page).toContain(`has the hash \`${hashOf(bytes)}\``);
    expect(parseEntry(bytes).commitments).toEqual({
      displayName: commitmentOf('000102030405060708090a0b0c0d0e0f', 'Nadia Newhire'),
    });
  });

  it('is reached by the words of the page alone', () => {
    const plain = createHash('sha256').update(Buffer.concat([Buffer.from([0]), Buffer.from(bytes)]));
    expect(hashOf(bytes)).toBe(plain.digest('hex'));
  });
});

const textOfAnyKind = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('10', '9', 'a"b', '\\ud800'));

describe('the bytes of an entry', () => {
  it('are its canonical form, whatever its data are called and hold', () => {
    const values = fc.oneof(textOfAnyKind, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer());
    fc.assert(
      fc.property(fc.dictionary(textOfAnyKind, values), (data) => {
        const entry = { ...parseEntry(bytes), data };
        expect(bytesOf(entry)).toBe(canonicalize(entry));
      }),
    );
  });

  it('are none where a text holds half a pair of UTF-16 units', () => {
    expect(() => bytesOf({ ...parseEntry(bytes), actor: '\ud800' })).toThrow('Lone surrogate');
  });
});
