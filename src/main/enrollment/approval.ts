import type { ApprovalRefusal } from '../../shared/index.ts';
import type { OperatorFacts, PersonFacts } from '../directory/index.ts';
import type { Consent, Decision, Reason } from '../policy/index.ts';
import { nobodyAsked } from './approval-state.ts';
import { decideOn, type Context } from './context.ts';
import type { Elsewhere } from './port.ts';
import { changedParts, fingerprintOf, seenOf, type Seen } from './fingerprint.ts';

type Change = Partial<Pick<Context, 'consents' | 'approval' | 'facts' | 'decision' | 'notice'>>;

const withoutConsents = (context: Context): Context => ({ ...context, consents: [] });

const seenNow = (context: Context, facts: PersonFacts | null): Seen | null => {
  const decision = decideOn(withoutConsents(context), facts);
  return facts === null || decision === null ? null : seenOf(context, facts, decision);
};

/** Consent is asked for: for what is known now, and nothing else. */
export const asked = (context: Context): Change => ({
  consents: [],
  approval: { ...nobodyAsked, seen: seenNow(context, context.facts) },
  notice: null,
});

/** Nobody is asked any more, and no consent stands. */
export const takenBack: Change = { consents: [], approval: nobodyAsked };

/** Names what the approver looks at; null while there is nothing to look at. */
export const askedFingerprint = ({ approval }: Pick<Context, 'approval'>): string | null =>
  approval.seen === null ? null : fingerprintOf(approval.seen);

interface SignedIn {
  readonly approver: OperatorFacts;
  readonly signedInAt: number;
  readonly elsewhere?: Elsewhere;
}

const refusalsIn = (decision: Decision | null): readonly Reason[] =>
  (decision?.reasons ?? []).filter((reason) => reason.effect === 'refuses');

/** The reasons why this person's consent would not count; empty also when nobody asks for such a role. */
const objections = (context: Context, consent: Consent): readonly Reason[] | null => {
  const decision = decideOn({ ...context, consents: [...context.consents, consent] }, context.facts);
  if (decision?.verdict !== 'refuse' && counts(context, consent)) return null;
  return refusalsIn(decision);
};

/** Whether the person is new here and holds, active, one of the roles that are still asked for. */
const counts = (context: Context, { by }: Consent): boolean => {
  const others = [context.operator.id, context.person.id, ...context.consents.map((one) => one.by.id)];
  const needs = decideOn(context, context.facts)?.needs ?? [];
  const held = by.roles.known ? by.roles.value.filter((role) => role.how === 'active') : [];
  return (
    !others.includes(by.id) && needs.some((need) => held.some((role) => need.roleIds.includes(role.roleId)))
  );
};

/** A person has signed in: they look at it, or are told why they cannot approve it. */
export const considered = (context: Context, { approver, signedInAt, elsewhere }: SignedIn): Change => {
  const candidate = { by: approver, signedInAt, elsewhere: elsewhere ?? null };
  const reasons = objections(context, candidate);
  return reasons === null
    ? { approval: { ...context.approval, candidate, turnedAway: null }, notice: null }
    : {
        approval: {
          ...context.approval,
          candidate: null,
          turnedAway: { displayName: approver.displayName, reasons },
        },
        notice: null,
      };
};

/** Whether that person may approve this. */
export const isFit = (context: Context, signedIn: SignedIn): boolean =>
  objections(context, { by: signedIn.approver, signedInAt: signedIn.signedInAt }) === null;

/** The candidate consents to what they saw. */
export const consented = ({ consents, approval: { candidate, ...approval } }: Context): Change => ({
  consents:
    candidate === null ? consents : [...consents, { by: candidate.by, signedInAt: candidate.signedInAt }],
  approval: { ...approval, candidate: null },
});

/** Whether everybody who must consent has done so. */
export const isEnough = (context: Context): boolean =>
  context.consents.length > 0 && decideOn(context, context.facts)?.verdict === 'allow';

/** The same, once the candidate has consented too. */
export const wouldBeEnough = (context: Context): boolean => isEnough({ ...context, ...consented(context) });

/** The candidate says no. */
export const refusedBy = ({ approval }: Context, reason: ApprovalRefusal): Change => ({
  approval: {
    ...approval,
    candidate: null,
    refusal: approval.candidate === null ? null : { by: approval.candidate.by, reason },
  },
});

/** The candidate goes without saying anything. */
export const left = ({ approval }: Context): Change => ({ approval: { ...approval, candidate: null } });

/**
 * What fresh facts mean for an enrollment that people have consented to, or that nobody had to. `ask`: consent is
 * needed, and what there was of it was for something else, or does not count any more.
 */
export const weigh = (context: Context, facts: PersonFacts): 'admit' | 'refuse' | 'ask' => {
  const bare = decideOn(withoutConsents(context), facts)?.verdict ?? 'refuse';
  if (bare !== 'approve') return bare === 'allow' ? 'admit' : 'refuse';
  const { seen } = context.approval;
  const now = seenNow(context, facts);
  const same = seen !== null && now !== null && fingerprintOf(seen) === fingerprintOf(now);
  return same && decideOn(context, facts)?.verdict === 'allow' ? 'admit' : 'ask';
};

/** Fresh facts, and the decision on them. */
export const readAgain = (context: Context, facts: PersonFacts): Change => {
  const bare = decideOn(withoutConsents(context), facts);
  // Where nobody's consent matters, nobody's is weighed.
  return { facts, decision: bare?.verdict === 'approve' ? decideOn(context, facts) : bare };
};

/** The consents are void: what they were for has changed. It is asked again, saying what. */
export const voided = (context: Context, facts: PersonFacts): Change => {
  const now = seenNow(context, facts);
  const { seen } = context.approval;
  return {
    ...readAgain(withoutConsents(context), facts),
    consents: [],
    approval: {
      ...nobodyAsked,
      seen: now,
      changed: seen === null || now === null ? [] : changedParts(seen, now),
    },
    notice: null,
  };
};
