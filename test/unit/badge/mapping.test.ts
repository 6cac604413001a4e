import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keyOf,
  keysOf,
  lookupOf,
  mappingConfig,
  onlyOne,
  type BadgeIdentifier,
  type MappingConfig,
  type Nameable,
} from '../../../src/main/badge/index.ts';

const mapping = (more: object = {}): MappingConfig => mappingConfig.parse(more);
const number: BadgeIdentifier = { kind: 'number', value: '1337', facility: '26' };
const typed: BadgeIdentifier = { kind: 'number', value: '1337', facility: null };
const uid: BadgeIdentifier = { kind: 'uid', value: '04A1B2C3' };
const fascN = '12345678901234561234567890112345';
const piv: BadgeIdentifier = {
  kind: 'piv',
  fascN,
  uuid: '0f1e2d3c-4b5a-4968-8776-655443322110',
  subject: 'CN=Nadia Newhire,O=Tapdesk',
};

describe('where the person of a badge is looked for', () => {
  const byAttribute = { by: 'extension-attribute', name: 'extensionAttribute10' } as const;
  const bySecurity = { by: 'custom-security-attribute', set: 'Badges', name: 'CardUuid' } as const;
  const cases: readonly (readonly [string, BadgeIdentifier, object, unknown])[] = [
    ['a number, when nothing is set', number, {}, { by: 'employee-id', value: '1337' }],
    [
      'a number with its facility',
      number,
      { number: { by: 'employee-id', from: 'facility-and-number' } },
      { by: 'employee-id', value: '26-1337' },
    ],
    ['a UID', uid, { uid: byAttribute }, { ...byAttribute, value: '04A1B2C3' }],
    [
      'a card, by its UUID',
      piv,
      { piv: bySecurity },
      { ...bySecurity, value: '0f1e2d3c-4b5a-4968-8776-655443322110' },
    ],
    [
      'a card, by its FASC-N',
      piv,
      { piv: { ...byAttribute, from: 'fasc-n' } },
      { ...byAttribute, value: fascN },
    ],
    [
      'a card, by the person in its FASC-N',
      piv,
      { piv: { by: 'employee-id', from: 'fasc-n-person' } },
      { by: 'employee-id', value: '1234567890' },
    ],
    [
      'a card, by its subject',
      piv,
      { piv: { ...byAttribute, from: 'subject' } },
      { ...byAttribute, value: 'CN=Nadia Newhire,O=Tapdesk' },
    ],
  ];
  it.each(cases)('%s', (...[, identifier, more, query]) => {
    expect(lookupOf(identifier, mapping(more))).toMatchObject({ in: 'directory', query });
  });

  it('is the table where the site says so', () => {
    expect(lookupOf(uid, mapping({ uid: { by: 'table' } }))).toMatchObject({
      in: 'table',
      key: { kind: 'uid', value: '04A1B2C3' },
    });
  });

  it.each([
    ['a kind without a rule', uid, {}, 'badge.no-rule'],
    ['a card without a rule', piv, {}, 'badge.no-rule'],
    [
      'a number without the facility that is asked for',
      typed,
      { number: { by: 'table', from: 'facility-and-number' } },
      'badge.lacks-name',
    ],
    [
      'a card without the UUID that is asked for',
      { ...piv, uuid: null },
      { piv: { by: 'table' } },
      'badge.lacks-name',
    ],
  ] as const)('is nowhere for %s', (...[, identifier, more, code]) => {
    expect(lookupOf(identifier, mapping(more))).toEqual({ in: 'nowhere', code });
  });

  it.each([
    { uid: { by: 'employee-id', from: 'number' } },
    { number: null },
    { uid: { by: 'extension-attribute', name: 'extensionAttribute16' } },
    { uid: { by: 'extension-attribute', name: "x' or '1' eq '1" } },
    { piv: { by: 'custom-security-attribute', set: 'A/B', name: 'C' } },
    { piv: { by: 'table', from: 'uid' } },
  ])('cannot be set to %j', (wrong) => {
    expect(mappingConfig.safeParse(wrong).success).toBe(false);
  });
});

describe('the one person whom a badge may name', () => {
  const one: Nameable = { accountEnabled: true, guest: false };
  const off = { ...one, accountEnabled: false };
  it.each([
    ['nobody', [], { code: 'badge.unknown' }],
    ['one', [one], { person: one }],
    ['two', [one, { ...one }], { code: 'badge.ambiguous' }],
    ['one who came back, and their earlier account', [off, one], { person: one }],
    ['two who are enabled, and one who is not', [off, one, { ...one }], { code: 'badge.ambiguous' }],
    ['one who is disabled', [off], { code: 'badge.disabled' }],
    ['two who are disabled', [off, off], { code: 'badge.disabled' }],
    [
      'one of whom the tenant does not say it',
      [{ ...one, accountEnabled: null }],
      { code: 'badge.disabled' },
    ],
    ['a guest', [{ ...one, guest: true }], { code: 'badge.guest' }],
    ['a guest and somebody', [one, { ...one, guest: true }], { code: 'badge.ambiguous' }],
  ])('of %s', (_name, people, expected) => {
    expect(onlyOne(people)).toEqual(expected);
  });
});

describe('the names of a badge in lists', () => {
  it('are all that it has, so that one of them on the list is enough', () => {
    const proof = {
      certificateThumbprint: 'a'.repeat(64),
      key: '9E',
      algorithm: 'P-256',
      revocation: 'crl',
      issuer: 'CN=Issuer',
      notAfter: 0,
    } as const;
    const texts = (identifier: BadgeIdentifier, its: typeof proof | null) =>
      keysOf({ identifier, proof: its }).map(({ kind, value }) => `${kind} ${value}`);
    expect(texts(number, null)).toEqual(['number 26-1337', 'number 1337']);
    expect(texts(typed, null)).toEqual(['number 1337']);
    expect(texts(uid, null)).toEqual(['uid 04A1B2C3']);
    expect(texts(piv, proof)).toEqual([
      'uuid 0f1e2d3c-4b5a-4968-8776-655443322110',
      `fasc-n ${fascN}`,
      'subject CN=Nadia Newhire,O=Tapdesk',
      `certificate ${'a'.repeat(64)}`,
    ]);
  });

  it.each([
    ['uid', '04:a1:b2:c3', '04A1B2C3'],
    ['uid', '04 a1 b2 c3', '04A1B2C3'],
    ['fasc-n', '1234-5678-901234-5-6-1234567890-1-1234-5', fascN],
    ['uuid', '0F1E2D3C-4B5A-4968-8776-655443322110', '0f1e2d3c-4b5a-4968-8776-655443322110'],
    ['number', ' 26-1337 ', '26-1337'],
    ['certificate', 'AA:'.repeat(31) + 'AA', 'aa'.repeat(32)],
  ] as const)('are compared in one form: %s %s', (kind, text, value) => {
    expect(keyOf(kind, text)).toEqual({ kind, value });
  });

  it.each([
    ['uid', '04A1B2C'],
    ['uid', 'xyz'],
    ['fasc-n', '123'],
    ['uuid', '0f1e2d3c'],
    ['number', ''],
    ['number', '1 2'],
    ['certificate', 'abc'],
  ] as const)('are not %s %j', (kind, text) => {
    expect(keyOf(kind, text)).toBeNull();
  });

  it('keep the form once they have it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('uid', 'uuid', 'number', 'fasc-n', 'certificate' as const),
        fc.string(),
        (kind, text) => {
          const key = keyOf(kind, text);
          if (key !== null) expect(keyOf(kind, key.value)).toEqual(key);
        },
      ),
    );
  });
});
