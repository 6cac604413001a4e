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
});

type Line = Pick<Told, 'type' | 'data'> & { readonly step?: string; readonly afterMs: number };

/** When each step comes after the badge, in milliseconds. */
const when = {
  decision: MINUTE,
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

const linesOf = (course: Course): readonly Line[] => {
  const { id, groupId, path, way, ending } = course;
  const decided = { type: 'decision', data: { path, verdict: ending === 'refused' ? 'refuse' : 'allow' } };
  const ended = { type: 'enrollment.ended', data: { ending } };
  const begun = { type: 'enrollment.begun', data: {}, afterMs: 0 };
  if (ending === 'refused') {
    return [begun, { ...decided, afterMs: when.decision }, { ...ended, afterMs: when.decision + 1_000 }];
  }
  return [
    begun,
    { ...decided, afterMs: when.decision },
    ...effect('admit', { effect: `admit-${id}`, groupId, added: true }, when.join),
    ...effect(
      'issue',
      { effect: `issue-${id}`, passId: `pass-${id}`, lifetimeMinutes: 60, grantedMinutes: 60 },
      when.issue,
    ),
    { type: 'way', data: { way }, afterMs: when.use - 1_000 },
    ...effect('revoke', { effect: `revoke-${id}`, passId: `pass-${id}`, undoes: `issue-${id}` }, when.revoke),
    ...(course.without.has('leave')
      ? []
      : effect('leave', { effect: `leave-${id}`, groupId, undoes: `admit-${id}` }, course.leaveAfterMs)),
    { ...ended, afterMs: when.end },
  ];
};

const entriesOf = (course: Course): readonly Told[] =>
  linesOf(course).map(({ type, data, step = null, afterMs }) => ({
    station: course.station,
    enrollment: course.id,
    at: iso(course.at + afterMs),
    type,
    step,
    actor: course.operator,
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
  way: 'security-key-here',
  without: new Set<never>(),
} as const;
