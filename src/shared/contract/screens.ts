import { z } from 'zod';
import { approvalRefusal, approverScreens, operatorApprovalScreens } from './approval.ts';
import { consoleScreen } from './console.ts';
import { keyPinQuestion } from './key.ts';
import { passwordScreens } from './password.ts';
import { phoneScreen, phoneStep, scan } from './phone.ts';
import { policyScreen } from './policy.ts';
import { postureScreen, postureSummary } from './posture.ts';
import { readersScreen } from './readers.ts';
import { problem } from './problems.ts';
import { retestScreens } from './retest.ts';
import { guest, leftBehind, person, reason, warning } from './screen-parts.ts';
import {
  badgeStrength,
  cleanupItem,
  methodLabel,
  offeredWay,
  oldMethod,
  proofKind,
  proofOutcome,
  registrationWay,
  scenario,
} from './words.ts';

/**
 * One screen at a time, one set for each of the two people. With one display only the screen of the person
 * who faces it is sent to the window, so nothing of the operator's can be read after a hand-over.
 */

const selfCheck = z.strictObject({
  /** A sentence each under `check.ID`. */
  id: z.enum([
    'station',
    'journal',
    'ledger',
    'clock',
    'tenant',
    'sign-in',
    'role',
    'posture',
    'recovery',
    'supervisor',
  ]),
  state: z.enum(['waiting', 'running', 'passed', 'failed']),
  problem: problem.nullable(),
});
export type SelfCheck = z.infer<typeof selfCheck>;

/** One step of the site's script as it is asked. */
const question = z.strictObject({
  /** What the answer names it by. */
  step: z.string(),
  /** A sentence each under `proof.KIND`, but for `site`. */
  kind: proofKind,
  /** The site's own sentence in the operator's language; null for a built-in step. */
  text: z.string().nullable(),
  /** From 1. */
  number: z.int().min(1),
  of: z.int().min(1),
  /** Which documents count, for a step of that kind; a name of the site's own or null for a built-in class. */
  documents: z.array(z.strictObject({ id: z.string(), name: z.string().nullable() })),
  /** How a reference looks, for a step of that kind. */
  ticket: z.strictObject({ prefix: z.string(), minimumDigits: z.int(), maximumDigits: z.int() }).nullable(),
});
export type QuestionOnScreen = z.infer<typeof question>;

/** What the machine is doing; a sentence each under `work.WHAT`, shown after three seconds. */
const work = z.enum([
  'finding-person',
  'deciding',
  'checking-again',
  'reading-approver',
  'removing-stolen',
  'joining-group',
  'creating-pass',
  'waiting-for-pass',
  'opening-sign-in',
  'looking-for-method',
  'removing-pass',
  'ending-sessions',
  'undoing',
]);
export type Work = z.infer<typeof work>;

const today = z.strictObject({
  done: z.int().min(0),
  refused: z.int().min(0),
  stopped: z.int().min(0),
  /** Median length of today's finished enrollments, or null before the first. */
  medianMinutes: z.number().min(0).nullable(),
});

const operatorScreens = [
  z.strictObject({
    kind: z.literal('operator/closed'),
    phase: z.enum(['checking', 'blocked', 'sign-in']),
    checks: z.array(selfCheck),
    /** Only to somebody who has signed in: it names people. */
    left: z.array(leftBehind),
    /** Null before tenant and station were looked at. */
    posture: postureSummary.nullable(),
  }),
  z.strictObject({
    kind: z.literal('operator/signing-in'),
    who: z.enum(['operator', 'supervisor']),
    guest,
  }),
  z.strictObject({
    kind: z.literal('operator/ready'),
    operatorName: z.string(),
    today,
    left: z.array(leftBehind),
    warnings: z.array(warning),
    posture: postureSummary.nullable(),
  }),
  postureScreen,
  readersScreen,
  /** Before anything of the operator's is shown: the PIN is chosen, or asked for when the screen has come back. */
  z.strictObject({
    kind: z.literal('operator/pin'),
    mode: z.enum(['choose', 'enter']),
    digits: z.int().min(4).max(8),
    /** Wrong tries that are left, once there was one. */
    triesLeft: z.int().min(0).nullable(),
  }),
  z.strictObject({ kind: z.literal('operator/working'), work }),
  policyScreen,
  z.strictObject({
    kind: z.literal('operator/verify'),
    person,
    badge: z.strictObject({ strength: badgeStrength }),
    scenario,
    question,
    /** Passes that this station issued to the person before, newest first. */
    earlierPasses: z.array(z.strictObject({ at: z.iso.datetime(), scenario })),
  }),
  /** Somebody has to be called about an answer, and a second person has to approve. */
  z.strictObject({
    kind: z.literal('operator/escalate'),
    person,
    question,
    outcome: proofOutcome,
    /** Whom to call, as the site wrote it. */
    contact: z.string(),
  }),
  z.strictObject({ kind: z.literal('operator/scenario'), person, scenarios: z.array(scenario) }),
  z.strictObject({ kind: z.literal('operator/lost-method'), person, methods: z.array(oldMethod) }),
  z.strictObject({
    kind: z.literal('operator/decide'),
    person,
    verdict: z.enum(['allow', 'refuse', 'approve']),
    reasons: z.array(reason),
    scenario,
    path: z.enum(['standard', 'privileged']),
    lifetimeMinutes: z.int(),
    groupName: z.string(),
    ruleSet: z.string(),
    /** How the person could register, open ones first; why another is closed. */
    ways: z.array(offeredWay),
    warnings: z.array(warning),
  }),
  /** Everything while the enrollee has the screen: what they see now and how to stop. */
  z.strictObject({
    kind: z.literal('operator/watch'),
    person,
    at: z.enum(['reveal', 'register', 'confirm', 'password', 'retest']),
    /** Which way the person goes; null while none is chosen. */
    way: registrationWay.nullable(),
    /** A method that came from elsewhere, while the person is asked whether it is theirs, or after their no. */
    unexpected: methodLabel.nullable(),
    /** Where they are on their own phone. */
    phone: z
      .strictObject({ step: phoneStep, number: z.int().min(1), of: z.int().min(1), help: z.boolean() })
      .nullable(),
  }),
  z.strictObject({
    kind: z.literal('operator/done'),
    recordNumber: z.string(),
    minutes: z.number().min(0),
    method: methodLabel,
    /** What came of the step for a new password; `open` stands on no such screen. */
    password: z.enum(['not-asked', 'open', 'changed', 'left-out']),
    cleaned: z.array(cleanupItem),
    /** `pending`: the tenant's sign-in log will say later how the test sign-in was made. */
    proof: z.strictObject({
      freshSignIn: z.boolean(),
      /** By the person's own word, on their own phone. */
      onPhone: z.boolean(),
      authenticationContext: z.enum(['met', 'not-asked']),
      signInLog: z.enum(['pending', 'confirmed', 'contradicted', 'not-available']),
    }),
  }),
  z.strictObject({
    kind: z.literal('operator/refused'),
    recordNumber: z.string(),
    /** What refused; where an approver did, what had asked for approval. */
    reasons: z.array(reason),
    /** All of them, where that none is open is what refuses; empty otherwise. */
    ways: z.array(offeredWay),
    /** Which approver said no, and why; null when it was the policy. */
    refusal: z.strictObject({ name: z.string(), reason: approvalRefusal }).nullable(),
  }),
  z.strictObject({
    kind: z.literal('operator/stopped'),
    recordNumber: z.string(),
    why: problem,
    undone: z.array(cleanupItem),
    notUndone: z.array(cleanupItem),
    left: z.array(leftBehind),
  }),
] as const;

