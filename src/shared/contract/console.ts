import { z } from 'zod';
import { postureCheck } from './posture.ts';

/**
 * The supervisor's console: one view at a time. What it shows comes from one source, a station's own record or a
 * fleet's; nothing here says which.
 */

const count = z.int().min(0);
const time = z.iso.datetime();

/** The views that are chosen; a record is opened from one of them. */
export const consoleTab = z.enum(['today', 'alerts', 'reviews', 'charts', 'posture', 'journal', 'fleet']);
export type ConsoleTab = z.infer<typeof consoleTab>;

/** Where an enrollment stands; a word each under `console-state.STATE`. */
export const enrollmentState = z.enum(['running', 'done', 'refused', 'stopped', 'unresolved']);
export type EnrollmentState = z.infer<typeof enrollmentState>;

const enrollmentRow = z.strictObject({
  enrollment: z.string(),
  recordNumber: z.string(),
  station: z.string(),
  at: time,
  /** Null while it runs. */
  minutes: z.number().min(0).nullable(),
  /** `none`: it ended before one was chosen. */
  scenario: z.string(),
  state: enrollmentState,
});
export type EnrollmentRow = z.infer<typeof enrollmentRow>;

const today = z.strictObject({
  of: z.literal('today'),
  /** Of the last 24 hours, newest first. */
  enrollments: z.array(enrollmentRow),
  /** While it stands nothing of the station's record is removed; null: none. */
  hold: z.strictObject({ since: z.iso.date(), reference: z.string() }).nullable(),
});

/** Why an alert may rest; a word each under `alert-reason.REASON`. */
export const alertReason = z.enum(['explained', 'put-right', 'false-alarm', 'under-investigation']);

/** What kept a receiver from taking an alert; a word each under `delivery.CODE`. */
const deliveryCode = z.enum(['unreachable', 'untrusted', 'timeout', 'refused', 'busy', 'not-here']);

const alertRow = z.strictObject({
  id: z.string(),
  /** A sentence each under `alert.RULE`. */
  rule: z.string(),
  severity: z.enum(['high', 'medium', 'low']),
  state: z.enum(['found', 'unknown']),
  at: time,
  /** Ids, codes and numbers of the rule, by name. */
  facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** Receivers that have not got it, with what was wrong last. */
  waiting: z.array(z.strictObject({ channel: z.string(), error: deliveryCode.nullable() })),
  delivered: count,
  /** Why this supervisor may not acknowledge it; null when they may. */
  objection: z.enum(['takes-part']).nullable(),
});
export type AlertRow = z.infer<typeof alertRow>;

const alerts = z.strictObject({
  of: z.literal('alerts'),
  /** Those that stand, the most severe first. */
  alerts: z.array(alertRow),
  /** When logs and journals were last looked at; null: not since the start. */
  lookedAt: time.nullable(),
  /** Why not, or why the last look failed. `no-reader`: this station has no identity to look with. */
  trouble: z.enum(['no-reader', 'failed']).nullable(),
});

const review = z.strictObject({
  /** A sentence each under `review.KIND`. */
  kind: z.enum(['weekly', 'privileged', 'export']),
  /** Since when it is due; null: it was never done. */
  since: time.nullable(),
  enrollment: z.string().nullable(),
  recordNumber: z.string().nullable(),
  objection: z.enum(['takes-part']).nullable(),
});
export type ReviewRow = z.infer<typeof review>;

/** What a review of a privileged enrollment came to; a word each under `review-outcome.OUTCOME`. */
export const reviewOutcome = z.enum(['in-order', 'followed-up']);

const reviews = z.strictObject({ of: z.literal('reviews'), due: z.array(review) });

const bar = z.strictObject({ code: z.string(), count });

const charts = z.strictObject({
  of: z.literal('charts'),
  from: time,
  until: time,
  weeks: z.array(z.strictObject({ week: z.iso.date(), enrollments: count, done: count })),
  scenarios: z.array(z.strictObject({ scenario: z.string(), done: count, refused: count, stopped: count })),
  /** Why the policy said no, most often first. */
  refusals: z.array(bar),
  /** Median minutes from badge to end; null before the first. */
  medianMinutes: z.number().min(0).nullable(),
});

