import type { AuditEvent, SignInEvent } from '../../../src/main/directory/index.ts';
import type { Told } from '../../../src/main/monitoring/index.ts';

/** All that a quarter leaves behind, each log by itself. */
export interface Records {
  readonly entries: Told[];
  readonly audit: AuditEvent[];
  readonly signIns: SignInEvent[];
}

/** One enrollment as it goes; everything has an ordinary value. */
export interface Course {
  readonly id: string;
  readonly station: string;
  readonly operator: string;
  readonly person: string;
  readonly groupId: string;
  /** Epoch milliseconds at which the badge was read. */
  readonly at: number;
  readonly scenario: 'new-hire' | 'lost-phone' | 're-registration';
  readonly way: 'security-key-here' | 'passkey-on-phone';
  readonly ending: 'done' | 'stopped' | 'refused';
  readonly path: 'standard' | 'privileged';
  readonly network: string;
  /** What the tenant's logs lack, or tell otherwise. */
  readonly without: ReadonlySet<'pass-audit' | 'use' | 'leave'>;
  /** Milliseconds after the issue at which the person leaves the group again. */
  readonly leaveAfterMs: number;
}

const MINUTE = 60_000;
const iso = (at: number): string => new Date(at).toISOString();

const user = (id: string, modified: AuditEvent['targets'][number]['modified'] = []) => ({
  id,
  type: 'User',
  modified,
});

const value = (name: string, to: string) => ({ name, from: null, to: JSON.stringify(to) });

const audited = (event: Partial<AuditEvent> & Pick<AuditEvent, 'id' | 'at' | 'activity'>): AuditEvent => ({
  service: 'Authentication Methods',
  category: 'UserManagement',
  reason: '',
  succeeded: true,
  by: null,
  targets: [],
  ...event,
});

/** The audit event of a pass. Source of the words: facts about audit events. */
export const passEvent = (id: string, of: { at: number; by: string; person: string }): AuditEvent =>
  audited({
    id: `audit-${id}`,
    at: iso(of.at),
    activity: 'Admin registered security info',
    reason: 'Admin registered temporary access pass method for user',
    by: of.by,
    targets: [
      user(of.person, [
        value('TemporaryAccessPass.Id', `pass-${id}`),
        value('TemporaryAccessPass.StartDateTime', iso(of.at)),
        value('TemporaryAccessPass.EndDateTime', iso(of.at + 60 * MINUTE)),
        value('TemporaryAccessPass.AccessPassUsage', 'Once'),
      ]),
    ],
  });

export const groupEvent = (
  id: string,
  of: { at: number; by: string; person: string; groupId: string; joins: boolean },
): AuditEvent =>
  audited({
    id: `audit-${id}`,
    at: iso(of.at),
    activity: of.joins ? 'Add member to group' : 'Remove member from group',
    service: 'Core Directory',
    category: 'GroupManagement',
    by: of.by,
    targets: [user(of.person), { id: of.groupId, type: 'Group', modified: [] }],
  });

export const changeEvent = (
  id: string,
  of: { at: number; by: string; activity: string; person?: string },
): AuditEvent =>
  audited({
    id: `audit-${id}`,
    at: iso(of.at),
    activity: of.activity,
    service: 'Core Directory',
    category: of.person === undefined ? 'Policy' : 'RoleManagement',
    by: of.by,
    targets: of.person === undefined ? [] : [user(of.person)],
  });

export const passUse = (id: string, of: { at: number; person: string; address: string }): SignInEvent => ({
  id: `sign-in-${id}`,
  at: iso(of.at),
  personId: of.person,
  appId: 'security-info',
  address: of.address,
  deviceId: null,
  methods: ['Temporary Access Pass'],
  succeeded: true,
  policies: [
    { id: 'guard', name: 'Guard registration', result: 'success' },
    { id: 'legacy', name: 'Block legacy authentication', result: 'notApplied' },
  ],
});

type Line = Pick<Told, 'type' | 'data'> & {
  readonly step?: string;
  readonly actor?: string;
  readonly afterMs: number;
};

/** When each step comes after the badge, in milliseconds. */
const when = {
  decision: MINUTE,
  asked: 62_000,
  given: 66_000,
  found: 240_000,
  retest: 380_000,
  join: 70_000,
  issue: 72_000,
  use: 150_000,
  revoke: 5 * MINUTE,
  end: 7 * MINUTE,
};

const effect = (step: string, data: Told['data'], afterMs: number): readonly Line[] => [
  { type: 'effect.intent', step, data, afterMs },
  { type: 'effect.outcome', step, data: { ...data, result: 'ok' }, afterMs: afterMs + 500 },
];

