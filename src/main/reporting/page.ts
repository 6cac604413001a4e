import type { Block, Chart, Document } from '../document/index.ts';
import { numberIn } from '../document/index.ts';
import type { Counts, Figures, JournalFigures, Perhaps, Report, Spread } from './figures.ts';
import { tenantBlocks } from './page-tenant.ts';
import { becauseIn, changed, dayIn, inWords, sharePercent } from './words.ts';

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
const text = (words: string): Block => ({ kind: 'text', text: words });

const SERIES_NOW = 'This period';
const SERIES_BEFORE = 'The period before';

/** Two lists of counts as one chart, in the order of the newer; what only the older has comes last. */
const countsChart = (title: string, of: string, lists: readonly [Counts, Counts | null]): Chart => {
  const [now, earlier] = lists;
  const codes = [...new Set([...now, ...(earlier ?? [])].map(({ code }) => code))];
  const countIn = (list: Counts | null, code: string): number =>
    list?.find((one) => one.code === code)?.count ?? 0;
  return {
    shape: 'bars',
    ...{ title, of },
    series: earlier === null ? [SERIES_NOW] : [SERIES_NOW, SERIES_BEFORE],
    rows: codes.map((code) => ({
      label: inWords(code),
      values: earlier === null ? [countIn(now, code)] : [countIn(now, code), countIn(earlier, code)],
    })),
  };
};

/** A chart where there is something to draw, and words where there is not. */
const countsBlock = (title: string, of: string, lists: readonly [Counts, Counts | null]): Block =>
  lists[0].length + (lists[1]?.length ?? 0) === 0
    ? text(`${title}: none.`)
    : { kind: 'chart', chart: countsChart(title, of, lists) };

const noSpread = { median: null, p90: null, longest: null, count: 0 } as const;

const spreadRow = (name: string, now: Spread | null, earlier: Spread | null): readonly string[] => {
  const { median, p90, longest, count } = now ?? noSpread;
  return [name, ...[median, p90, longest, count, earlier?.median ?? null].map(numberIn)];
};
const spreadHead = [
  'What',
  'Half within',
  'Nine of ten within',
  'Longest',
  'How many',
  'Half within, before',
];

const overviewBlock = (now: JournalFigures, earlier: JournalFigures | null): Block => {
  const row = (name: string, of: (from: JournalFigures) => number): readonly string[] => [
    name,
    numberIn(of(now)),
    numberIn(earlier === null ? null : of(earlier)),
    changed(of(now), earlier === null ? null : of(earlier)),
  ];
  return {
    kind: 'table',
    caption: 'At a glance',
    head: ['What', 'This period', 'Before', 'Change'],
    rows: [
      row('Enrollments', ({ volume }) => volume.enrollments),
      row('Done', ({ volume }) => volume.done),
      row('Refused', ({ volume }) => volume.refused),
      row('Stopped', ({ volume }) => volume.stopped),
      row('Passes created', ({ volume }) => volume.passes),
      row('Passes for privileged people', ({ volume }) => volume.privilegedPasses),
      row('Different people', ({ volume }) => volume.people),
      row('Operators', ({ volume }) => volume.operators),
      row('Still open', ({ volume }) => volume.open),
      row('Ended with something left to put right', ({ volume }) => volume.unresolved),
      row('Passes without an end on record', ({ revocation }) => revocation.withoutEnd),
    ],
  };
};

const weeksChart = ({ volume }: JournalFigures): Block => ({
  kind: 'chart',
  chart: {
    shape: 'columns',
    title: 'Enrollments and passes by week',
    of: 'Week from',
    series: ['Enrollments', 'Passes'],
    rows: volume.weeks.map(({ week, enrollments, passes }) => ({
      label: week,
      values: [enrollments, passes],
    })),
  },
});

const scenarioCounts = ({ scenarios }: JournalFigures): Counts =>
  scenarios.map(({ scenario, enrollments }) => ({ code: scenario, count: enrollments }));

const scenarioTable = ({ scenarios }: JournalFigures): Block => ({
  kind: 'table',
  caption: 'How each scenario ended',
  head: ['Scenario', 'Enrollments', 'Done', 'Refused', 'Stopped', 'Minutes, half within'],
  rows: scenarios.map(({ scenario, enrollments, done, refused, stopped, deskMinutes }) => [
    inWords(scenario),
    ...[enrollments, done, refused, stopped].map(numberIn),
    numberIn(deskMinutes?.median ?? null),
  ]),
});

const timeBlocks = (now: JournalFigures, earlier: JournalFigures | null): readonly Block[] => [
  heading('Time'),
  {
    kind: 'table',
    caption: 'How long things took',
    head: spreadHead,
    rows: [
      spreadRow('Minutes at the desk, badge to done', now.deskMinutes, earlier?.deskMinutes ?? null),
      spreadRow(
        'Minutes for which a pass existed',
        now.revocation.passMinutes,
        earlier?.revocation.passMinutes ?? null,
      ),
      spreadRow(
        'Seconds from the new method to the pass being gone',
        now.revocation.registeredToRevokedSeconds,
        earlier?.revocation.registeredToRevokedSeconds ?? null,
      ),
      spreadRow(
        'Minutes until an approver answered',
        now.approvals.answerMinutes,
        earlier?.approvals.answerMinutes ?? null,
      ),
    ],
  },
];

