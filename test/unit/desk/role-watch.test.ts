import { expect, it } from 'vitest';
import { initialState } from '../../../src/main/desk/desk.ts';
import { watchRole } from '../../../src/main/desk/role-watch.ts';
import { createStore, type DeskState } from '../../../src/main/desk/state.ts';
import { warningsOf } from '../../../src/main/desk/warnings.ts';
import type { OperatorFacts, RoleHeld } from '../../../src/main/directory/index.ts';
import { proofingSettings } from '../../../src/main/policy/proofing-settings.ts';
import { createHandClock, settings } from '../../support/desk.ts';

const issuing = settings.issuingRoleIds[0] ?? '';
const noon = Date.UTC(2026, 10, 22, 12);

const roleUntil = (endsAt: string | null, more: Partial<RoleHeld> = {}): RoleHeld => ({
  roleId: issuing,
  scope: '/',
  how: 'active',
  viaGroupId: null,
  endsAt,
  ...more,
});

const operatorWith = (...roles: readonly RoleHeld[]): OperatorFacts => ({
  id: 'operator-1',
  displayName: 'Operator One',
  userPrincipalName: 'operator@tapdesk.example',
  roles: { known: true, value: roles },
});

const minutesLeft = (...roles: readonly RoleHeld[]): number | undefined =>
  warningsOf(operatorWith(...roles), settings, noon).flatMap((one) =>
    one.of === 'role-ends-soon' ? [one.minutes] : [],
  )[0];

it.each([
  ['a role that stays', [roleUntil(null)], undefined],
  ['a role that ends in 31 minutes', [roleUntil('2026-11-22T12:31:00Z')], undefined],
  ['a role that ends in 30 minutes', [roleUntil('2026-11-22T12:30:00Z')], 30],
  ['a role that ends in half a minute', [roleUntil('2026-11-22T12:00:30Z')], 1],
  ['a role that has ended', [roleUntil('2026-11-22T11:00:00Z')], 0],
  ['two roles, by the later', [roleUntil('2026-11-22T12:05:00Z'), roleUntil('2026-11-22T12:20:00Z')], 20],
  ['two roles of which one stays', [roleUntil('2026-11-22T12:05:00Z'), roleUntil(null)], undefined],
  [
    'a role beside one that does not let issue',
    [roleUntil('2026-11-22T12:05:00Z'), roleUntil(null, { roleId: 'reader' })],
    5,
  ],
  [
    'a role beside one that is only eligible',
    [roleUntil('2026-11-22T12:05:00Z'), roleUntil(null, { how: 'eligible' })],
    5,
  ],
])('warns of %s', (_, roles, minutes) => {
  expect(minutesLeft(...roles)).toBe(minutes);
});

it('warns of a training that ends, has ended, or was never listed', () => {
  const warned = (validUntil: Record<string, string>): readonly string[] =>
    warningsOf(
      operatorWith(roleUntil(null)),
      { ...settings, proofing: proofingSettings.parse({ training: { validUntil } }) },
      noon,
    ).map(({ of }) => of);
  expect(warned({ 'operator-1': '2027-01-01' })).toEqual([]);
  expect(warned({ 'operator-1': '2026-11-30' })).toEqual(['training-ends-soon']);
  expect(warned({ 'operator-1': '2026-11-21' })).toEqual(['training-over']);
  expect(warned({ somebody: '2027-01-01' })).toEqual(['training-not-listed']);
});

const watched = (state: Partial<DeskState>) => {
  const clock = createHandClock();
  const store = createStore({ ...initialState({ settings }), phase: 'ready', ...state });
  let lapses = 0;
  watchRole({
    ports: { clock, settings },
    store,
    lapsed: () => {
      lapses += 1;
      store.update({ phase: 'closed', operator: null });
    },
  });
  const signIn = (minutes: number): void => {
    const endsAt = new Date(clock.now() + minutes * 60_000).toISOString();
    store.update({ operator: operatorWith(roleUntil(endsAt)) });
  };
  return { clock, store, signIn, lapses: () => lapses };
};

it('closes the desk two minutes before the role ends, once, and not before', () => {
  const { clock, signIn, lapses } = watched({});
  signIn(60);
  clock.advance(57.5 * 60_000);
  expect(lapses()).toBe(0);
  clock.advance(30_000);
  expect(lapses()).toBe(1);
  clock.advance(10 * 60_000);
  expect(lapses()).toBe(1);
});

it('shows the minutes anew while they run out', () => {
  const { clock, store, signIn } = watched({});
  signIn(40);
  const before = store.revision();
  clock.advance(9 * 60_000);
  expect(store.revision()).toBe(before);
  clock.advance(3 * 60_000);
  expect(store.revision()).toBeGreaterThan(before);
});

it('breaks no enrollment off, and closes once it is over', () => {
  const { clock, store, signIn, lapses } = watched({ phase: 'enrolling' });
  signIn(10);
  clock.advance(15 * 60_000);
  expect(lapses()).toBe(0);
  store.update({ phase: 'ready' });
  clock.advance(30_000);
  expect(lapses()).toBe(1);
});

it('forgets an operator who signed out', () => {
  const { clock, store, signIn, lapses } = watched({});
  signIn(10);
  store.update({ operator: null });
  clock.advance(15 * 60_000);
  expect(lapses()).toBe(0);
});
