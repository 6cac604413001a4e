import { describe, expect, it } from 'vitest';
import type { AuditEvent, LogReading, SignInEvent } from '../../../src/main/directory/index.ts';
import type { Told } from '../../../src/main/monitoring/index.ts';
import { before, reportOf, reportSchema, type ReportInput } from '../../../src/main/reporting/index.ts';
import { changeEvent, passUse } from '../../support/quarter/records.ts';
import { simulatedQuarter } from '../../support/quarter/quarter.ts';

const FROM = Date.UTC(2026, 6, 1);
const UNTIL = Date.UTC(2026, 9, 1);
const MINUTE = 60_000;
const iso = (at: number): string => new Date(at).toISOString();

const entry = (at: number, type: string, more: Partial<Told> = {}): Told => ({
  ...{ station: 'desk-1', at: iso(at), type, enrollment: null, step: null },
  ...{ actor: 'operator', subject: null, data: {} },
  ...more,
});

/** One enrollment of `minutes` minutes, as the desk writes it. */
const enrollment = (id: string, begin: number, told: readonly [number, string, Partial<Told>?][]): Told[] =>
  told.map(([afterMs, type, more]) =>
    entry(begin + afterMs, type, { enrollment: id, subject: `person-${id}`, ...more }),
  );

const done = enrollment('a', FROM + MINUTE, [
  [0, 'enrollment.begun'],
  [1_000, 'decision', { data: { scenario: 'lost-phone', path: 'privileged', refuses: [] } }],
  [2_000, 'approval.asked'],
  [2_000 + MINUTE, 'approval.given', { actor: 'approver' }],
  [3 * MINUTE, 'effect.intent', { step: 'issue', data: { effect: 'i' } }],
  [3 * MINUTE, 'effect.outcome', { step: 'issue', data: { effect: 'i', result: 'ok', passId: 'p' } }],
  [5 * MINUTE, 'method.found', { data: { methodType: '#microsoft.graph.fido2AuthenticationMethod' } }],
  [5 * MINUTE + 1_000, 'effect.intent', { step: 'revoke', data: { effect: 'r', undoes: 'i' } }],
  [5 * MINUTE + 2_000, 'effect.outcome', { step: 'revoke', data: { effect: 'r', result: 'ok' } }],
  [6 * MINUTE, 'retest', { data: { authenticationContext: 'c1' } }],
  [
    7 * MINUTE,
    'enrollment.ended',
    { data: { ending: 'done', scenario: 'lost-phone', durationMs: 7 * MINUTE } },
  ],
]);

const refused = enrollment('b', FROM + 10 * 24 * 60 * MINUTE, [
  [0, 'enrollment.begun'],
  [1_000, 'decision', { data: { scenario: 'new-hire', refuses: ['hours-open', 'not-on-hold'] } }],
  [2_000, 'enrollment.ended', { data: { ending: 'refused', scenario: 'new-hire', durationMs: 2_000 } }],
]);

const stopped = enrollment('c', FROM + 11 * 24 * 60 * MINUTE, [
  [0, 'enrollment.begun'],
  [1_000, 'enrollment.state', { data: { scenario: 'new-hire', why: null } }],
  [2_000, 'effect.intent', { step: 'issue', data: { effect: 'j' } }],
  [3_000, 'effect.outcome', { step: 'issue', data: { effect: 'j', result: 'failed', code: 'tenant.busy' } }],
  [4_000, 'retest', { data: { code: 'retest.other-account' } }],
  [5_000, 'enrollment.unresolved', { data: { ending: 'stopped', why: 'enrollment.person-left' } }],
]);

const others = [
  entry(FROM, 'badge.refused', { data: { code: 'badge.nobody' } }),
  entry(FROM, 'operator.pin-wrong'),
  entry(FROM, 'posture.checked', { data: { notFine: ['pass-length'], unknown: [] } }),
  entry(FROM, 'alert.raised', { data: { alert: 'left-behind' } }),
  entry(UNTIL - 1, 'retest.proof', { data: { signInLog: 'confirmed' } }),
  // The first moment after, and one that is compared with.
  entry(UNTIL, 'badge.refused', { data: { code: 'badge.nobody' } }),
  entry(FROM - 1, 'enrollment.begun', { enrollment: 'z', subject: 'somebody' }),
];

