import { assign, setup } from 'xstate';
import { isOnPhone } from '../../shared/index.ts';
import { decideOn, type Context } from './context.ts';
import {
  asked,
  askedFingerprint,
  consented,
  considered,
  isEnough,
  isFit,
  left,
  readAgain,
  refusedBy,
  takenBack,
  voided,
  weigh,
  wouldBeEnough,
} from './approval.ts';
import { actions } from './commands.ts';
import type { MachineEvent } from './events.ts';
import { logMayFollow } from './retest-proof.ts';
import { canLose, named, noticeOf, ownedBy, removesFirst, reportedBy } from './reporting.ts';
import { answered, escalates, isProvingOver, takesAnswer } from './proving.ts';

export { commands, type Command } from './commands.ts';
export type { MachineEvent, WorkEvent } from './events.ts';

// A chart's types are handed over as a value that is never read.
const types: { context?: Context; events?: MachineEvent; input?: Context } = {};

/**
 * The enrollment as a statechart. It is only ever used as a pure function (transitions.ts): its actions name what
 * is to be done and do nothing themselves. Entering a place commands its work; a human gate waits. `cancel` and
 * `give-up` lead from every place to `undoing`, except where the end is already under way.
 */
export const machine = setup({ types, actions }).createMachine({
  id: 'enrollment',
  context: ({ input }) => input,
  initial: 'scenario',
  entry: 'read-facts',
  on: {
    cancel: { target: '.undoing', actions: assign(({ event }) => ({ why: event.why, notice: null })) },
    'give-up': { target: '.undoing', actions: assign(({ event }) => ({ why: event.why, notice: null })) },
    'facts-read': { actions: assign(({ event }) => ({ facts: event.facts })) },
  },
  states: {
    scenario: {
      on: {
        'scenario-chosen': [
          {
            guard: ({ event }) => event.scenario === 'lost-phone',
            target: 'lost-method',
            actions: assign(({ context, event }) => named(context, event.scenario)),
          },
          {
            target: 'verify',
            actions: assign(({ context, event }) => named(context, event.scenario)),
          },
        ],
      },
    },
    'lost-method': {
      entry: 'read-facts',
      on: {
        'lost-methods-chosen': {
          guard: ({ context, event }) => canLose(context, event.methodIds),
          target: 'verify',
          actions: assign(({ event }) => reportedBy(event)),
        },
        'facts-failed': { target: 'scenario', actions: assign(({ event }) => ({ notice: event.code })) },
      },
    },
    // One question of the script after another; the last answer, or one that refuses, goes on by itself.
    verify: {
      always: { guard: ({ context }) => isProvingOver(context), target: 'deciding' },
      on: {
        answered: [
          {
            guard: ({ context, event }) =>
              takesAnswer(context, event.answer) && escalates(context, event.answer),
            target: 'escalation',
            actions: assign(({ context, event }) => ({ proofing: answered(context, event.answer) })),
          },
          {
            guard: ({ context, event }) => takesAnswer(context, event.answer),
            actions: assign(({ context, event }) => ({ proofing: answered(context, event.answer) })),
          },
        ],
      },
    },
    escalation: { on: { escalated: 'verify' } },
    deciding: {
      entry: [assign(({ context }) => ({ decision: decideOn(context, context.facts) })), 'read-facts'],
      always: [
        { guard: ({ context }) => context.decision?.verdict === 'refuse', target: 'refused' },
        { guard: ({ context }) => context.decision !== null, target: 'decided' },
      ],
      on: {
        'facts-read': {
          actions: assign(({ context, event }) => ({
            facts: event.facts,
            decision: decideOn(context, event.facts),
          })),
        },
        'facts-failed': { target: 'scenario', actions: assign(({ event }) => ({ notice: event.code })) },
      },
    },
    decided: {
      on: {
        accepted: [
          {
            guard: ({ context }) => context.decision?.verdict === 'allow' || isEnough(context),
            target: 'checking-again',
            actions: assign({ notice: null }),
          },
          {
            guard: ({ context }) => context.decision?.verdict === 'approve',
            target: 'approval',
            actions: assign(({ context }) => asked(context)),
          },
        ],
      },
    },
    approval: {
      on: {
        'approver-signed-in': [
          {
            guard: ({ context, event }) => isFit(context, event),
            target: 'approving',
            actions: assign(({ context, event }) => considered(context, event)),
          },
          { actions: assign(({ context, event }) => considered(context, event)) },
        ],
        'approval-withdrawn': { target: 'decided', actions: assign({ ...takenBack, notice: null }) },
        'approval-expired': {
          target: 'decided',
          actions: assign({ ...takenBack, notice: 'approval.expired' }),
        },
      },
    },
    approving: {
      on: {
        approved: [
          {
            guard: ({ context, event }) =>
              event.fingerprint === askedFingerprint(context) && wouldBeEnough(context),
            target: 'checking-again',
            actions: assign(({ context }) => consented(context)),
          },
          {
            guard: ({ context, event }) => event.fingerprint === askedFingerprint(context),
            target: 'approval',
            actions: assign(({ context }) => consented(context)),
          },
        ],
        'approval-refused': {
          target: 'refused',
          actions: assign(({ context, event }) => refusedBy(context, event.reason)),
        },
        'approver-left': { target: 'approval', actions: assign(({ context }) => left(context)) },
        'approval-expired': {
          target: 'decided',
          actions: assign({ ...takenBack, notice: 'approval.expired' }),
        },
      },
    },
    'checking-again': {
      entry: 'check-again',
      on: {
        'facts-read': [
          {
            guard: ({ context, event }) => removesFirst(context, event.facts),
            target: 'removing-stolen',
            actions: assign(({ context, event }) => readAgain(context, event.facts)),
          },
          {
            guard: ({ context, event }) => weigh(context, event.facts) === 'admit',
            target: 'admitting',
            actions: assign(({ context, event }) => readAgain(context, event.facts)),
          },
          {
            guard: ({ context, event }) => weigh(context, event.facts) === 'ask',
            target: 'approval',
            actions: assign(({ context, event }) => voided(context, event.facts)),
          },
          {
            target: 'refused',
            actions: assign(({ context, event }) => readAgain(context, event.facts)),
          },
        ],
        'facts-failed': { target: 'decided', actions: assign(({ event }) => ({ notice: event.code })) },
      },
    },
    'removing-stolen': { entry: 'remove-stolen', on: { 'stolen-removed': 'admitting' } },
    admitting: { entry: 'join', on: { joined: 'issuing' } },
    issuing: {
      entry: 'create',
      on: {
        issued: {
          target: 'awaiting-usable',
          actions: assign(({ event }) => ({ passExpiresAt: event.expiresAt })),
        },
      },
    },
    'awaiting-usable': { entry: 'see-usable', on: { usable: 'reveal' } },
    reveal: { on: { noted: 'register' } },
    register: {
      entry: 'watch',
      on: {
        'way-chosen': { actions: assign(({ event }) => ({ way: event.way, notice: null })) },
        'another-way': { actions: assign({ way: null, notice: null }) },
        'key-made': {
          guard: ({ context }) => context.way === 'provisioned-key',
          target: 'provisioning',
          actions: assign(({ event }) => ({ madeKey: event.key, notice: null })),
        },
        look: { target: 'looking', actions: assign({ notice: null }) },
        found: {
          target: 'revoking',
          actions: assign(({ event }) => ({ found: event.method, notice: null })),
        },
        'not-accepted': { actions: assign(({ event }) => ({ notice: noticeOf(event.because) })) },
        unexpected: { target: 'asking', actions: assign(({ event }) => ({ unexpected: event.method })) },
      },
    },
    looking: {
      entry: 'look-closely',
      on: {
        'another-way': { target: 'register', actions: assign({ way: null, notice: null }) },
        look: { target: 'looking', reenter: true },
        found: { target: 'revoking', actions: assign(({ event }) => ({ found: event.method })) },
        'not-accepted': {
          target: 'register',
          actions: assign(({ event }) => ({ notice: noticeOf(event.because) })),
        },
        unexpected: { target: 'asking', actions: assign(({ event }) => ({ unexpected: event.method })) },
        // A page in the guarded window asks for many looks by itself: only who asked is told.
        'nothing-new': {
          target: 'register',
          actions: assign(({ context }) => ({
            notice: isOnPhone(context.way) ? 'register.nothing-new' : null,
          })),
        },
      },
    },
    asking: {
      on: {
        owned: [
          {
            guard: ({ event }) => event.own,
            target: 'looking',
            actions: assign(({ context }) => ownedBy(context)),
          },
          { target: 'removing-foreign' },
        ],
      },
    },
    'removing-foreign': { entry: 'remove-foreign' },
    // The person waits with the key in their hand; another way is possible again when it was refused.
    provisioning: {
      entry: 'provision',
      on: {
        found: { target: 'revoking', actions: assign(({ event }) => ({ found: event.method })) },
        'key-refused': {
          target: 'register',
          actions: assign(({ event }) => ({ madeKey: null, notice: event.code })),
        },
      },
    },
    revoking: {
      entry: [assign({ passExpiresAt: null }), 'take-back'],
      on: {
        'taken-back': [
          {
            guard: ({ context }) => context.password === 'open',
            target: 'password',
            actions: assign(({ event }) => ({ undone: event.undone })),
          },
          { target: 'retest', actions: assign(({ event }) => ({ undone: event.undone })) },
        ],
      },
    },
    // With the new method, since a pass does not let anybody set a password whose old one they do not know.
    password: {
      entry: 'watch-password',
      on: {
        look: { target: 'password', reenter: true },
        'password-changed': { target: 'retest', actions: assign({ password: 'changed' }) },
        'password-left-out': {
          guard: ({ context }) => context.policy.passwordChange === 'offered',
          target: 'retest',
          actions: assign({ password: 'left-out' }),
        },
      },
    },
    retest: {
      on: {
        retested: [
          {
            guard: ({ context, event }) => event.accountId === context.person.id,
            target: 'closing',
            actions: assign({ notice: null, retested: 'here' }),
          },
          { actions: assign({ notice: 'sign-in.wrong-person' }) },
        ],
        // Nothing here shows it: only the tenant's own log can, so without it the person's word proves nothing.
        'retested-on-phone': {
          guard: ({ context }) => logMayFollow(context.facts),
          target: 'closing',
          actions: assign({ notice: null, retested: 'on-phone' }),
        },
        'retest-failed': { actions: assign(({ event }) => ({ notice: event.code })) },
      },
    },
    // The person is enrolled: what is left is short and must not be stopped by somebody walking off.
    closing: {
      entry: 'close',
      on: {
        cancel: {},
        closed: { target: 'done', actions: assign(({ event }) => ({ undone: event.undone })) },
      },
    },
    undoing: {
      entry: [assign({ passExpiresAt: null }), 'undo'],
      on: {
        cancel: {},
        'give-up': {},
        undone: {
          target: 'stopped',
          actions: assign(({ event }) => ({ undone: event.undone, notUndone: event.notUndone })),
        },
      },
    },
    done: { type: 'final' },
    refused: {
      type: 'final',
      entry: assign(({ context }) => ({
        why: context.approval.refusal === null ? 'enrollment.refused' : 'approval.refused',
      })),
    },
    stopped: { type: 'final' },
  },
});
