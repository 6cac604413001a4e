import { z } from 'zod';
import { badgeHash } from './table.ts';

/** Badges that were reported lost, stolen or withdrawn: they name nobody, whatever else says they do. */
export const lostList = z.strictObject({
  v: z.literal(2),
  badges: z.array(
    z.strictObject({
      badge: badgeHash,
      /** ISO date-time. */
      since: z.iso.datetime(),
      reason: z.string().max(200).nullable(),
    }),
  ),
});
export type LostList = z.infer<typeof lostList>;

export const emptyLostList: LostList = { v: 2, badges: [] };

/** The list with a badge on it; the same list when it is there already. Pure. */
export const withLost = (
  list: LostList,
  badge: string,
  more: { readonly since: string; readonly reason: string | null },
): LostList =>
  list.badges.some((one) => one.badge === badge)
    ? list
    : { ...list, badges: [...list.badges, { badge, ...more }] };

/** The list without a badge; the same list when it is not there. Pure. */
export const withoutLost = (list: LostList, badge: string): LostList => {
  const badges = list.badges.filter((one) => one.badge !== badge);
  return badges.length === list.badges.length ? list : { ...list, badges };
};
