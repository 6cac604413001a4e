import { z } from 'zod';
import { guest, person, reason } from './screen-parts.ts';
import { badgeStrength, methodLabel, proofKind, proofOutcome, scenario } from './words.ts';

/** Why an approver says no, each with a sentence under `approval-refusal.CODE`. */
export const approvalRefusal = z.enum(['not-justified', 'person-in-doubt', 'not-mine-to-decide', 'other']);
export type ApprovalRefusal = z.infer<typeof approvalRefusal>;

/** What differs from what was approved, each with a sentence under `approval-changed.PART`. */
export const changedPart = z.enum([
  'account',
  'methods',
  'passes',
  'roles',
  'groups',
  'tenant-policy',
  'operator',
  'station',
  'decision',
]);
export type ChangedPart = z.infer<typeof changedPart>;

/** What is asked for, as the approver sees it whole before saying yes or no. */
export const approvalRequest = z.strictObject({
  operatorName: z.string(),
  scenario,
  path: z.enum(['standard', 'privileged']),
  lifetimeMinutes: z.int(),
  groupName: z.string(),
  ruleSet: z.string(),
  badgeStrength,
  /** Methods the person says are lost: they will be removed. */
  lost: z.array(methodLabel),
  /** The operator's answers to the site's script, in their order; sentences under `proof.KIND`, or the site's own. */
  proofing: z.array(
    z.strictObject({
      step: z.string(),
      kind: proofKind,
      text: z.string().nullable(),
      outcome: proofOutcome,
      /** Class of the document (under `document.CLASS`, or the site's own name) or the ticket's reference. */
      evidence: z.string().nullable(),
    }),
  ),
});
export type ApprovalRequest = z.infer<typeof approvalRequest>;

/** The operator's own view while a second person is asked. */
export const operatorApprovalScreens = [
  z.strictObject({
    kind: z.literal('operator/approve'),
    person,
    /** Whose consent is missing: names of roles, any of which will do, and how many people. */
    needs: z.array(z.strictObject({ roles: z.array(z.string()), count: z.int().min(1) })),
    /** Why consent is needed. */
    reasons: z.array(reason),
    /** Who has approved already. */
    given: z.array(z.string()),
    /** What is not as it was approved; empty when nothing was approved before. */
    changed: z.array(changedPart),
    /** Whether somebody at another desk can answer too; `away`: the ledger does not answer. Null: only here, always. */
    elsewhere: z.enum(['offering', 'offered', 'away']).nullable(),
  }),
] as const;

/** Screens of the second person. Nothing of an enrollment is on any before they have signed in. */
export const approverScreens = [
  /** Requests of other desks. Nothing on it tells whom they are about. */
  z.strictObject({
    kind: z.literal('approver/waiting'),
    requests: z.array(
      z.strictObject({
        offer: z.string(),
        station: z.string(),
        site: z.string(),
        scenario,
        path: z.enum(['standard', 'privileged']),
        until: z.iso.datetime(),
      }),
    ),
    /** The ledger does not answer. */
    away: z.boolean(),
    /** What was just answered. */
    answered: z.enum(['yes', 'no']).nullable(),
    /** Who signed in and cannot approve it, and every reason that is known here. */
    turnedAway: z.strictObject({ name: z.string(), reasons: z.array(reason) }).nullable(),
  }),
  z.strictObject({
    kind: z.literal('approver/ask'),
    /** Who signed in and cannot approve this, and every reason. */
    turnedAway: z.strictObject({ name: z.string(), reasons: z.array(reason) }).nullable(),
  }),
  z.strictObject({ kind: z.literal('approver/signing-in'), guest }),
  z.strictObject({ kind: z.literal('approver/working') }),
  z.strictObject({
    kind: z.literal('approver/review'),
    approverName: z.string(),
    person,
    request: approvalRequest,
    /** What needs consent first, then what allows. */
    reasons: z.array(reason),
    refusals: z.array(approvalRefusal),
    /** Names exactly what is shown; an approval says it back. Hex SHA-256. */
    fingerprint: z.string(),
    /** Which other desk asks; null: this one. */
    elsewhere: z.strictObject({ station: z.string(), site: z.string() }).nullable(),
  }),
] as const;
