import { askedFingerprint } from './approval.ts';
import { decideOn, type Context } from './context.ts';
import type { ApprovalView, EnrollmentPlace, EnrollmentView } from './port.ts';
import { answeredLast, questionOf, type Question } from './proving.ts';

/** What people read out to each other: the first eight digits of the enrollment's id, in two groups. */
export const recordNumberOf = (id: string): string => {
  const digits = id.replaceAll('-', '').slice(0, 8).toUpperCase();
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
};

const questionAt = (at: EnrollmentPlace, context: Context): Question | null => {
  if (at === 'verify') return questionOf(context);
  return at === 'escalation' ? answeredLast(context) : null;
};

const approvalViewOf = (context: Context): ApprovalView => {
  const { candidate, turnedAway, changed, refusal } = context.approval;
  return {
    fingerprint: askedFingerprint(context),
    needs: decideOn(context, context.facts)?.needs ?? [],
    given: context.consents,
    candidate: candidate?.by ?? null,
    turnedAway,
    changed,
    refusal,
  };
};

/** The view of a state. Pure. */
export const viewOf = (
  at: EnrollmentPlace,
  context: Context,
  endedAt: number | null,
): Omit<EnrollmentView, 'left' | 'trouble'> => ({
  id: context.id,
  recordNumber: recordNumberOf(context.id),
  at,
  person: context.person,
  badgeStrength: context.badge.strength,
  startedAt: context.startedAt,
  scenario: context.scenario,
  proofing: context.proofing,
  question: questionAt(at, context),
  facts: context.facts,
  decision: context.decision,
  approval: approvalViewOf(context),
  lostMethodIds: context.lostMethodIds,
  way: context.way,
  passExpiresAt: context.passExpiresAt,
  unexpected: context.unexpected,
  found: context.found,
  password: context.password,
  retested: context.retested,
  notice: context.notice,
  why: context.why,
  undone: context.undone,
  notUndone: context.notUndone,
  endedAt,
});
