import { describe, expect, it } from 'vitest';
import { changedParts, fingerprintOf, seenOf, type Seen } from '../../../src/main/enrollment/fingerprint.ts';
import { contextOf, type Context } from '../../../src/main/enrollment/context.ts';
import type { PersonFacts } from '../../../src/main/directory/index.ts';
import { decide } from '../../../src/main/policy/index.ts';
import { groups, operator, person } from '../../support/fake-directory.ts';
import { method } from '../../support/directory-objects.ts';
import { inputWith } from '../../support/policy-input.ts';
import { badgeOnRecord } from '../../support/badge.ts';

const input = inputWith();
const context: Context = contextOf({
  id: 'enrollment-1',
  person,
  badge: badgeOnRecord,
  operator,
  startedAt: 0,
  policy: input.config,
  groups,
  stationWays: input.stationWays,
  history: input.history,
  unresolvedEarlier: false,
});
const decision = decide(input);
const seen = (facts: Partial<PersonFacts> = {}, more: Partial<Context> = {}): Seen =>
  seenOf({ ...context, ...more }, { ...input.facts, ...facts }, decision);
const name = (of: Seen): string => fingerprintOf(of);

const two = [method('a', 'fido2'), method('b', 'password')];

describe('a fingerprint', () => {
  it('is the same for the same facts told later, in another order', () => {
    const first = seen({ methods: two, readAt: 1 });
    const again = seen({ methods: [...two].reverse(), readAt: 2 });
    expect(name(again)).toBe(name(first));
    expect(name(first)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is the same when the station was merely seen again', () => {
    const station = (lastSeenAt: string) => {
      const { station: known } = input.facts;
      if (!known.known || known.value === null) throw new Error('the sample has a station');
      return seen({ station: { known: true, value: { ...known.value, lastSeenAt } } });
    };
    expect(name(station('2026-11-22T08:00:00Z'))).toBe(name(station('2026-11-22T09:00:00Z')));
  });

  const changes: readonly (readonly [string, Seen, readonly string[]])[] = [
    ['methods', seen({ methods: two }), ['methods']],
    ['account', seen({ person: { ...input.facts.person, accountEnabled: false } }), ['account']],
    ['roles', seen({ roleAssignableGroupIds: { known: true, value: ['g-9'] } }), ['roles']],
    ['operator', seen({ operatorRoles: { known: true, value: [] } }), ['operator']],
    ['station', seen({ station: { known: true, value: null } }), ['station']],
    [
      'unknown policy',
      seen({ passPolicy: { known: false, because: 'tenant.forbidden' } }),
      ['tenant-policy'],
    ],
    ['another enrollment', seen({}, { id: 'enrollment-2' }), ['decision']],
    ['another scenario', seen({}, { scenario: 're-registration' }), ['decision']],
    ['other lost methods', seen({}, { lostMethodIds: ['a'] }), ['decision']],
  ];

  it.each(changes)('differs by %s, and says so', (_, other, parts) => {
    expect(name(other)).not.toBe(name(seen()));
    expect(changedParts(seen(), other)).toEqual(parts);
  });
});