const log = <T>(events: readonly T[]): LogReading<T> => ({
  known: true,
  events,
  from: iso(FROM),
  until: iso(UNTIL),
});

const input = (more: Partial<ReportInput> = {}): ReportInput => ({
  madeAt: UNTIL,
  site: 'Site',
  timeZone: 'UTC',
  period: { from: FROM, until: UNTIL },
  previous: before({ from: FROM, until: UNTIL }),
  entries: [...done, ...refused, ...stopped, ...others],
  audit: log<AuditEvent>([]),
  signIns: log<SignInEvent>([]),
  holders: { known: false, because: 'tenant.forbidden' },
  maturity: { known: false, because: 'tenant.forbidden' },
  ...more,
});

describe('the report over what journals tell', () => {
  const report = reportOf(input());
  const { journal } = report.figures;

  it('counts enrollments that began in the time, with their ends', () => {
    expect(journal.volume).toEqual({
      ...{ enrollments: 3, done: 1, refused: 1, stopped: 1, open: 0, unresolved: 1 },
      ...{ passes: 1, privilegedPasses: 1, people: 3, operators: 1 },
      weeks: [
        { week: '2026-06-29', enrollments: 1, passes: 1, done: 1 },
        { week: '2026-07-06', enrollments: 2, passes: 0, done: 0 },
      ],
    });
    expect(report.before?.journal.volume).toMatchObject({ enrollments: 1, open: 1 });
  });

  it('tells scenarios, time at the desk, refusals, failures and why people stopped', () => {
    const seven = { count: 1, median: 7, p90: 7, longest: 7 };
    expect(journal.scenarios).toEqual([
      { scenario: 'new-hire', enrollments: 2, done: 0, refused: 1, stopped: 1, deskMinutes: null },
      { scenario: 'lost-phone', enrollments: 1, done: 1, refused: 0, stopped: 0, deskMinutes: seven },
    ]);
    expect(journal.deskMinutes).toEqual(seven);
    expect(journal.refusals).toEqual([
      { code: 'hours-open', count: 1 },
      { code: 'not-on-hold', count: 1 },
    ]);
    expect(journal.stopped).toEqual([{ code: 'enrollment.person-left', count: 1 }]);
    expect(journal.failures).toEqual({
      badges: [{ code: 'badge.nobody', count: 1 }],
      effects: [{ code: 'issue: tenant.busy', count: 1 }],
      retests: [{ code: 'retest.other-account', count: 1 }],
      methods: [],
      operatorPins: 1,
    });
  });

  it('tells approvals, methods, proofs and how long until a pass was gone', () => {
    const one = (value: number) => ({ count: 1, median: value, p90: value, longest: value });
    expect(journal.approvals).toEqual({
      ...{ asked: 1, given: 1, refused: 0, withdrawn: 0, expired: 0, voided: 0, turnedAway: 0 },
      answerMinutes: one(1),
    });
    expect(journal.methods).toEqual([{ code: 'fido2', count: 1 }]);
    expect(journal.proofs).toEqual([
      { code: 'authentication-context', count: 1 },
      { code: 'log-confirmed', count: 1 },
    ]);
    expect(journal.revocation).toEqual({
      registeredToRevokedSeconds: one(2),
      passMinutes: one(2),
      withoutEnd: 0,
    });
    expect(journal.posture).toEqual({
      ...{ runs: 1, withFindings: 1 },
      findings: [{ code: 'pass-length', count: 1 }],
    });
    expect(journal.alerts).toEqual({
      raised: [{ code: 'left-behind', count: 1 }],
      cleared: 0,
      reviewsDue: 0,
    });
  });

  it('has the form that is published', () => {
    expect(reportSchema.parse(report)).toEqual(report);
  });
});

