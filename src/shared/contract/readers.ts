import { z } from 'zod';
import { problemCode } from './problems.ts';
import { badgeStrength, badgeTechnology } from './words.ts';

/** How keyboard readers end a read, and what their characters stand for. */
export const badgeFormat = z.strictObject({
  suffix: z.enum(['enter', 'tab', 'none']),
  layout: z.enum(['plain', 'h10301', 'corporate-1000', 'h10302', 'h10304']),
  digits: z.enum(['decimal', 'hex', 'facility-and-card']),
});
export type BadgeFormat = z.infer<typeof badgeFormat>;

/** A badge that was held to a reader to be looked at. */
const trial = z.strictObject({
  /** Both null where nothing could be read. */
  technology: badgeTechnology.nullable(),
  strength: badgeStrength.nullable(),
  /** What names the badge; all but the last characters masked until somebody asks. */
  names: z.array(
    z.strictObject({
      kind: z.enum(['number', 'uid', 'fasc-n', 'uuid', 'subject', 'certificate']),
      value: z.string(),
    }),
  ),
  /** Why it could not be read, or is nobody's. */
  code: problemCode.nullable(),
  rule: z
    .strictObject({
      by: z.enum(['employee-id', 'extension-attribute', 'custom-security-attribute', 'table']),
      /** Of the attribute; null where there is none. */
      name: z.string().nullable(),
    })
    .nullable(),
  /** Name and user name. */
  person: z.string().nullable(),
  lookup: z.enum(['running', 'not-signed-in', 'over']),
});

/** What is attached, what a badge says and whose it is. Nobody is enrolled from here. */
export const readersScreen = z.strictObject({
  kind: z.literal('operator/readers'),
  service: z.enum(['running', 'not-running', 'not-there', 'not-used']),
  readers: z.array(z.strictObject({ name: z.string(), state: z.enum(['ready', 'card', 'gone']) })),
  trial: trial.nullable(),
  numberShown: z.boolean(),
  format: badgeFormat,
  formatMay: z.enum(['change', 'locked', 'not-signed-in']),
  formatState: z.enum(['in-force', 'tried', 'saved']),
});