const failureBlocks = (now: JournalFigures, earlier: JournalFigures | null): readonly Block[] => {
  const of = (title: string, what: string, list: (from: JournalFigures) => Counts): Block =>
    countsBlock(title, what, [list(now), earlier === null ? null : list(earlier)]);
  return [
    heading('What did not work, and why'),
    of('Enrollments that were stopped', 'Why', ({ stopped }) => stopped),
    of('Badges that began nothing', 'Why', ({ failures }) => failures.badges),
    of('Test sign-ins that failed', 'Why', ({ failures }) => failures.retests),
    of('New methods that were not accepted', 'Why', ({ failures }) => failures.methods),
    of('Calls to the tenant that failed', 'Step and code', ({ failures }) => failures.effects),
    text(`Wrong operator PINs: ${numberIn(now.failures.operatorPins)}.`),
    heading('What the policy refused'),
    of('Reasons of refusals', 'Reason', ({ refusals }) => refusals),
  ];
};

const approvalCounts = ({ approvals }: JournalFigures): Counts =>
  (['asked', 'given', 'refused', 'withdrawn', 'expired', 'voided', 'turnedAway'] as const).map((code) => ({
    code,
    count: approvals[code],
  }));

const approvalBlocks = (now: JournalFigures, earlier: JournalFigures | null): readonly Block[] => [
  heading('Approvals by a second person'),
  now.approvals.asked + (earlier?.approvals.asked ?? 0) === 0
    ? text('None was asked for.')
    : countsBlock('What became of requests', 'Outcome', [
        approvalCounts(now),
        earlier === null ? null : approvalCounts(earlier),
      ]),
  text(`Reviews that fell due after a pass for a privileged person: ${numberIn(now.alerts.reviewsDue)}.`),
];

const watchBlocks = (now: JournalFigures, earlier: JournalFigures | null): readonly Block[] => [
  heading('Posture and alerts'),
  text(
    `The checks of tenant and station ran ${numberIn(now.posture.runs)} times; ${numberIn(now.posture.withFindings)} runs found something.`,
  ),
  countsBlock('What the checks found', 'Check', [now.posture.findings, earlier?.posture.findings ?? null]),
  countsBlock('Alerts that the desks raised', 'Alert', [now.alerts.raised, earlier?.alerts.raised ?? null]),
];

const journalBlocks = (now: JournalFigures, earlier: JournalFigures | null): readonly Block[] => [
  heading('Use'),
  overviewBlock(now, earlier),
  text(
    `${sharePercent(now.volume.done, now.volume.enrollments)} of all enrollments were done. Desks: ${now.stations.join(', ') || 'none'}.`,
  ),
  weeksChart(now),
  heading('Scenarios'),
  countsBlock('Enrollments by scenario', 'Scenario', [
    scenarioCounts(now),
    earlier === null ? null : scenarioCounts(earlier),
  ]),
  scenarioTable(now),
  ...timeBlocks(now, earlier),
  ...failureBlocks(now, earlier),
  ...approvalBlocks(now, earlier),
  heading('Methods'),
  countsBlock('Methods that were registered', 'Method', [now.methods, earlier?.methods ?? null]),
  countsBlock('What proves that they sign in', 'Proof', [now.proofs, earlier?.proofs ?? null]),
  ...watchBlocks(now, earlier),
];

/** What could not be told, so that nobody takes it for nothing. */
const gaps = ({ figures, today }: Report): readonly Block[] => {
  const parts: readonly (readonly [string, Perhaps<unknown>])[] = [
    ['Changes of roles', figures.roleChanges],
    ['Changes of policies', figures.policyChanges],
    ['Conditional Access', figures.access],
    ['Role assignments', today.roles],
    ['Maturity', today.maturity],
  ];
  const items = parts.flatMap(([name, part]) => (part.known ? [] : [`${name}: ${becauseIn(part.because)}`]));
  return items.length === 0 ? [] : [heading('What could not be told'), { kind: 'list', items }];
};

const subtitleOf = ({ site, period, previous, madeAt }: Report): string => {
  const compared =
    previous === null ? '' : ` Compared with ${dayIn(previous.from)} to ${dayIn(previous.until)}.`;
  return `${site}. ${dayIn(period.from)} to ${dayIn(period.until)}, the last day not included.${compared} Made on ${dayIn(madeAt)}.`;
};

/** A report as people read it. Pure. */
export const documentOf = (report: Report): Document => {
  const before: Figures | null = report.before;
  return {
    title: 'Temporary Access Passes: quarterly report',
    subtitle: subtitleOf(report),
    blocks: [
      ...journalBlocks(report.figures.journal, before?.journal ?? null),
      ...tenantBlocks(report),
      ...gaps(report),
    ],
  };
};
