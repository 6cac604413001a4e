import { z } from 'zod';

/**
 * What a report says, as schemas: the types, the checks and the published JSON schema come from here. Source: zero
 * trust guide 6.2 and phase 7; TAP for CMMC Level 2, "I also review logs on a schedule".
 */

const count = z.int().min(0);
const isoTime = z.iso.datetime();

/** How often each word occurred, most often first. */
const counts = z.array(z.strictObject({ code: z.string(), count }));
export type Counts = z.infer<typeof counts>;

/** How a number spreads over those that have one. */
const spread = z.strictObject({ count, median: z.number(), p90: z.number(), longest: z.number() });
export type Spread = z.infer<typeof spread>;
/** Null where nothing has such a number. */
const perhapsSpread = spread.nullable();

/** A part of the report, or why it is not there. */
const part = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('known', [
    z.strictObject({ known: z.literal(true), value }),
    z.strictObject({ known: z.literal(false), because: z.string() }),
  ]);

const period = z.strictObject({
  /** The first moment that belongs to it. */
  from: isoTime,
  /** The first that does not any more. */
  until: isoTime,
});
export type Period = z.infer<typeof period>;

const scenarioFigures = z.strictObject({
  /** `none`: it ended before one was chosen. */
  scenario: z.string(),
  enrollments: count,
  done: count,
  refused: count,
  stopped: count,
  deskMinutes: perhapsSpread,
});
export type ScenarioFigures = z.infer<typeof scenarioFigures>;

const weekFigures = z.strictObject({
  /** Monday, by the site's clock. */
  week: z.iso.date(),
  enrollments: count,
  passes: count,
  done: count,
});
export type WeekFigures = z.infer<typeof weekFigures>;

const journalFigures = z.strictObject({
  stations: z.array(z.string()),
  volume: z.strictObject({
    enrollments: count,
    done: count,
    refused: count,
    stopped: count,
    /** Begun, and not ended by the end of what was read. */
    open: count,
    /** Enrollments that ended with something left to be put right, and stand so. */
    unresolved: count,
    passes: count,
    privilegedPasses: count,
    people: count,
    operators: count,
    weeks: z.array(weekFigures),
  }),
  scenarios: z.array(scenarioFigures),
  /** Minutes from badge to end, of those that were done. */
  deskMinutes: perhapsSpread,
  /** Why enrollments were stopped. */
  stopped: counts,
  /** What the policy said no for; one enrollment can have several. */
  refusals: counts,
  failures: z.strictObject({
    /** Badges that began nothing. */
    badges: counts,
    /** Calls to the tenant that failed, by step and code. */
    effects: counts,
    retests: counts,
    /** New methods that the policy did not accept. */
    methods: counts,
    operatorPins: count,
  }),
  approvals: z.strictObject({
    asked: count,
    given: count,
    refused: count,
    withdrawn: count,
    expired: count,
    /** What was approved had changed by the check before the pass. */
    voided: count,
    turnedAway: count,
    /** Minutes from the question to the answer. */
    answerMinutes: perhapsSpread,
  }),
  /** Methods that were registered, by kind. */
  methods: counts,
  /** How the test sign-in was proven. */
  proofs: counts,
  revocation: z.strictObject({
    /** Seconds from the new method being there to the pass being gone. */
    registeredToRevokedSeconds: perhapsSpread,
    /** Minutes for which a pass existed. */
    passMinutes: perhapsSpread,
    /** Passes of which no end is on record. */
    withoutEnd: count,
  }),
  posture: z.strictObject({ runs: count, withFindings: count, findings: counts }),
  alerts: z.strictObject({ raised: counts, cleared: count, reviewsDue: count }),
});
export type JournalFigures = z.infer<typeof journalFigures>;

/** Who holds a role, by role. */
const holding = z.strictObject({
  roleId: z.string(),
  role: z.string(),
  people: count,
  /** Of these, active all the time. */
  standing: count,
  /** Of these, over the whole tenant. */
  tenantWide: count,
});
export type Holding = z.infer<typeof holding>;

const roleChange = z.strictObject({
  at: isoTime,
  activity: z.string(),
  /** Object ids. */
  by: z.string().nullable(),
  people: z.array(z.string()),
});
export type RoleChange = z.infer<typeof roleChange>;

const policyFigures = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Sign-ins by pass that it let through, stopped, or was not asked about; `reportOnly`: it would have spoken. */
  passed: count,
  stopped: count,
  notApplied: count,
  reportOnly: count,
});
export type PolicyFigures = z.infer<typeof policyFigures>;

const accessFigures = z.strictObject({
  /** Sign-ins by pass, successful or not. */
  signIns: count,
  failed: count,
  /** Of those that succeeded, how many no policy applied to. */
  unguarded: count,
  /** Sign-ins of which the log does not tell the policies. */
  untold: count,
  policies: z.array(policyFigures),
});
export type AccessFigures = z.infer<typeof accessFigures>;

const maturityGroup = z.strictObject({
  group: z.string(),
  people: count,
  passwordlessCapable: count,
  mfaCapable: count,
});
export type MaturityGroup = z.infer<typeof maturityGroup>;

const maturityFigures = z.strictObject({
  groups: z.array(maturityGroup),
  /** Why people will still need a pass. */
  needs: counts,
  /** Who, by object id, with why; the first thousand. */
  people: z.array(z.strictObject({ id: z.string(), because: z.string() })),
});
export type MaturityFigures = z.infer<typeof maturityFigures>;

const figures = z.strictObject({
  journal: journalFigures,
  roleChanges: part(z.array(roleChange)),
  policyChanges: part(count),
  access: part(accessFigures),
});
export type Figures = z.infer<typeof figures>;

/** A whole report. */
export const reportSchema = z.strictObject({
  format: z.literal('tapdesk-report'),
  v: z.literal(1),
  madeAt: isoTime,
  period,
  /** What the period is compared with; null where nothing of it was read. */
  previous: period.nullable(),
  site: z.string(),
  figures,
  before: figures.nullable(),
  /** As it is when the report is made: the tenant keeps no history of it. */
  today: z.strictObject({
    roles: part(z.array(holding)),
    maturity: part(maturityFigures),
  }),
});
export type Report = z.infer<typeof reportSchema>;

/** A part of a report, or why it is not there. */
export type Perhaps<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly because: string };
