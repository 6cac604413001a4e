import { z } from 'zod';

/**
 * Everything that can go wrong and that a person is told. Each code has a sentence that says what happened and
 * one that says what to do, under `problem.CODE` in the language files; a test holds the two lists together.
 */
export const problemCodes = [
  'badge.unknown',
  'badge.ambiguous',
  'badge.disabled',
  'badge.guest',
  'badge.on-lost-list',
  'badge.table-stale',
  'badge.no-rule',
  'badge.lacks-name',
  'badge.lists-unreadable',
  'badge.parity-wrong',
  'badge.wrong-format',
  'badge.other-site',
  'badge.incomplete',
  'badge.too-long',
  'badge.unreadable',
  'badge.no-proof',
  'badge.wrong-kind',
  'badge.wrong-answer',
  'badge.old-answer',
  'badge.expired',
  'badge.not-yet-valid',
  'badge.revoked',
  'badge.revocation-unknown',
  'badge.wrong-issuer',
  'badge.wrong-use',
  'badge.numbers-differ',
  'badge.cut-short',
  'badge.oversized',
  'badge.malformed',
  'badge.pin-wrong',
  'badge.pin-blocked',
  'badge.pin-missing',
  'badge.taken-away',
  'badge.reader-failed',
  'badge.not-now',
  'tenant.unreachable',
  'tenant.untrusted',
  'tenant.signed-out',
  'tenant.forbidden',
  'tenant.throttled',
  'tenant.unavailable',
  'tenant.timeout',
  'tenant.not-found',
  'tenant.rejected',
  'tenant.unexpected-answer',
  'pass.not-in-scope',
  'pass.lifetime-rejected',
  'pass.unusable',
  'pass.not-as-asked',
  'pass.someone-elses',
  'pass.outcome-unknown',
  'pass.expired',
  'operator.no-role',
  'operator.role-ends',
  'operator.pin-too-simple',
  'operator.locked-out',
  'supervisor.no-role',
  'supervisor.same-person',
  'sign-in.cancelled',
  'sign-in.timed-out',
  'sign-in.failed',
  'sign-in.wrong-person',
  'station.clock-skew',
  'station.journal-unwritable',
  'station.journal-damaged',
  'station.no-key',
  'station.open-enrollment',
  'station.not-locked-down',
  'posture.not-fit',
  'guest.host-blocked',
  'guest.not-responding',
  'guest.wrong-page',
  'register.nothing-new',
  'register.not-accepted',
  'register.of-the-station',
  'register.not-theirs',
  'retest.not-proven',
  'retest.given-up',
  'approval.expired',
  'approval.refused',
  'enrollment.cancelled',
  'enrollment.person-left',
  'enrollment.flagged',
  'enrollment.refused',
  'enrollment.expired',
  'command.not-now',
  'command.invalid',
  'internal',
] as const;

export const problemCode = z.enum(problemCodes);
export type ProblemCode = z.infer<typeof problemCode>;

/** One thing that went wrong, as a window may see it: a code, what fills the sentence, never a stack or a secret. */
export const problem = z.strictObject({
  code: problemCode,
  /** What the sentence names, such as `{seconds: 12}`. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Whether the same action may be tried again without changing anything. */
  retryable: z.boolean(),
  /** What to look for in the log and, sent as client-request-id, in the tenant's own records. */
  correlationId: z.string().nullable(),
});
export type Problem = z.infer<typeof problem>;

/** Builds a problem; `retryable` defaults to no, `params` to none. */
export const problemOf = (code: ProblemCode, more: Partial<Omit<Problem, 'code'>> = {}): Problem => ({
  code,
  params: more.params ?? {},
  retryable: more.retryable ?? false,
  correlationId: more.correlationId ?? null,
});
