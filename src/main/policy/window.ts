const MINUTE_MS = 60_000;

/** How long two records of one pass may lie apart: the desk's clock and the tenant's differ by less. */
const SAME_PASS_MS = 2 * MINUTE_MS;

/** Times in the last so many minutes before `now`, oldest first; what lies exactly that far back is out. Pure. */
export const within = (times: readonly number[], now: number, minutes: number): readonly number[] =>
  times.filter((at) => at > now - minutes * MINUTE_MS).sort((one, other) => one - other);

/** Both records' passes, each counted once: one record of ours stands for at most one of the tenant's. Pure. */
export const unitedPasses = (own: readonly number[], tenants: readonly number[]): readonly number[] => {
  const left = [...own];
  const others = tenants.filter((at) => {
    const same = left.findIndex((one) => Math.abs(one - at) <= SAME_PASS_MS);
    if (same >= 0) left.splice(same, 1);
    return same < 0;
  });
  return [...own, ...others];
};

/** Whole minutes until fewer than `passes` of these lie in the window; `recent` oldest first. Pure. */
export const minutesToWait = (
  recent: readonly number[],
  now: number,
  window: { readonly passes: number; readonly minutes: number },
): number => {
  const leaving = recent[recent.length - window.passes] ?? now;
  return Math.max(1, Math.ceil((leaving + window.minutes * MINUTE_MS - now) / MINUTE_MS));
};

/** Whole minutes until a window no longer reaches back to where passes may be missing; 0 when it does not. Pure. */
export const minutesMissing = (missingUntil: number | null, now: number, minutes: number): number =>
  missingUntil === null ? 0 : Math.max(0, Math.ceil((missingUntil + minutes * MINUTE_MS - now) / MINUTE_MS));
