import type { RetentionConfig } from './settings.ts';

const DAY_MS = 86_400_000;

/** An epoch that is not written any more. */
export interface KeptEpoch {
  readonly file: string;
  readonly epoch: number;
  readonly how: 'sealed' | 'damaged';
  /** Epoch milliseconds of its last entry; null where none can be read. */
  readonly lastAt: number | null;
}

/** What is to be done with one. `keep` says why it stays. */
export type EpochPlan =
  | { readonly what: 'prune'; readonly epoch: KeptEpoch }
  | {
      readonly what: 'keep';
      readonly epoch: KeptEpoch;
      readonly because: 'legal-hold' | 'damaged' | 'for-good' | 'not-old-enough' | 'unreadable';
    };

const reasonToKeep = (
  { how, lastAt }: KeptEpoch,
  { legalHold, journalDays }: RetentionConfig,
  now: number,
): Extract<EpochPlan, { what: 'keep' }>['because'] | null => {
  if (legalHold !== null) return 'legal-hold';
  // It is the evidence of its own damage.
  if (how === 'damaged') return 'damaged';
  if (journalDays === null) return 'for-good';
  if (lastAt === null) return 'unreadable';
  return now - lastAt < journalDays * DAY_MS ? 'not-old-enough' : null;
};

/** What of the earlier epochs may go. Pure; every doubt keeps. */
export const planEpochs = (
  epochs: readonly KeptEpoch[],
  retention: RetentionConfig,
  now: number,
): readonly EpochPlan[] =>
  epochs.map((epoch) => {
    const because = reasonToKeep(epoch, retention, now);
    return because === null ? { what: 'prune', epoch } : { what: 'keep', epoch, because };
  });

/** The moment before which personal values go; null when none do. Pure. */
export const personalBefore = ({ legalHold, personalDays }: RetentionConfig, now: number): string | null =>
  legalHold !== null || personalDays === null ? null : new Date(now - personalDays * DAY_MS).toISOString();

/** Whether the epoch that is written now is old enough to be sealed at the next start. Pure. */
export const isToBeSealed = (
  begunAt: string | null,
  { sealAfterDays }: RetentionConfig,
  now: number,
): boolean =>
  sealAfterDays !== null && begunAt !== null && now - Date.parse(begunAt) >= sealAfterDays * DAY_MS;
