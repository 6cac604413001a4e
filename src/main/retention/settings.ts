import { z } from 'zod';

/** No window of the policy reaches further back than this; shorter, and the desk would miss passes that still count. */
const FEWEST_DAYS = 32;
const days = (least: number) => z.int().min(least).max(36_500);

/** Such as a case's number; commands and reports say it, so no name. */
const reference = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ./-]{0,63}$/, 'letters, digits, space, . / and -');

/** How long the station keeps what. Nothing of it goes while a legal hold stands. */
export const retentionConfig = z
  .strictObject({
    /** How long the tenant keeps its logs: 7 days, or 30 with Entra ID P1. */
    tenantLogDays: z.union([z.literal(7), z.literal(30)]).default(30),
    /** How often the tenant's logs are exported; well before the tenant has forgotten them. */
    exportEveryDays: z.int().min(1).max(29).default(1),
    /** Where exports go; `exports` beside the journal when left out. */
    exportFolder: z.string().min(1).nullable().default(null),
    /** After so long the desk seals its epoch at a start, so that it can go one day; null: only when asked to. */
    sealAfterDays: days(1).nullable().default(null),
    /** How long a sealed epoch stays on the station after its last entry; null: for good. */
    journalDays: days(FEWEST_DAYS).nullable().default(null),
    /** How long personal values stand beside the entries; null: as long as the entries. */
    personalDays: days(FEWEST_DAYS).nullable().default(null),
    /** While it stands nothing is pruned and no value removed, by nobody. */
    legalHold: z
      .strictObject({
        since: z.iso.date(),
        reference,
        /** Object id of who ordered it; null: not said. */
        by: z.uuid().nullable().default(null),
      })
      .nullable()
      .default(null),
    /** Who lifted the last hold, and why; it goes into the journal once `legalHold` is null again. */
    legalHoldLifted: z.strictObject({ reference, by: z.uuid() }).nullable().default(null),
  })
  .refine(
    ({ exportEveryDays, tenantLogDays }) => exportEveryDays < tenantLogDays,
    'exportEveryDays must be less than tenantLogDays: the tenant would have forgotten what is exported',
  );
/** What is said of a legal hold, as it stands now. */
export type HoldSettings = Pick<z.infer<typeof retentionConfig>, 'legalHold' | 'legalHoldLifted'>;
export type RetentionConfig = z.infer<typeof retentionConfig>;
