import type { Config } from '../config/index.ts';
import type { Block, Document } from '../document/index.ts';
import { baselines, roleName, stepsOf, type PolicyConfig } from '../policy/index.ts';
import type { WrittenPolicy } from './written-policy.ts';

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
const text = (words: string): Block => ({ kind: 'text', text: words });
const list = (...items: readonly string[]): Block => ({ kind: 'list', items });

const roles = (ids: readonly string[]): string => ids.map(roleName).join(', ') || 'nobody';
const scenarios = ['new-hire', 'lost-phone', 're-registration'] as const;
const scenarioNames = {
  'new-hire': 'New employee, first sign-in',
  'lost-phone': 'Lost, stolen or replaced phone',
  're-registration': 'Methods are registered anew',
} as const;

const purpose = ({ site }: WrittenPolicy): readonly Block[] => [
  heading('Purpose'),
  text(
    `This policy governs Temporary Access Passes of Microsoft Entra ID at ${site}. A pass lets somebody whose identity was verified in person sign in once and register a method that lasts. It is no password and no standing credential, and is never issued for convenience or for longer access.`,
  ),
];

const scenarioBlocks = ({ groups }: Config): readonly Block[] => [
  heading('Approved scenarios'),
  {
    kind: 'table',
    caption: 'A pass is issued for these alone',
    head: ['Scenario', 'Group that the person joins meanwhile'],
    rows: scenarios.map((one) => [scenarioNames[one], groups[one]]),
  },
];

/** Graph writes the whole tenant as a slash (directoryScopeId). */
const scopeName = (scope: string): string => (scope === '/' ? 'the whole tenant' : scope);

const issuerBlocks = (policy: PolicyConfig): readonly Block[] => [
  heading('Authorized issuers and roles'),
  list(
    `Operators hold, active: ${roles(policy.operatorRoleIds)}; over ${policy.operatorScopes.map(scopeName).join(', ')}.`,
    `Operators and approvers hold none of these at the same time: ${roles(policy.separatedRoleIds)}.`,
    `Where a second person is asked for, they hold: ${roles(policy.approval.roleIds)}; outside opening hours: ${roles(policy.approval.supervisorRoleIds)}.`,
    `A pass is created and taken away as the signed-in operator, never by an application of its own.`,
    policy.proofing.training === null
      ? 'The desk’s configuration keeps no list of whose training holds.'
      : 'Operators whose training has run out may not issue.',
  ),
];

const lifetimeBlocks = (policy: PolicyConfig): readonly Block[] => {
  const { minimumMinutes, maximumMinutes } = baselines[policy.baseline];
  return [
    heading('Lifetimes'),
    {
      kind: 'table',
      caption: `Baseline: ${policy.baseline}`,
      head: ['Whose pass', 'Minutes', 'The baseline allows', 'Use'],
      rows: [
        [
          'Standard users',
          String(policy.lifetimeMinutes),
          `${minimumMinutes} to ${maximumMinutes}`,
          policy.usableOnce ? 'Once' : 'More than once',
        ],
        [
          'Privileged users',
          policy.privileged.allowed ? String(policy.privileged.lifetimeMinutes) : 'none are issued',
          String(baselines[policy.baseline].privilegedMaximumMinutes),
          'Once',
        ],
      ],
    },
    text(
      `One person gets at most ${policy.repeats.passes} passes in ${policy.repeats.minutes} minutes before somebody looks into it.`,
    ),
  ];
};

const deliveryBlocks = ({ times }: Config): readonly Block[] => [
  heading('Delivery'),
  list(
    `In person at the desk, on its screen, to the one whose identity was verified. It is visible while a button is held, for ${times.visibleSeconds} seconds in all.`,
    'By no other way: no mail, no chat, no document, no ticket, no telephone, no clipboard, no print.',
  ),
];

const proofingBlocks = ({ policy, station }: Config): readonly Block[] => [
  heading('Identity proofing'),
  {
    kind: 'table',
    caption: 'What the operator checks in person, step by step',
    head: ['Scenario', 'Badge is at least', 'Steps'],
    rows: scenarios.map((one) => [
      scenarioNames[one],
      policy.badgeStrength[one],
      stepsOf(policy.proofing, one)
        .map((step) => (step.kind === 'site' ? (step.text.en ?? step.id) : step.kind.replaceAll('-', ' ')))
        .join(', '),
    ]),
  },
  text(
    `What cannot be passed is refused, or escalated to ${policy.proofing.escalateTo ?? station.helpContact}.`,
  ),
];

