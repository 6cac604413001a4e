import { z } from 'zod';

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

export const reason = z.strictObject({
  /** Stable; a sentence each under `reason.CODE`. */
  code: z.string(),
  effect: z.enum(['allows', 'refuses', 'needs-approval']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The rule's own source, such as a requirement's chapter. */
  source: z.string(),
});
export type ReasonOnScreen = z.infer<typeof reason>;