const enrolleeScreens = [
  z.strictObject({ kind: z.literal('enrollee/opens-soon') }),
  z.strictObject({ kind: z.literal('enrollee/attract') }),
  /** A card that signs only with its PIN lies on the reader. */
  z.strictObject({
    kind: z.literal('enrollee/card-pin'),
    /** Tries that the card has left, where it says so. */
    triesLeft: z.int().min(0).max(15).nullable(),
    /** Whether the PIN before was wrong. */
    wasWrong: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('enrollee/wait'), givenName: z.string(), work: work.nullable() }),
  z.strictObject({
    kind: z.literal('enrollee/reveal'),
    givenName: z.string(),
    /** How long the pass may still be looked at, of the 60 s in all. */
    visibleSecondsLeft: z.int().min(0),
  }),
  z.strictObject({
    kind: z.literal('enrollee/choose-way'),
    /** The open ones, best first. */
    ways: z.array(registrationWay),
  }),
  z.strictObject({
    kind: z.literal('enrollee/register'),
    way: registrationWay.extract(['security-key-here']),
    guest: guest.nullable(),
    step: z.enum(['enter-code', 'add-key', 'finish']),
    /** Whether "enter it for me" and peeking are possible now. */
    passAvailable: z.boolean(),
    visibleSecondsLeft: z.int().min(0),
  }),
  phoneScreen,
  /** "Did you add this?" */
  z.strictObject({ kind: z.literal('enrollee/unexpected'), givenName: z.string(), method: methodLabel }),
  /** A key from the desk is prepared: plugged in, used, and registered for the person. */
  z.strictObject({
    kind: z.literal('enrollee/key'),
    step: z.enum(['insert', 'look', 'make', 'touch', 'save']),
    pin: keyPinQuestion.nullable(),
  }),
  z.strictObject({ kind: z.literal('enrollee/confirmed'), method: methodLabel, work: work.nullable() }),
  ...passwordScreens,
  ...retestScreens,
  z.strictObject({
    kind: z.literal('enrollee/done'),
    givenName: z.string(),
    method: methodLabel,
    /** Whom to call about a sign-in that was somebody else's. */
    notMeContact: z.string(),
    /** The site's page for help, to take along; null where it has none. */
    scan: scan.nullable(),
    /** The same on paper; null where the site does not print. */
    paper: z.enum(['ready', 'printing', 'printed', 'failed']).nullable(),
  }),
  z.strictObject({ kind: z.literal('enrollee/stopped') }),
] as const;

/** "Please turn the screen to …": confirmed by the other person, shows nothing of either. */
const handover = z.strictObject({
  kind: z.literal('handover'),
  to: z.enum(['enrollee', 'operator', 'approver']),
  /** Only towards the enrollee. */
  givenName: z.string().nullable(),
});

export const screen = z.discriminatedUnion('kind', [
  ...operatorScreens,
  ...operatorApprovalScreens,
  ...approverScreens,
  ...enrolleeScreens,
  consoleScreen,
  handover,
]);
export type Screen = z.infer<typeof screen>;
export type ScreenKind = Screen['kind'];
export type ScreenOf<K extends ScreenKind> = Extract<Screen, { kind: K }>;
