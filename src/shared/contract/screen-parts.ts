import { z } from 'zod';
import { cleanupItem } from './words.ts';

/** Parts that several screens show. */

export const person = z.strictObject({
  displayName: z.string(),
  givenName: z.string(),
  jobTitle: z.string().nullable(),
  department: z.string().nullable(),
  employeeId: z.string().nullable(),
  userPrincipalName: z.string(),
  /** A `data:image/…;base64,` address, or null when the tenant has no photo. */
  photo: z.string().nullable(),
  /** The photo is still on its way: it comes after the person, and nobody waits for it. */
  photoPending: z.boolean(),
});
export type PersonOnScreen = z.infer<typeof person>;

/** The guarded window as our own chrome frames it. */
export const guest = z.strictObject({
  /** The host in the address line, never a path or query: those may carry codes. */
  host: z.string(),
  secure: z.boolean(),
  state: z.enum(['loading', 'ready', 'not-responding', 'blocked']),
});
export type GuestOnScreen = z.infer<typeof guest>;

/** What the operator is to know about themselves in time; a sentence each under `warning.OF`. */
export const warning = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('role-ends-soon'), role: z.string(), minutes: z.int().min(0) }),
  z.strictObject({ of: z.literal('training-ends-soon'), until: z.iso.date() }),
  z.strictObject({ of: z.literal('training-over'), until: z.iso.date() }),
  z.strictObject({ of: z.literal('training-not-listed') }),
  /** Cards cannot be read here now. */
  z.strictObject({ of: z.enum(['reader-service', 'reader-none']) }),
  /** The fleet's ledger does not take what the desk writes. */
  z.strictObject({ of: z.literal('ledger-away'), entries: z.int().min(0), minutes: z.int().min(0) }),
]);
export type WarningOnScreen = z.infer<typeof warning>;

export const reason = z.strictObject({
  /** Stable; a sentence each under `reason.CODE`. */
  code: z.string(),
  effect: z.enum(['allows', 'refuses', 'needs-approval']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The rule's own source, such as a requirement's chapter. */
  source: z.string(),
});
export type ReasonOnScreen = z.infer<typeof reason>;

/** One thing of an enrollment that the desk could not take back, as somebody else can look for it in the tenant. */
export const leftBehind = z.strictObject({
  /** With a sentence that says what to do by hand, under `cleanup-open.ITEM`. */
  item: cleanupItem,
  recordNumber: z.string(),
  /** Name and user name, or the object id when the tenant does not say who it is. */
  person: z.string(),
  /** Object id of the pass, the group or the method; null when the tenant never told it. */
  id: z.string().nullable(),
  /** After that it is over by itself; null when it is not. */
  endsBySelfAt: z.iso.datetime().nullable(),
});
export type LeftBehind = z.infer<typeof leftBehind>;
