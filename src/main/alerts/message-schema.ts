import { z } from 'zod';

/** What a receiver gets as JSON, as `messageOf` writes it; the published JSON schema comes from here. */
export const messageSchema = z.strictObject({
  v: z.literal(1),
  type: z.literal('tapdesk.alert'),
  /** The same whenever the same alert is sent. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  at: z.iso.datetime(),
  rule: z.string(),
  severity: z.enum(['high', 'medium', 'low']),
  state: z.enum(['found', 'unknown']),
  source: z.enum(['watch', 'desk', 'schedule', 'ledger']),
  station: z.string(),
  simulated: z.boolean(),
  /** Object ids. */
  subject: z.string().nullable(),
  actor: z.string().nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
