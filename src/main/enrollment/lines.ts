import type { Answer } from '../policy/index.ts';
import { approvalLines } from './approval-lines.ts';
import type { Method } from '../directory/index.ts';
import type { Context } from './context.ts';
import { foreignAlert } from './foreign.ts';
import type { EnrollmentPlace } from './port.ts';
import type { Line } from './recorder.ts';
import { logMayFollow } from './retest-proof.ts';
import type { MachineEvent } from './states.ts';

/** What one taken event changed. */
export interface Change {
  readonly from: EnrollmentPlace;
  readonly to: EnrollmentPlace;
  readonly before: Context;
  readonly after: Context;
  readonly event: MachineEvent;
}

const enrolleesGates: ReadonlySet<EnrollmentPlace> = new Set([
  'reveal',
  'register',
  'looking',
  'asking',
  'provisioning',
  'password',
  'retest',
]);
const operatorsGates: ReadonlySet<EnrollmentPlace> = new Set([
  'scenario',
  'lost-method',
  'verify',
  'escalation',
  'decided',
]);
const byThemselves: ReadonlySet<string> = new Set([
  'enrollment.person-left',
  'badge.removed',
  'badge.swapped',
  'enrollment.expired',
  'pass.expired',
]);

const acts: ReadonlySet<MachineEvent['type']> = new Set([
  'scenario-chosen',
  'lost-methods-chosen',
  'answered',
  'escalated',
  'accepted',
  'noted',
  'way-chosen',
  'another-way',
  'owned',
  'look',
  'key-made',
  'password-left-out',
  'retested',
  'retested-on-phone',
  'retest-failed',
  'cancel',
]);

/** Who caused it: the person whose gate it was, or the station. */
const actorOf = ({ from, before, event }: Change): string => {
  if (!acts.has(event.type) || (event.type === 'cancel' && byThemselves.has(event.why))) return 'station';
  if (operatorsGates.has(from)) return before.operator.id;
  return enrolleesGates.has(from) ? before.person.id : 'station';
};

const decisionLine = ({ from, after }: Change): Line | null =>
  after.decision === null
    ? null
    : {
        type: 'decision',
        data: {
          verdict: after.decision.verdict,
          scenario: after.scenario,
          lifetimeMinutes: after.decision.lifetimeMinutes,
          ruleSet: after.decision.ruleSet,
          // Both lists whole: what allowed is evidence as well.
          allows: codesOf(after, 'allows'),
          refuses: codesOf(after, 'refuses'),
          needsApproval: codesOf(after, 'needs-approval'),
          path: after.decision.path,
          again: from === 'checking-again',
        },
      };

const codesOf = ({ decision }: Context, effect: string): string[] =>
  (decision?.reasons ?? []).filter((reason) => reason.effect === effect).map((reason) => reason.code);

/** The class of a document, never its number; a ticket's reference names a case of a person. */
const answerLine = ({ step, outcome, documentClass, ticket }: Answer): Line => {
  const passed = outcome === 'passed';
  return {
    type: 'proofing.answer',
    data: { step, outcome, documentClass: passed ? documentClass : null },
    ...(passed && ticket !== null ? { personal: { ticket } } : {}),
  };
};

/** What the operator did by the site's script. */
const proofingLine = ({ event, before }: Change): Line | null => {
  if (event.type === 'answered') return answerLine(event.answer);
  return event.type === 'escalated'
    ? { type: 'proofing.escalated', data: { step: before.proofing?.answers.at(-1)?.step ?? null } }
    : null;
};

/**
 * What stands for the sign-in, best first: the context that the token says was met; the tenant's own log, which follows
 * as an entry of its own; and that a fresh window signed in while no pass existed.
 */
const retestLine = ({ event, before }: Change): Line | null => {
  const signInLog = logMayFollow(before.facts) ? 'pending' : 'not-available';
  switch (event.type) {
    case 'retested': {
      const { accountId, authenticationContext } = event;
      const seen = { freshWindow: true, passExisted: false, onPhone: false };
      return { type: 'retest', data: { accountId, authenticationContext, signInLog, ...seen } };
    }
    case 'retested-on-phone': {
      // By the person's own word, until the log says it.
      const said = { accountId: before.person.id, authenticationContext: null };
      const seen = { freshWindow: false, passExisted: false, onPhone: true };
      return { type: 'retest', data: { ...said, signInLog, ...seen } };
    }
    default:
      return null;
  }
};

/** That there is a new password, and when by the tenant; never anything of it. */
const passwordLine = ({ event }: Change): Line | null => {
  if (event.type === 'password-left-out') return { type: 'password', data: { state: 'left-out' } };
  return event.type === 'password-changed'
    ? { type: 'password', data: { state: 'changed', changedAt: new Date(event.at).toISOString() } }
    : null;
};

const describedBy = ({ id, type, aaGuid, passkeyType, attestationLevel }: Method): Line['data'] => ({
  methodId: id,
  methodType: type,
  aaGuid,
  passkeyType,
  attestationLevel,
});

const foreignLine = ({ event, before }: Change): Line | null =>
  event.type === 'owned' && !event.own && before.unexpected !== null
    ? foreignAlert(before.unexpected.id)
    : null;

/** What became of each method, by the person's own word. */
const reportLine = ({
  methodIds,
  fates = {},
}: Extract<MachineEvent, { type: 'lost-methods-chosen' }>): Line => ({
  type: 'lost-methods',
  data: {
    methodIds: [...methodIds],
    stolen: methodIds.filter((id) => fates[id] === 'stolen'),
    replaced: methodIds.filter((id) => fates[id] === 'replaced'),
  },
});

const eventLine = (event: MachineEvent): Line | null => {
  switch (event.type) {
    case 'lost-methods-chosen':
      return reportLine(event);
    case 'way-chosen':
      return { type: 'way', data: { way: event.way } };
    case 'retest-failed':
      return { type: 'retest', data: { code: event.code } };
    case 'not-accepted':
      return { type: 'method.not-accepted', data: { methodId: event.methodId, because: event.because } };
    case 'unexpected':
      return { type: 'method.unexpected', data: describedBy(event.method) };
    case 'owned':
      return { type: 'method.owned', data: { own: event.own } };
    case 'found':
      return { type: 'method.found', data: describedBy(event.method) };
    case 'cancel':
      return event.why === 'enrollment.flagged' ? { type: 'flag', data: {} } : null;
    default:
      return null;
  }
};

/** By which the failed call is found in the tenant's records: the number that people see beside the code. */
const correlationOf = (event: MachineEvent): Line['data'] =>
  'trouble' in event && event.trouble ? { correlationId: event.trouble.correlationId } : {};

const stateLine = ({ from, to, before, after, event }: Change): Line | null =>
  from === to && before.notice === after.notice
    ? null
    : {
        type: 'enrollment.state',
        data: {
          from,
          to,
          scenario: after.scenario,
          why: after.why,
          notice: after.notice,
          ...correlationOf(event),
        },
      };

/** What the journal says about a change, in order. Pure. */
export const linesOf = (change: Change): readonly Line[] => {
  const actor = actorOf(change);
  return [
    proofingLine(change),
    eventLine(change.event),
    foreignLine(change),
    passwordLine(change),
    retestLine(change),
    change.before.decision === change.after.decision ? null : decisionLine(change),
    ...approvalLines(change),
    stateLine(change),
  ].flatMap((line) => (line === null ? [] : [{ actor, ...line }]));
};
