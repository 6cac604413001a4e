import type { CleanupItem } from '../../shared/index.ts';
import { textOf, toRepeat, toUndo, type EffectRecord } from './effects.ts';
import type { Left } from './port.ts';
import type { Line } from './recorder.ts';
import { endsBySelfAt } from './steps/index.ts';

/** Alerts over other things stand beside this one. */
const LEFT_BEHIND = 'left-behind';

const items: Partial<Record<EffectRecord['step'], CleanupItem>> = {
  issue: 'pass',
  admit: 'membership',
  'stolen-methods': 'stolen-methods',
  'lost-methods': 'lost-methods',
  sessions: 'sessions',
};

/** The name under which each thing is found in the tenant. */
const idOf = ({ data }: EffectRecord): string | null =>
  textOf(data, 'passId') ?? textOf(data, 'groupId') ?? textOf(data, 'methodId');

/** What may still stand in the tenant, each by the id that the tenant knows it by. Pure. */
export const leftOf = (records: readonly EffectRecord[]): readonly Left[] =>
  [...toUndo(records), ...toRepeat(records)].flatMap((record) => {
    const item = items[record.step];
    const sure = record.state === 'ok';
    return item === undefined ? [] : [{ item, id: idOf(record), sure, endsBySelfAt: endsBySelfAt(record) }];
  });

/** What a supervisor does by hand in the tenant, one word for each item. */
const byHand: Readonly<Partial<Record<CleanupItem, string>>> = {
  pass: 'delete-pass',
  membership: 'leave-group',
  'stolen-methods': 'remove-method',
  'lost-methods': 'remove-method',
  sessions: 'revoke-sessions',
};

const namesOf = (left: readonly Left[]): string[] => left.map(({ item, id }) => `${item} ${id ?? ''}`.trim());

/**
 * The alert that what is left calls for: raised once for the same things, cleared once nothing is left.
 *
 * @param raised what the standing alert names; empty when none stands
 * @returns null when nothing has changed
 */
export const alertLine = (left: readonly Left[], raised: readonly string[]): Line | null => {
  const names = namesOf(left);
  if (names.join() === raised.join()) return null;
  if (left.length === 0) return { type: 'alert.cleared', data: { alert: LEFT_BEHIND } };
  const ends = left.flatMap((one) => one.endsBySelfAt ?? []);
  return {
    type: 'alert.raised',
    data: {
      alert: LEFT_BEHIND,
      left: names,
      // For whom it falls to when the desk cannot: what to do in the tenant's admin center.
      do: left.flatMap(({ item }) => byHand[item] ?? []),
      passEndsAt: ends.length === 0 ? null : new Date(Math.max(...ends)).toISOString(),
    },
  };
};

const types: ReadonlySet<string> = new Set(['alert.raised', 'alert.cleared']);

/** What the standing alert of these notes names; empty when none stands. */
export const standingAlert = (
  notes: readonly { readonly type: string; readonly data: Line['data'] }[],
): readonly string[] => {
  const last = notes.findLast(({ type, data }) => types.has(type) && data['alert'] === LEFT_BEHIND);
  const names = last?.type === 'alert.raised' ? last.data['left'] : [];
  return Array.isArray(names) ? names : [];
};
