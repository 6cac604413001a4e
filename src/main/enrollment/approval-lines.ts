import { askedFingerprint } from './approval.ts';
import { decideOn, type Context } from './context.ts';
import type { Change } from './lines.ts';
import type { Elsewhere } from './port.ts';
import type { Line } from './recorder.ts';

const activeRoles = (by: Context['operator']): string[] =>
  by.roles.known ? by.roles.value.filter(({ how }) => how === 'active').map(({ roleId }) => roleId) : [];

/** What is asked of whom: by ids and codes, and by the fingerprint of all that the approver will see. */
const askedLine = ({ after, before }: Change): Line => {
  const needs = decideOn(after, after.facts)?.needs ?? [];
  return {
    type: 'approval.asked',
    actor: before.operator.id,
    data: {
      fingerprint: askedFingerprint(after),
      roleIds: [...new Set(needs.flatMap((need) => need.roleIds))],
      count: Math.max(0, ...needs.map((need) => need.count)),
      because: [...new Set(needs.flatMap((need) => need.because))],
    },
  };
};

const askedLines = (change: Change): readonly Line[] => {
  const { from, to, before, after } = change;
  if (to !== 'approval' || from === 'approval' || from === 'approving') return [];
  const voided: Line = {
    type: 'approval.void',
    data: {
      fingerprint: askedFingerprint(before),
      approvers: before.consents.map(({ by }) => by.id),
      changed: [...after.approval.changed],
    },
  };
  return from === 'checking-again' ? [voided, askedLine(change)] : [askedLine(change)];
};

type SignedIn = Extract<Change['event'], { readonly type: 'approver-signed-in' }>;

/** Where an approver signed in at another desk: which, so that its journal can be held against this one. */
const stationOf = (elsewhere: Elsewhere | null | undefined): Readonly<Record<string, string>> =>
  elsewhere === null || elsewhere === undefined ? {} : { station: elsewhere.station };

const signedInLine = ({ after }: Change, { approver, signedInAt, elsewhere }: SignedIn): Line => {
  const { turnedAway } = after.approval;
  const data = { signedInAt, roleIds: activeRoles(approver), ...stationOf(elsewhere) };
  return turnedAway === null
    ? { type: 'approval.signed-in', actor: approver.id, data }
    : {
        type: 'approval.turned-away',
        actor: approver.id,
        data: { ...data, refuses: turnedAway.reasons.map(({ code }) => code) },
      };
};

type Candidate = NonNullable<Context['approval']['candidate']>;

/** What the second person did, in their own name. */
const answerOf = ({ event, before }: Change, candidate: Candidate): Line | null => {
  const actor = candidate.by.id;
  const { signedInAt, elsewhere } = candidate;
  // The answer whole, with its signature: it can be checked without the ledger.
  const signed = elsewhere === null ? {} : { ...stationOf(elsewhere), answer: elsewhere.answer };
  const fingerprint = askedFingerprint(before);
  switch (event.type) {
    case 'approved':
      return { type: 'approval.given', actor, data: { fingerprint, signedInAt, ...signed } };
    case 'approval-refused':
      return {
        type: 'approval.refused',
        actor,
        data: { fingerprint, reason: event.reason, ...signed },
        // In a person's own words anything may stand, names too.
        ...(event.remark === null ? {} : { personal: { remark: event.remark } }),
      };
    case 'approver-left':
      return { type: 'approval.left', actor, data: { fingerprint } };
    default:
      return null;
  }
};

const answerLine = (change: Change): Line | null => {
  const { event, before } = change;
  const { candidate } = before.approval;
  const data = { fingerprint: askedFingerprint(before) };
  switch (event.type) {
    case 'approver-signed-in':
      return signedInLine(change, event);
    case 'approval-withdrawn':
      return { type: 'approval.withdrawn', actor: before.operator.id, data };
    case 'approval-expired':
      return { type: 'approval.expired', actor: 'station', data };
    default:
      return candidate === null ? null : answerOf(change, candidate);
  }
};

/**
 * A pass for a privileged person is reviewed afterwards by somebody who had no part in it, and a supervisor is told
 * at once. Written before anything is changed. Source: zero trust guide 2.2; TAP for CMMC Level 2, privileged users.
 */
const reviewLines = ({ from, to, after }: Change): readonly Line[] => {
  const goesOn = from === 'checking-again' && (to === 'admitting' || to === 'removing-stolen');
  if (!goesOn || after.decision?.path !== 'privileged') return [];
  const takingPart = [after.operator.id, after.person.id, ...after.consents.map(({ by }) => by.id)];
  return [
    { type: 'review.due', actor: 'station', data: { because: 'privileged', notBy: takingPart } },
    {
      type: 'alert.raised',
      actor: 'station',
      data: { alert: 'privileged-pass', do: ['review-enrollment'], notBy: takingPart },
    },
  ];
};

/** What the journal says about the second person's part of a change, in order. Pure. */
export const approvalLines = (change: Change): readonly Line[] => {
  const answer = answerLine(change);
  return [...(answer === null ? [] : [answer]), ...askedLines(change), ...reviewLines(change)];
};