const privilegedBlocks = (policy: PolicyConfig): readonly Block[] => [
  heading('Privileged users and emergencies'),
  policy.privileged.allowed
    ? list(
        `Privileged users get a pass in an emergency alone, issued by ${roles(policy.privileged.operatorRoleIds)}, with the consent of ${policy.privileged.approvals} further people holding ${roles(policy.privileged.approverRoleIds)}.`,
        `It is restricted further by the Conditional Access policy “${policy.privileged.restrictedBy ?? 'not named yet'}”.`,
        'Somebody who had no part in it reviews each such pass afterwards.',
      )
    : text('Privileged users get no pass at the desk; they are told whom to turn to.'),
  text(
    `Emergency-access accounts never get a pass at the desk (${policy.emergencyAccessIds.length} accounts and ${policy.emergencyAccessGroupIds.length} groups are named). They have their own documented controls and are left out of Conditional Access.`,
  ),
];

const auditBlocks = ({ close, monitoring, policy }: Config): readonly Block[] => [
  heading('Audit and revocation'),
  list(
    'Every step is written to the station’s journal before and after it happens; entries are chained and signed, and cannot be changed unseen.',
    'The pass is deleted and the group left at once when the new method is there, when the person leaves, and when anything goes wrong; it is tried until it is done.',
    close.revokeSignInSessions
      ? 'Other sign-in sessions of the person are ended when the enrollment is done.'
      : 'Other sign-in sessions of the person are left as they are.',
    `Journals and the tenant’s logs are held against each other. Looked into are passes outside opening hours (${policy.hours.timeZone}), several for one person, passes never used, passes no desk made, memberships of more than ${monitoring.membershipHours} hours, and changes of policies or roles within ${monitoring.changeMinutes} minutes of a pass.`,
  ),
];

const reviewBlocks = (): readonly Block[] => [
  heading('Review cadence'),
  {
    kind: 'table',
    caption: 'Who looks at what, how often',
    head: ['What', 'How often', 'By'],
    rows: [
      ['Alerts', 'As they are raised', 'A supervisor who had no part in it'],
      ['Live passes and members of pass groups', 'Weekly', 'A supervisor, with an operator'],
      ['Use, failed attempts, role assignments, Conditional Access', 'Quarterly', 'A supervisor'],
      ['This policy', 'Quarterly, and whenever a setting changes', 'The owner of the policy'],
    ],
  },
];

const changeBlocks = ({ previous, changes }: WrittenPolicy): readonly Block[] => [
  heading('What has changed'),
  previous === null
    ? text('This is the first version.')
    : {
        kind: 'table',
        caption: `Against version ${previous.version} (SHA-256 ${previous.sha256.slice(0, 16)}…)`,
        head: ['Setting', 'Was', 'Is'],
        rows: changes.map(({ setting, from, to }) => [setting, from ?? 'not there', to ?? 'not there']),
      },
];

const settingBlocks = ({ settings }: WrittenPolicy): readonly Block[] => [
  heading('Every setting'),
  {
    kind: 'table',
    caption: 'As the desk reads them',
    head: ['Setting', 'Value'],
    rows: Object.entries(settings).map(([setting, value]) => [setting, value]),
  },
];

/** The written policy as people read and sign it. Pure. */
export const writtenPolicyPage = (policy: WrittenPolicy, config: Config): Document => ({
  title: `Temporary Access Pass policy, version ${policy.version}`,
  subtitle: `${policy.site}, tenant ${policy.tenantId}. Made on ${policy.madeAt.slice(0, 10)} from the desk’s configuration; rule set ${policy.ruleSet}; SHA-256 of the settings ${policy.sha256}.`,
  blocks: [
    ...purpose(policy),
    ...scenarioBlocks(config),
    ...issuerBlocks(config.policy),
    ...lifetimeBlocks(config.policy),
    ...deliveryBlocks(config),
    ...proofingBlocks(config),
    ...privilegedBlocks(config.policy),
    ...auditBlocks(config),
    ...reviewBlocks(),
    ...changeBlocks(policy),
    heading('Sign-off'),
    { kind: 'sign-off', people: ['Owner of the policy', 'Security officer', 'Approved by'] },
    ...settingBlocks(policy),
  ],
});
