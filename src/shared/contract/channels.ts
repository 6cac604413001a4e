import { z } from 'zod';
import { approvalRefusal } from './approval.ts';
import { alertReason, consoleTab, reviewOutcome } from './console.ts';
import { screenKey } from './keyboard.ts';
import { phoneHelp, phonePlatform } from './phone.ts';
import { badgeFormat } from './readers.ts';
import { snapshot } from './snapshot.ts';
import { language, methodFate, proofOutcome, registrationWay, scenario } from './words.ts';

/**
 * Every call a window may make. The schema is the contract: the main process parses each request with it, the
 * bridge has one function a channel, and nothing else crosses. Requests are intents; the answer says whether
 * the intent was taken, the effect comes as the next snapshot.
 */
const nothing = z.strictObject({});

/** An answer that says only that the intent was taken. */
export type Nothing = z.infer<typeof nothing>;

export const channels = {
  'desk.get-snapshot': { request: nothing, answer: snapshot },
  'desk.check-again': { request: nothing, answer: nothing },
  'desk.show-welcome': { request: nothing, answer: nothing },
  'desk.show-operator': { request: nothing, answer: nothing },
  'desk.confirm-handover': { request: nothing, answer: nothing },
  'desk.choose-language': { request: z.strictObject({ language }), answer: nothing },
  'operator.sign-in': { request: nothing, answer: nothing },
  'operator.sign-out': { request: nothing, answer: nothing },
  'policy.show': { request: nothing, answer: nothing },
  'policy.close': { request: nothing, answer: nothing },
  /** The page about tenant and station: open it, run its checks again, leave it. */
  'posture.show': { request: nothing, answer: nothing },
  'posture.check': { request: nothing, answer: nothing },
  'posture.close': { request: nothing, answer: nothing },
  /** The page about badge readers: open it, leave it, show a number in full, try a format, save what was tried. */
  'readers.show': { request: nothing, answer: nothing },
  'readers.close': { request: nothing, answer: nothing },
  'readers.number': { request: z.strictObject({ shown: z.boolean() }), answer: nothing },
  'readers.try': { request: badgeFormat, answer: nothing },
  'readers.save': { request: nothing, answer: nothing },
  /** A supervisor knows that the journal was damaged, and why; it takes their sign-in. */
  'supervisor.acknowledge': {
    request: z.strictObject({ reason: z.enum(['disk-fault', 'restored-copy', 'under-investigation']) }),
    answer: nothing,
  },
  /** The supervisor's console: it takes their sign-in to open, and every call but that is taken only while it is. */
  'console.open': { request: nothing, answer: nothing },
  'console.close': { request: nothing, answer: nothing },
  'console.show': { request: z.strictObject({ view: consoleTab }), answer: nothing },
  'console.record': { request: z.strictObject({ enrollment: z.string().min(1).max(64) }), answer: nothing },
  /** Looks through the journal; `before`: further back than this number. */
  'console.find': {
    request: z.strictObject({ text: z.string().trim().max(64), before: z.int().min(1).nullable() }),
    answer: nothing,
  },
  'console.look': { request: nothing, answer: nothing },
  'console.acknowledge': {
    request: z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/), reason: alertReason }),
    answer: nothing,
  },
  'console.review': {
    request: z.strictObject({ enrollment: z.string().min(1).max(64), outcome: reviewOutcome }),
    answer: nothing,
  },
  /** The fleet, all of it or one site's. */
  'console.fleet': { request: z.strictObject({ site: z.string().max(64).nullable() }), answer: nothing },
  'console.export': { request: nothing, answer: nothing },
  /** Digits only; how many the site says. It is kept as a hash, until the operator signs out. */
  'pin.choose': { request: z.strictObject({ pin: z.string().regex(/^[0-9]{4,8}$/) }), answer: nothing },
  'pin.enter': { request: z.strictObject({ pin: z.string().regex(/^[0-9]{4,8}$/) }), answer: nothing },
  /** The operator does not know it and signs in again. */
  'pin.forgotten': { request: nothing, answer: nothing },
  /** The PIN of the card on the reader (SP 800-73-5 part 2, 2.4.3). It goes to the card and is kept nowhere. */
  'card-pin.enter': { request: z.strictObject({ pin: z.string().regex(/^[0-9]{6,8}$/) }), answer: nothing },
  'card-pin.cancel': { request: nothing, answer: nothing },
  'badge.enter': { request: z.strictObject({ text: z.string().min(1).max(64) }), answer: nothing },
  /** The answer to the question on the screen: one that names another question is not taken. */
  'verify.answer': {
    request: z.strictObject({
      step: z.string().max(32),
      outcome: proofOutcome,
      /** Class of the document that was seen, never its number; null with every other question. */
      documentClass: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]{0,31}$/)
        .nullable(),
      /** The whole reference with its prefix; null with every other question. */
      ticket: z
        .string()
        .regex(/^[A-Z0-9-]{1,24}$/)
        .nullable(),
    }),
    answer: nothing,
  },
  /** Whom the script names has been called. */
  'verify.escalated': { request: nothing, answer: nothing },
  /** The operator's silent flag: ends the enrollment as if by error, and marks the record. */
  'verify.flag': { request: nothing, answer: nothing },
  'scenario.choose': { request: z.strictObject({ scenario }), answer: nothing },
  'lost-method.choose': {
    request: z.strictObject({
      /** What is not named is kept. */
      methods: z.array(z.strictObject({ id: z.string().max(128), fate: methodFate })).max(16),
    }),
    answer: nothing,
  },
  'decision.accept': { request: nothing, answer: nothing },
  /** Asks for the hand-over to the second person. */
  'approval.turn': { request: nothing, answer: nothing },
  /** The operator takes the request back. */
  'approval.withdraw': { request: nothing, answer: nothing },
  'approval.sign-in': { request: nothing, answer: nothing },
  /** `fingerprint`: of what the approver was shown. */
  'approval.give': {
    request: z.strictObject({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/) }),
    answer: nothing,
  },
  'approval.refuse': {
    request: z.strictObject({
      reason: approvalRefusal,
      remark: z.string().trim().min(1).max(200).nullable(),
    }),
    answer: nothing,
  },
  /** The second person goes without a decision. */
  'approval.leave': { request: nothing, answer: nothing },
  /** Requests of other desks: show them, take one (which asks for a sign-in), leave them. Answers as above. */
  'approvals.show': { request: nothing, answer: nothing },
  'approvals.take': {
    request: z.strictObject({ offer: z.string().regex(/^[0-9a-f]{64}$/) }),
    answer: nothing,
  },
  'approvals.close': { request: nothing, answer: nothing },
  'pass.hold': { request: z.strictObject({ held: z.boolean() }), answer: nothing },
  'pass.noted': { request: nothing, answer: nothing },
  'pass.enter-for-me': { request: nothing, answer: nothing },
  'register.choose-way': { request: z.strictObject({ way: registrationWay }), answer: nothing },
  /** Whether a method that came from elsewhere is the person's own. A no removes it. */
  'register.own': { request: z.strictObject({ own: z.boolean() }), answer: nothing },
  'register.look-now': { request: nothing, answer: nothing },
  /** The key that is provisioned is plugged in. */
  'key.begin': { request: nothing, answer: nothing },
  /** Its PIN, where the desk and not the system asks for it. Source: CTAP 2.1, 6.5.1 (4 characters, 63 bytes). */
  'key.pin': {
    request: z.strictObject({ pin: z.string().regex(/^[^\p{Cc}]{4,63}$/u) }),
    answer: nothing,
  },
  'register.another-way': { request: nothing, answer: nothing },
  /** On the person's own phone: which it is, how far they are, what is in the way (null: nothing any more). */
  'phone.choose-platform': { request: z.strictObject({ platform: phonePlatform }), answer: nothing },
  'phone.step': { request: z.strictObject({ to: z.enum(['next', 'back']) }), answer: nothing },
  'phone.help': { request: z.strictObject({ about: phoneHelp.nullable() }), answer: nothing },
  'phone.another': { request: nothing, answer: nothing },
  /** A new password: in the guarded window, or on the person's own phone; back from there; or the old one is kept. */
  'password.start': { request: nothing, answer: nothing },
  'password.on-phone': { request: z.strictObject({ shown: z.boolean() }), answer: nothing },
  'password.leave-out': { request: nothing, answer: nothing },
  'retest.start': { request: nothing, answer: nothing },
  /** On the person's own phone: show how, the person says that they did it, or goes back. */
  'retest.on-phone': { request: nothing, answer: nothing },
  'retest.done-on-phone': { request: nothing, answer: nothing },
  'retest.not-on-phone': { request: nothing, answer: nothing },
  /** The person asks for a new code: this enrollment ends, and the policy decides about the next. */
  'retest.new-code': { request: nothing, answer: nothing },
  /** The page that the person takes along, on paper. */
  'leave-behind.print': { request: nothing, answer: nothing },
  /** The desk's own keyboard: brought and put away; a key goes to the guarded window, and nowhere else. */
  'keyboard.show': { request: z.strictObject({ shown: z.boolean() }), answer: nothing },
  'keyboard.press': { request: z.strictObject({ key: screenKey }), answer: nothing },
  'guest.cancel': { request: nothing, answer: nothing },
  'guest.reload': { request: nothing, answer: nothing },
  'enrollment.cancel': { request: nothing, answer: nothing },
  'enrollment.person-left': { request: nothing, answer: nothing },
  'enrollment.finish': { request: nothing, answer: nothing },
} as const satisfies Record<string, { request: z.ZodType; answer: z.ZodType }>;

export type Channel = keyof typeof channels;
export type RequestOf<C extends Channel> = z.infer<(typeof channels)[C]['request']>;
export type AnswerOf<C extends Channel> = z.infer<(typeof channels)[C]['answer']>;

/**
 * Every message the main process pushes to a window. `pass.show` is sent once per hand-over to the enrollee, to
 * the one window that shows the pass; there is no request that brings it again.
 */
export const pushes = {
  'snapshot.changed': snapshot,
  'pass.show': z.strictObject({ enrollmentId: z.string(), text: z.string().min(1).max(64) }),
  'pass.blank': nothing,
  'sound.play': z.strictObject({ cue: z.enum(['badge-read', 'your-turn', 'done', 'refused']) }),
} as const satisfies Record<string, z.ZodType>;

export type Push = keyof typeof pushes;
export type PushOf<P extends Push> = z.infer<(typeof pushes)[P]>;