/** A second person consents to a pass for somebody privileged, and somebody else looks at it afterwards. */
const approvalLines = ({ path, operator }: Course): readonly Line[] => {
  if (path !== 'privileged') return [];
  const data = { fingerprint: 'f'.repeat(64) };
  return [
    { type: 'approval.asked', data: { ...data, count: 1, because: ['privileged'] }, afterMs: when.asked },
    { type: 'approval.given', actor: 'approver', data, afterMs: when.given },
    {
      type: 'review.due',
      actor: 'station',
      data: { because: 'privileged', notBy: [operator] },
      afterMs: when.given,
    },
  ];
};

/** The new method and the test of it, where somebody got that far. */
const provenLines = ({ ending, way }: Course): readonly Line[] => {
  const methodType = '#microsoft.graph.fido2AuthenticationMethod';
  const onPhone = way === 'passkey-on-phone';
  return ending === 'done'
    ? [
        { type: 'method.found', data: { methodType }, afterMs: when.found },
        {
          type: 'retest',
          data: { authenticationContext: onPhone ? null : 'c1', signInLog: 'pending', onPhone },
          afterMs: when.retest,
        },
      ]
    : [];
};

const endedLine = ({ ending, scenario }: Course, afterMs: number): Line => ({
  type: 'enrollment.ended',
  data: {
    ...{ ending, scenario, durationMs: afterMs },
    why: ending === 'stopped' ? 'enrollment.person-left' : null,
  },
  afterMs,
});

const linesOf = (course: Course): readonly Line[] => {
  const { id, groupId, path, way, ending, scenario } = course;
  const refused = ending === 'refused';
  const refuses = refused ? ['not-on-hold'] : [];
  const decided = {
    type: 'decision',
    data: { path, scenario, verdict: refused ? 'refuse' : 'allow', refuses },
  };
  const begun = { type: 'enrollment.begun', data: { badgeStrength: 'identifier' }, afterMs: 0 };
  const proven = {
    type: 'proofing.answer',
    data: { step: 'face-photo', outcome: 'passed', documentClass: null },
    afterMs: 30_000,
  };
  if (refused) {
    return [begun, proven, { ...decided, afterMs: when.decision }, endedLine(course, when.decision + 1_000)];
  }
  return [
    begun,
    proven,
    { ...decided, afterMs: when.decision },
    ...approvalLines(course),
    ...effect('admit', { effect: `admit-${id}`, groupId, added: true }, when.join),
    ...effect(
      'issue',
      { effect: `issue-${id}`, passId: `pass-${id}`, lifetimeMinutes: 60, grantedMinutes: 60 },
      when.issue,
    ),
    { type: 'way', data: { way }, afterMs: when.use - 1_000 },
    ...provenLines(course),
    ...effect('revoke', { effect: `revoke-${id}`, passId: `pass-${id}`, undoes: `issue-${id}` }, when.revoke),
    ...(course.without.has('leave')
      ? []
      : effect('leave', { effect: `leave-${id}`, groupId, undoes: `admit-${id}` }, course.leaveAfterMs)),
    endedLine(course, when.end),
  ];
};

const entriesOf = (course: Course): readonly Told[] =>
  linesOf(course).map(({ type, data, step = null, actor = course.operator, afterMs }) => ({
    station: course.station,
    enrollment: course.id,
    at: iso(course.at + afterMs),
    type,
    step,
    actor,
    subject: course.person,
    data: type === 'effect.intent' ? { ...data, at: course.at + afterMs } : data,
  }));

/** Writes an enrollment into the station's journal and into the tenant's logs. */
export const record = (records: Records, course: Course): void => {
  records.entries.push(...entriesOf(course));
  if (course.ending === 'refused') return;
  const { id, at, operator: by, person, groupId, without } = course;
  if (!without.has('pass-audit'))
    records.audit.push(passEvent(id, { at: at + when.issue + 300, by, person }));
  const joined = { by, person, groupId };
  records.audit.push(groupEvent(`join-${id}`, { ...joined, at: at + when.join, joins: true }));
  if (!without.has('leave')) {
    records.audit.push(groupEvent(`leave-${id}`, { ...joined, at: at + course.leaveAfterMs, joins: false }));
  }
  if (course.ending === 'done' && !without.has('use')) {
    records.signIns.push(passUse(id, { at: at + when.use, person, address: course.network }));
  }
};

/** When a course's pass is created, and when its enrollment takes it away. */
export const passTimes = ({ at }: Pick<Course, 'at'>) => ({
  issued: at + when.issue,
  over: at + when.revoke,
});

export const ordinary = {
  leaveAfterMs: when.revoke + 1_000,
  ending: 'done',
  path: 'standard',
  scenario: 'new-hire',
  way: 'security-key-here',
  without: new Set<never>(),
} as const;
