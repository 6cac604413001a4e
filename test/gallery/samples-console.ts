import type {
  ConsoleView,
  ConsoleViewOf,
  EnrollmentRow,
  FleetStation,
  Screen,
} from '../../src/shared/index.ts';
import { postureSamples } from './samples-posture.ts';

const supervisor = (
  view: ConsoleView,
  more: { readonly busy?: boolean; readonly fleet?: boolean } = {},
): Screen => ({
  kind: 'supervisor/console',
  name: 'Sonia Supervisor',
  waiting: { alerts: 3, reviews: 2 },
  fleet: more.fleet ?? false,
  busy: more.busy ?? false,
  view,
});

const row = (hour: number, more: Partial<EnrollmentRow> = {}): EnrollmentRow => ({
  enrollment: `e-${hour}`,
  recordNumber: `7F3A-0${hour.toString(16).toUpperCase().padStart(3, '0')}`,
  station: 'desk-1',
  at: new Date(Date.UTC(2026, 10, 22, hour, 12)).toISOString(),
  minutes: 6.5,
  scenario: 'new-hire',
  state: 'done',
  ...more,
});

const enrollments = [
  row(17, { state: 'running', minutes: null }),
  row(16),
  row(15, { state: 'refused', minutes: 2, scenario: 'lost-phone' }),
  row(14),
  row(13, { scenario: 're-registration' }),
  row(12, { state: 'stopped', minutes: 11 }),
  row(11),
  row(10, { state: 'unresolved', minutes: 9, scenario: 'none' }),
  row(9),
  row(8),
  row(7),
];

const person = '3f0c8a52-7d11-4f3e-9a77-0d5ad1a1c001';

const alerts: ConsoleView = {
  of: 'alerts',
  lookedAt: '2026-11-22T17:00:00.000Z',
  trouble: null,
  alerts: [
    {
      id: 'a'.repeat(32),
      rule: 'outside-tapdesk',
      severity: 'high',
      state: 'found',
      at: '2026-11-22T15:20:00.000Z',
      facts: [
        { name: 'subject', value: person },
        { name: 'passId', value: '9d2c7f60-5f4e-4b8e-8a51-c0f1b4c0a7de' },
      ],
      waiting: [
        { channel: 'webhook', error: 'unreachable' },
        { channel: 'otlp', error: null },
      ],
      delivered: 2,
      objection: null,
    },
    {
      id: 'b'.repeat(32),
      rule: 'privileged-pass',
      severity: 'medium',
      state: 'found',
      at: '2026-11-22T14:02:00.000Z',
      facts: [],
      waiting: [],
      delivered: 3,
      objection: 'takes-part',
    },
    {
      id: 'c'.repeat(32),
      rule: 'not-used',
      severity: 'medium',
      state: 'unknown',
      at: '2026-11-22T13:00:00.000Z',
      facts: [{ name: 'because', value: 'tenant.forbidden' }],
      waiting: [],
      delivered: 0,
      objection: null,
    },
  ],
};

const reviews: ConsoleView = {
  of: 'reviews',
  due: [
    { kind: 'weekly', since: null, enrollment: null, recordNumber: null, objection: null },
    {
      kind: 'privileged',
      since: '2026-11-21T10:15:00.000Z',
      enrollment: 'e-12',
      recordNumber: '7F3A-0012',
      objection: null,
    },
    {
      kind: 'privileged',
      since: '2026-11-22T14:02:00.000Z',
      enrollment: 'e-14',
      recordNumber: '7F3A-0014',
      objection: 'takes-part',
    },
  ],
};

const week = (index: number) =>
  new Date(Date.UTC(2026, 7, 24) + index * 7 * 86_400_000).toISOString().slice(0, 10);

const charts: ConsoleView = {
  of: 'charts',
  from: '2026-08-24T00:00:00.000Z',
  until: '2026-11-22T17:00:00.000Z',
  medianMinutes: 6.4,
  weeks: [14, 22, 31, 18, 12, 40, 44, 29, 17, 21, 25, 33, 11].map((count, index) => ({
    week: week(index),
    enrollments: count,
    done: Math.round(count * 0.85),
  })),
  scenarios: [
    { scenario: 'new-hire', done: 190, refused: 9, stopped: 14 },
    { scenario: 'lost-phone', done: 61, refused: 12, stopped: 8 },
    { scenario: 're-registration', done: 18, refused: 1, stopped: 0 },
    { scenario: 'none', done: 0, refused: 0, stopped: 4 },
  ],
  refusals: [
    { code: 'hours.outside', count: 9 },
    { code: 'account.on-hold', count: 7 },
    { code: 'rate.station', count: 4 },
    { code: 'badge.weak', count: 2 },
  ],
};

const station = (name: string, site: string, more: Partial<FleetStation> = {}): FleetStation => ({
  ...{ station: name, site, state: 'admitted', version: '0.1.0', open: true, unsent: 0 },
  seenAt: '2026-11-22T16:59:20.000Z',
  checkpointAt: '2026-11-22T16:58:30.000Z',
  ...{ enrolling: 0, findings: 0, refusals: 0 },
  posture: { fine: 63, of: 63 },
  ...more,
});

const fleetDay = (index: number): string =>
  new Date(Date.UTC(2026, 9, 26) + index * 86_400_000).toISOString().slice(0, 10);