describe('the report over what the tenant tells', () => {
  const at = FROM + MINUTE;
  const use = passUse('1', { at, person: 'a', address: '192.0.2.1' });

  it('tells which policies met a sign-in by pass, and which no policy applied to', () => {
    const guard = { id: 'guard', name: 'Guard', result: 'success' };
    const none = { ...guard, result: 'notApplied' };
    const { id, personId, appId, address, deviceId, methods, succeeded } = use;
    const untold = { id, at: use.at, personId, appId, address, deviceId, methods, succeeded };
    const { access } = reportOf(
      input({
        signIns: log([
          { ...use, policies: [guard] },
          { ...use, policies: [none] },
          { ...use, policies: [{ ...guard, result: 'failure' }], succeeded: false },
          { ...use, policies: [{ ...guard, result: 'reportOnlyFailure' }] },
          untold,
          { ...use, methods: ['Passkey (device-bound)'] },
        ]),
      }),
    ).figures;
    const sums = { passed: 1, stopped: 1, notApplied: 1, reportOnly: 1 };
    const policies = [{ id: 'guard', name: 'Guard', ...sums }];
    expect(access).toEqual({
      known: true,
      value: { signIns: 5, failed: 1, unguarded: 2, untold: 1, policies },
    });
  });

  it('does not take a log that is too short for a time in which nothing happened', () => {
    const short = { ...log<SignInEvent>([use]), from: iso(FROM + 1) };
    expect(reportOf(input({ signIns: short })).figures.access).toEqual({
      known: false,
      because: 'log-too-short',
    });
  });

  it('tells changes of roles and of policies', () => {
    const by = 'administrator';
    const { roleChanges, policyChanges } = reportOf(
      input({
        audit: log([
          changeEvent('r', { at, by, activity: 'Add member to role', person: 'a' }),
          changeEvent('p', { at, by, activity: 'Update Conditional Access policy' }),
          changeEvent('late', { at: UNTIL, by, activity: 'Add member to role', person: 'a' }),
        ]),
      }),
    ).figures;
    const change = { at: iso(at), activity: 'Add member to role', by, people: ['a'] };
    expect({ roleChanges, policyChanges }).toEqual({
      roleChanges: { known: true, value: [change] },
      policyChanges: { known: true, value: 1 },
    });
  });

  it('tells who can do without passwords by group, and who cannot yet and why', () => {
    const somebody = { administrator: false, guest: false, passwordlessCapable: false, mfaCapable: false };
    const { maturity } = reportOf(
      input({
        maturity: {
          known: true,
          value: {
            registered: [
              {
                ...somebody,
                id: 'a',
                passwordlessCapable: true,
                mfaCapable: true,
                methods: ['passKeySynced'],
              },
              { ...somebody, id: 'b', mfaCapable: true, methods: ['microsoftAuthenticatorPush'] },
              { ...somebody, id: 'c', administrator: true, methods: [] },
              { ...somebody, id: 'd', methods: ['mobilePhone'] },
              { ...somebody, id: 'e', methods: ['temporaryAccessPass'] },
              { ...somebody, id: 'f', guest: true, methods: [] },
            ],
            groups: [{ name: 'Pilot', memberIds: new Set(['a', 'b']) }],
          },
        },
      }),
    ).today;
    expect(maturity).toEqual({
      known: true,
      value: {
        groups: [
          { group: 'everybody', people: 5, passwordlessCapable: 1, mfaCapable: 2 },
          { group: 'administrators', people: 1, passwordlessCapable: 0, mfaCapable: 0 },
          { group: 'Pilot', people: 2, passwordlessCapable: 1, mfaCapable: 2 },
        ],
        needs: [
          { code: 'has-a-pass-now', count: 1 },
          { code: 'no-second-factor', count: 1 },
          { code: 'nothing-registered', count: 1 },
          { code: 'only-methods-that-can-be-phished', count: 1 },
        ],
        people: [
          { id: 'b', because: 'only-methods-that-can-be-phished' },
          { id: 'c', because: 'nothing-registered' },
          { id: 'd', because: 'no-second-factor' },
          { id: 'e', because: 'has-a-pass-now' },
        ],
      },
    });
  });
});

describe('the report of a simulated quarter', () => {
  it('counts every enrollment of it once', () => {
    const { input: told, enrollments } = simulatedQuarter(7, 1_000);
    const span = { from: Date.UTC(2026, 5, 29), until: told.now + 1 };
    const { journal, access } = reportOf(
      input({ ...told, period: span, previous: null, entries: told.entries }),
    ).figures;
    const { volume } = journal;
    expect(volume.enrollments).toBe(enrollments);
    expect(volume.done + volume.refused + volume.stopped + volume.open).toBe(enrollments);
    expect(volume.weeks.reduce((sum, one) => sum + one.enrollments, 0)).toBe(enrollments);
    expect(journal.stations).toHaveLength(10);
    expect(access).toEqual({ known: false, because: 'log-too-short' });
  });
});
