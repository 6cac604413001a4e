import { z } from 'zod';

/** Why a pass is issued. Source: requirements, "Approved Scenarios". */
export const scenario = z.enum(['new-hire', 'lost-phone', 're-registration']);
export type Scenario = z.infer<typeof scenario>;

/** What a step of the site's script has the operator look at or do; `site` is in the site's own words. */
export const proofKind = z.enum([
  'face-photo',
  'badge-held',
  'document',
  'manager-vouches',
  'call-back',
  'ticket',
  'site',
]);
export type ProofKind = z.infer<typeof proofKind>;

/** What came of a step. `not-possible`: the operator cannot tell. */
export const proofOutcome = z.enum(['passed', 'failed', 'not-possible']);
export type ProofOutcome = z.infer<typeof proofOutcome>;

/** Classes of documents that every station knows; a site may name more. */
export const documentClass = z.enum(['passport', 'national-id', 'driving-licence', 'employer-id']);
export type DocumentClass = z.infer<typeof documentClass>;

/** How sure a badge read is, weakest first. */
export const badgeStrength = z.enum(['typed', 'identifier', 'signed', 'signed-with-pin']);
export type BadgeStrength = z.infer<typeof badgeStrength>;

/** How long a card has to stay on its reader, shortest first. */
export const cardPresence = z.enum(['not-asked', 'until-pass', 'until-registered', 'whole']);
export type CardPresence = z.infer<typeof cardPresence>;

/** How a badge was read. */
export const badgeTechnology = z.enum(['typed', 'wedge', 'uid', 'piv']);
export type BadgeTechnology = z.infer<typeof badgeTechnology>;

/** The ways a durable method can be registered at this desk. */
export const registrationWay = z.enum([
  'security-key-here',
  'passkey-on-phone',
  'authenticator-on-phone',
  'provisioned-key',
]);
export type RegistrationWay = z.infer<typeof registrationWay>;

/** Whether the person goes this way on the phone they brought. Pure. */
export const isOnPhone = (way: RegistrationWay | null): boolean =>
  way === 'passkey-on-phone' || way === 'authenticator-on-phone';

/**
 * Why a way cannot succeed for this person here, each with a sentence for the operator under `way-closed.CODE`:
 * what the desk, the site and the cloud offer; what the methods policy says; what stands before registering at all.
 */
export const wayClosed = z.enum([
  'not-built-in',
  'not-allowed-here',
  'not-on-this-system',
  'key-tools-missing',
  'not-in-this-cloud',
  'guest',
  'method-off',
  'person-not-included',
  'person-excluded',
  'self-service-off',
  'type-not-allowed',
  'model-not-allowed',
  'only-beside-password',
  'registration-blocked',
  'registration-needs-other',
  'registration-needs-more',
  'forced-registration',
  'federated',
  'not-known',
]);
export type WayClosed = z.infer<typeof wayClosed>;

/** One way as this person has it here: open, or closed for a reason. */
export const offeredWay = z.strictObject({
  way: registrationWay,
  /** Null: open. What fills the sentence are names of the tenant's own objects and permissions. */
  closed: z.strictObject({ code: wayClosed, params: z.record(z.string(), z.string()) }).nullable(),
});
export type OfferedWay = z.infer<typeof offeredWay>;

/** The six steps of the quiet line on every screen of an enrollment. */
export const stage = z.enum(['badge', 'check', 'pass', 'register', 'test', 'done']);
export type Stage = z.infer<typeof stage>;

/** How an enrollment ended. `refused`: nothing was changed. `stopped`: everything was undone. */
export const ending = z.enum(['done', 'refused', 'stopped']);
export type Ending = z.infer<typeof ending>;

export const language = z.enum(['en', 'es', 'fr', 'de', 'pt', 'zh']);
export type Language = z.infer<typeof language>;

/** A durable method as people name it. */
export const methodLabel = z.strictObject({
  id: z.string(),
  kind: z.enum([
    'security-key',
    'passkey',
    'authenticator',
    'windows-hello',
    'platform-credential',
    'phone',
    'software-code',
    'other',
  ]),
  /** The name the person or the maker gave it, such as a key's model; null when the tenant gives none. */
  name: z.string().nullable(),
});
export type MethodLabel = z.infer<typeof methodLabel>;

/** What became of a method that a person reports. `stolen`: removed before the pass; the others once the new one is proven. */
export const methodFate = z.enum(['stolen', 'lost', 'replaced']);
export type MethodFate = z.infer<typeof methodFate>;

/** A method that may be reported, with what is known of it; times are ISO date-times, null where the tenant gives none. */
export const oldMethod = methodLabel.extend({
  model: z.string().nullable(),
  createdAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
});
export type OldMethod = z.infer<typeof oldMethod>;

/** What was or was not put back when an enrollment ended, each with a sentence under `cleanup.ITEM`. */
export const cleanupItem = z.enum([
  'pass',
  'membership',
  'sessions',
  'window',
  'stolen-methods',
  'lost-methods',
]);
export type CleanupItem = z.infer<typeof cleanupItem>;