const fleet: ConsoleViewOf<'fleet'> = {
  of: 'fleet',
  state: 'read',
  at: '2026-11-22T17:00:00.000Z',
  site: null,
  sites: ['Harbour Restaurant', 'Hill Plant'],
  stations: [
    station('desk-1', 'Harbour Restaurant', { enrolling: 1 }),
    station('desk-2', 'Harbour Restaurant', { open: false, posture: { fine: 61, of: 63 } }),
    station('desk-3', 'Harbour Restaurant', { unsent: 214, findings: 2 }),
    station('desk-12', 'Hill Plant', { state: 'revoked', refusals: 4 }),
    station('desk-14', 'Hill Plant', {
      ...{ seenAt: null, version: null, open: null, checkpointAt: null, posture: null },
    }),
  ],
  findings: [
    { station: 'desk-3', kind: 'fork', at: '2026-11-22T15:20:00.000Z' },
    { station: 'desk-3', kind: 'silence', at: '2026-11-22T14:05:00.000Z' },
  ],
  days: [4, 9, 8, 7, 9, 1, 0, 5, 9, 9, 8, 7, 2, 0, 6, 9, 10, 12, 8, 1, 0, 5, 7, 9, 8, 9, 2, 3].map(
    (count, index) => ({ day: fleetDay(index), enrollments: count, done: Math.round(count * 0.8) }),
  ),
  bySite: [
    { site: 'Harbour Restaurant', done: 96, refused: 8, stopped: 9 },
    { site: 'Hill Plant', done: 41, refused: 6, stopped: 4 },
  ],
  refusals: [
    { code: 'hours.outside', count: 8 },
    { code: 'account.on-hold', count: 4 },
    { code: 'rate.station', count: 2 },
  ],
  approvalsWaiting: 1,
};

const hash = (digit: string) => digit.repeat(64);

const entry = (seq: number, type: string, enrollment: string | null = 'e-14') => ({
  epoch: 3,
  seq,
  at: new Date(Date.UTC(2026, 10, 22, 14, 2, seq)).toISOString(),
  type,
  enrollment,
  recordNumber: enrollment === null ? null : '7F3A-0014',
  actor: 'station',
});

const journal: ConsoleView = {
  of: 'journal',
  text: '',
  entries: [
    entry(48, 'alert.noted', null),
    entry(47, 'enrollment.ended'),
    entry(46, 'retest'),
    entry(45, 'effect.outcome'),
    entry(44, 'effect.intent'),
    entry(43, 'method.found'),
    entry(42, 'pass.usable'),
    entry(41, 'effect.outcome'),
  ],
  before: 41,
  exported: null,
};

const record: ConsoleView = {
  of: 'record',
  enrollment: 'e-14',
  recordNumber: '7F3A-0014',
  from: 'today',
  entries: ['enrollment.begun', 'decision', 'effect.intent', 'effect.outcome', 'enrollment.ended'].map(
    (type, index) => ({
      ...entry(40 + index, type),
      step: type.startsWith('effect') ? 'issue' : null,
      subject: person,
      data: [{ name: 'verdict', value: 'allow' }],
      hash: hash(String(index + 1)),
      prev: hash(String(index)),
    }),
  ),
};

const { checks } = postureSamples['operator-posture'].screen;
const posture: ConsoleView = {
  of: 'posture',
  at: '2026-11-22T09:41:00.000Z',
  checks: structuredClone([...checks]),
};

/** The supervisor's console, a view each. */
export const consoleSamples = {
  'console-today': {
    stage: null,
    screen: supervisor({
      of: 'today',
      enrollments,
      hold: { since: '2026-11-02', reference: 'Case 12/2026' },
    }),
  },
  'console-today-none': {
    stage: null,
    screen: supervisor({ of: 'today', enrollments: [], hold: null }, { busy: true }),
  },
  'console-alerts': { stage: null, screen: supervisor(alerts) },
  'console-alerts-none': {
    stage: null,
    screen: supervisor({ of: 'alerts', alerts: [], lookedAt: null, trouble: 'no-reader' }),
  },
  'console-reviews': { stage: null, screen: supervisor(reviews) },
  'console-charts': { stage: null, screen: supervisor(charts) },
  'console-fleet': { stage: null, screen: supervisor(fleet, { fleet: true }) },
  'console-fleet-site': {
    stage: null,
    screen: supervisor(
      {
        ...fleet,
        ...{ site: 'Hill Plant', findings: [], refusals: [], approvalsWaiting: 0 },
        stations: fleet.stations.filter(({ site }) => site === 'Hill Plant'),
        bySite: fleet.bySite.slice(1),
      },
      { fleet: true },
    ),
  },
  'console-fleet-denied': {
    stage: null,
    screen: supervisor(
      {
        ...fleet,
        ...{ state: 'denied', sites: [], stations: [], findings: [], days: [], bySite: [], refusals: [] },
      },
      { fleet: true },
    ),
  },
  'console-posture': { stage: null, screen: supervisor(posture) },
  'console-journal': { stage: null, screen: supervisor(journal) },
  'console-journal-keyboard': { stage: null, keyboard: 'shown', screen: supervisor(journal) },
  'console-journal-exported': {
    stage: null,
    screen: supervisor({
      ...journal,
      text: 'effect',
      exported: {
        file: '/var/lib/tapdesk/tapdesk/exports/journal-20261122T170000Z.jsonl',
        sha256: hash('9'),
        entries: 48,
      },
    }),
  },
  'console-record': { stage: null, screen: supervisor(record) },
} as const;
