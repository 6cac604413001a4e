import { z } from 'zod';

/**
 * What the main process and the process that speaks to readers say to each other. Nothing else of a card crosses:
 * no command, no answer, no data that was not taken apart. Both sides parse what they get; what does not parse ends
 * the process that sent it.
 */

const name = z.string().min(1).max(256);
/** Names one card from its coming to its going; never used again. */
const session = z.int().min(1);
const base64 = (most: number) => z.base64().min(1).max(most);

export const pivKey = z.enum(['9E', '9A']);
export const pivAlgorithm = z.enum(['RSA-2048', 'P-256', 'P-384']);

/** Ways to read a card that lies on a reader. */
export const cardTechnology = z.enum(['uid', 'piv']);

export const readPlan = z.strictObject({
  technologies: z.array(cardTechnology).min(1),
  key: pivKey,
  /** Parts of the names of the readers to use; all when there is none. */
  readers: z.array(name),
});
export type ReadPlan = z.infer<typeof readPlan>;

export const toCards = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('begin'), plan: readPlan }),
  z.strictObject({
    type: z.literal('prove'),
    session,
    key: pivKey,
    algorithm: pivAlgorithm,
    /** What the card is to sign, as its key takes it. */
    block: base64(512),
    /** Six to eight digits; goes to the card and is forgotten. */
    pin: z
      .string()
      .regex(/^[0-9]{6,8}$/)
      .nullable(),
  }),
]);
export type ToCards = z.infer<typeof toCards>;

/** Why a card was not read; each becomes a misread of the same code. */
export const cardFaultCode = z.enum([
  'badge.no-proof',
  'badge.wrong-kind',
  'badge.wrong-answer',
  'badge.cut-short',
  'badge.oversized',
  'badge.malformed',
  'badge.taken-away',
  'badge.reader-failed',
]);
export type CardFaultCode = z.infer<typeof cardFaultCode>;

const chuid = z.strictObject({
  fascN: z
    .string()
    .regex(/^[0-9]{32}$/)
    .nullable(),
  uuid: z.string().length(36).nullable(),
  expires: z
    .string()
    .regex(/^[0-9]{8}$/)
    .nullable(),
});

export const cardContent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('uid'), uid: z.string().regex(/^([0-9A-F]{2}){4,10}$/) }),
  z.strictObject({
    kind: z.literal('piv'),
    chuid: chuid.nullable(),
    /** DER of the certificate of the key that the plan names. */
    certificate: base64(12_000),
    /** Tries of the PIN that are left, where it will be needed and the card says so. */
    pinTries: z.int().min(0).max(15).nullable(),
  }),
]);
export type CardContent = z.infer<typeof cardContent>;
export type PivContent = Extract<CardContent, { readonly kind: 'piv' }>;

export const fromCards = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('service'), state: z.enum(['running', 'not-running', 'not-there']) }),
  z.strictObject({
    type: z.literal('readers'),
    readers: z.array(z.strictObject({ name, state: z.enum(['ready', 'card', 'gone']) })).max(64),
  }),
  z.strictObject({ type: z.literal('card'), session, reader: name, content: cardContent }),
  z.strictObject({ type: z.literal('unread'), session, reader: name, code: cardFaultCode }),
  z.strictObject({ type: z.literal('proof'), session, signature: base64(1024) }),
  z.strictObject({
    type: z.literal('pin-refused'),
    session,
    triesLeft: z.int().min(0).max(15).nullable(),
  }),
  z.strictObject({ type: z.literal('unproven'), session, code: cardFaultCode }),
  z.strictObject({ type: z.literal('removed'), session, reader: name }),
]);
export type FromCards = z.infer<typeof fromCards>;