const posture = z.strictObject({
  of: z.literal('posture'),
  /** Null before tenant and station were looked at. */
  at: time.nullable(),
  checks: z.array(postureCheck),
});

/** An entry's place: epoch and number. */
const place = z.strictObject({ epoch: z.int().min(1), seq: z.int().min(1) });

const entryRow = z.strictObject({
  ...place.shape,
  at: time,
  type: z.string(),
  enrollment: z.string().nullable(),
  recordNumber: z.string().nullable(),
  actor: z.string(),
});
export type EntryRow = z.infer<typeof entryRow>;

const journal = z.strictObject({
  of: z.literal('journal'),
  /** What was looked for; empty for everything. */
  text: z.string(),
  /** Newest first. */
  entries: z.array(entryRow),
  /** Number before which there is more to look through; null at the beginning. */
  before: z.int().min(1).nullable(),
  /** The last export from here; null while none was made. */
  exported: z.strictObject({ file: z.string(), sha256: z.string(), entries: count }).nullable(),
});

const fleetStation = z.strictObject({
  station: z.string(),
  site: z.string(),
  state: z.enum(['admitted', 'revoked']),
  /** Null: never heard. */
  seenAt: time.nullable(),
  version: z.string().nullable(),
  open: z.boolean().nullable(),
  /** Entries that wait at the station, by its own word. */
  unsent: count,
  checkpointAt: time.nullable(),
  /** How many people it enrolls now. */
  enrolling: count,
  findings: count,
  /** What the ledger did not take of it. */
  refusals: count,
  /** Checks that were fine, of those that were run; null before the first look. */
  posture: z.strictObject({ fine: count, of: count }).nullable(),
});
export type FleetStation = z.infer<typeof fleetStation>;

const fleet = z.strictObject({
  of: z.literal('fleet'),
  /** `away`: the ledger does not answer; `denied`: it does not show the fleet to this station. */
  state: z.enum(['read', 'away', 'denied']),
  at: time,
  /** The site whose stations are shown; null: all. */
  site: z.string().nullable(),
  /** All there are. */
  sites: z.array(z.string()),
  stations: z.array(fleetStation),
  /** What the ledger's audit found and nobody has acknowledged; a word each under `finding.KIND`. */
  findings: z.array(z.strictObject({ station: z.string(), kind: z.string(), at: time })),
  /** Ended enrollments a day, by UTC; oldest first, days without any included. */
  days: z.array(z.strictObject({ day: z.iso.date(), enrollments: count, done: count })),
  bySite: z.array(z.strictObject({ site: z.string(), done: count, refused: count, stopped: count })),
  refusals: z.array(bar),
  /** Requests for approval that are open. */
  approvalsWaiting: count,
});

const record = z.strictObject({
  of: z.literal('record'),
  enrollment: z.string(),
  recordNumber: z.string(),
  /** The view it was opened from. */
  from: consoleTab,
  entries: z.array(
    z.strictObject({
      ...entryRow.shape,
      step: z.string().nullable(),
      subject: z.string().nullable(),
      data: z.array(z.strictObject({ name: z.string(), value: z.string() })),
      /** Its proof: the hash of the entry and of the one before. */
      hash: z.string(),
      prev: z.string(),
    }),
  ),
});

export const consoleView = z.discriminatedUnion('of', [
  today,
  alerts,
  reviews,
  charts,
  posture,
  journal,
  fleet,
  record,
]);
export type ConsoleView = z.infer<typeof consoleView>;
export type ConsoleViewOf<T extends ConsoleView['of']> = Extract<ConsoleView, { of: T }>;

export const consoleScreen = z.strictObject({
  kind: z.literal('supervisor/console'),
  name: z.string(),
  /** What waits, for the names of the views. */
  waiting: z.strictObject({ alerts: count, reviews: count }),
  /** Whether this console shows the whole fleet too. */
  fleet: z.boolean(),
  /** Something is being read or written. */
  busy: z.boolean(),
  view: consoleView,
});
export type ConsoleScreen = z.infer<typeof consoleScreen>;
