import { numberIn, type Block } from '../document/index.ts';
import type { AccessFigures, MaturityFigures, Report } from './figures.ts';
import { MOST_PEOPLE } from './tenant.ts';
import { dayIn, inWords, sharePercent } from './words.ts';

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
const text = (words: string): Block => ({ kind: 'text', text: words });

/** A report is read by people: of long lists the rest is in the JSON. */
const MOST_ROWS = 50;

const roleBlocks = ({ figures, today, before }: Report): readonly Block[] => {
  const { roles } = today;
  const changes = figures.roleChanges;
  const earlier = before?.roleChanges;
  return [
    heading('Roles'),
    ...(roles.known
      ? [
          {
            kind: 'table',
            caption: 'Who holds roles that matter here, as of today',
            head: ['Role', 'People', 'Active all the time', 'Over the whole tenant'],
            rows: roles.value.map(({ role, people, standing, tenantWide }) => [
              role,
              ...[people, standing, tenantWide].map(numberIn),
            ]),
          } as const,
        ]
      : []),
    ...(changes.known
      ? [
          text(
            `Role assignments changed ${numberIn(changes.value.length)} times` +
              (earlier?.known === true ? `, ${numberIn(earlier.value.length)} times before.` : '.'),
          ),
        ]
      : []),
    ...(changes.known && changes.value.length > 0
      ? [
          {
            kind: 'table',
            caption: 'Changes of role assignments, by object id',
            head: ['Day and change', 'By', 'About'],
            rows: changes.value
              .slice(0, MOST_ROWS)
              .map(({ at, activity, by, people }) => [
                `${dayIn(at)} ${activity}`,
                by ?? 'not told',
                people.join(', ') || 'not told',
              ]),
          } as const,
        ]
      : []),
  ];
};

const accessBlocks = (access: AccessFigures): readonly Block[] => [
  text(
    `${numberIn(access.signIns)} sign-ins used a pass; ${numberIn(access.failed)} of them failed. ` +
      `No policy applied to ${numberIn(access.unguarded)} that succeeded. ` +
      `Of ${numberIn(access.untold)} the log does not tell the policies.`,
  ),
  ...(access.policies.length === 0
    ? []
    : [
        {
          kind: 'chart',
          chart: {
            shape: 'bars',
            title: 'Sign-ins by pass that met each policy',
            of: 'Policy',
            series: ['Let through', 'Stopped'],
            rows: access.policies.map(({ name, passed, stopped }) => ({
              label: name,
              values: [passed, stopped],
            })),
          },
        } as const,
        {
          kind: 'table',
          caption: 'The policies that did not speak, or only would have',
          head: ['Policy', 'Did not apply', 'Report-only, would have spoken'],
          rows: access.policies.map(({ name, notApplied, reportOnly }) => [
            name,
            numberIn(notApplied),
            numberIn(reportOnly),
          ]),
        } as const,
      ]),
];

const maturityBlocks = ({ groups, needs, people }: MaturityFigures): readonly Block[] => [
  {
    kind: 'chart',
    chart: {
      shape: 'bars',
      title: 'Who can sign in without a password, by group',
      of: 'Group',
      series: ['Passwordless-capable', 'People'],
      rows: groups.map(({ group, passwordlessCapable, people: all }) => ({
        label: inWords(group),
        values: [passwordlessCapable, all],
      })),
    },
  },
  text(
    groups
      .map((one) => `${inWords(one.group)}: ${sharePercent(one.passwordlessCapable, one.people)}`)
      .join('. ') + '.',
  ),
  ...(needs.length === 0
    ? [text('Nobody needs a pass any more.')]
    : [
        {
          kind: 'chart',
          chart: {
            shape: 'bars',
            title: 'Who still needs a pass, and why',
            of: 'Why',
            series: ['People'],
            rows: needs.map(({ code, count }) => ({ label: inWords(code), values: [count] })),
          },
        } as const,
        {
          kind: 'table',
          caption: `By object id; the first ${MOST_ROWS}, and in the JSON the first ${numberIn(MOST_PEOPLE)}`,
          head: ['Object id', 'Why'],
          rows: people.slice(0, MOST_ROWS).map(({ id, because }) => [id, inWords(because)]),
        } as const,
      ]),
];

/** What the tenant tells of the time, and of today. */
export const tenantBlocks = (report: Report): readonly Block[] => {
  const { figures, today } = report;
  return [
    ...roleBlocks(report),
    heading('Conditional Access'),
    ...(figures.policyChanges.known
      ? [text(`Policies that a pass is held to changed ${numberIn(figures.policyChanges.value)} times.`)]
      : []),
    ...(figures.access.known ? accessBlocks(figures.access.value) : [text('It could not be told.')]),
    heading('On the way to no passwords at all'),
    ...(today.maturity.known ? maturityBlocks(today.maturity.value) : [text('It could not be told.')]),
  ];
};
