import { z } from 'zod';
import { approvalRefusal, approvalRequest } from './contract/approval.ts';
import { reason } from './contract/screen-parts.ts';
import { methodLabel } from './contract/words.ts';

/**
 * What two stations say to each other about an approval, through the fleet's ledger. Both are signed by the station that
 * says it. No personal value is in either: people are object ids, which the reading desk has the tenant name.
 */

const objectId = z.string().min(1).max(64);
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const stationId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/);

/** All that the approver is to see, but for names, which their own desk reads, and a ticket's number. */
const offered = approvalRequest.omit({ operatorName: true }).extend({
  /** By kind; what people called a method is theirs. */
  lost: z.array(methodLabel.extend({ name: z.null() })).max(16),
});

/** What is asked to be approved, as the asking desk offers it. */
export const approvalOffer = z.strictObject({
  v: z.literal(1),
  /** The station that asks. */
  station: stationId,
  /** Its enrollment. */
  enrollment: objectId,
  person: objectId,
  operator: objectId,
  /** Who has approved already. */
  given: z.array(objectId).max(8),
  /** Whose consent is asked for: any of the roles, and how many people. */
  needs: z.array(z.strictObject({ roleIds: z.array(objectId), count: z.int().min(1) })).max(8),
  request: offered,
  reasons: z.array(reason).max(128),
  /** Names exactly what is asked; by it the asking desk knows whether it still is. */
  fingerprint: hex64,
  /** ISO date-times by the station's wall clock. */
  at: z.iso.datetime(),
  until: z.iso.datetime(),
});
export type ApprovalOffer = z.infer<typeof approvalOffer>;

/** What an approver answered, as the desk says it at which they did. */
export const approvalAnswer = z.strictObject({
  v: z.literal(1),
  /** The station at which it was given. */
  station: stationId,
  /** SHA-256 of the offer as it was signed: the answer is to that, whatever else stands in the ledger. */
  offer: hex64,
  enrollment: objectId,
  fingerprint: hex64,
  answer: z.enum(['yes', 'no']),
  /** Why not; null with a yes. */
  reason: approvalRefusal.nullable(),
  /** Object id of the approver, by their own sign-in there. */
  approver: objectId,
  /** When they signed in, in epoch milliseconds by the sign-in service. */
  signedInAt: z.int().min(0),
  at: z.iso.datetime(),
});
export type ApprovalAnswer = z.infer<typeof approvalAnswer>;
