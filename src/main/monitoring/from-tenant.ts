import type { AuditEvent, LogStretch, SignInEvent } from '../directory/index.ts';
import { wallTime } from '../policy/index.ts';
import { again, keyOf, type MakeRows } from './rows.ts';
import type { AuditPass, AuditView, Change, PassUse, TenantMembership, Watched } from './view.ts';

/** The log's words differ by who acts and have changed over the years, so no whole sentence is looked for. */
const aboutPass = /temporary ?access ?pass/i;
const aboutRemoval = /delet|remov/i;

const isAboutPass = ({ activity, reason, targets }: AuditEvent): boolean =>
  aboutPass.test(activity) ||
  aboutPass.test(reason) ||
  targets.some(({ modified }) => modified.some(({ name }) => aboutPass.test(name)));

/** A value of the log: JSON inside a string, or the bare text. */
const plain = (value: string | null): string | null => {
  if (value === null) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'string' ? parsed : value;
  } catch {
    return value;
  }
};

/** A value that an event tells by name; of what was taken away it tells only what was. */
const changed = (event: AuditEvent, ending: string): string | null => {
  const found = event.targets.flatMap(({ modified }) => modified).find(({ name }) => name.endsWith(ending));
  return plain(found?.to ?? found?.from ?? null);
};

const personOf = ({ targets }: AuditEvent): string | null =>
  targets.find(({ type, id }) => type === 'User' && id !== null)?.id ?? null;

const time = (value: string | null): number | null => {
  const at = Date.parse(value ?? '');
  return Number.isNaN(at) ? null : at;
};

const passOf = (event: AuditEvent): readonly AuditPass[] => {
  const person = personOf(event);
  const words = `${event.activity} ${event.reason}`;
  if (!event.succeeded || person === null || !isAboutPass(event) || aboutRemoval.test(words)) return [];
  return [
    {
      eventId: event.id,
      passId: changed(event, 'TemporaryAccessPass.Id'),
      at: Date.parse(event.at),
      person,
      by: event.by,
      endsAt: time(changed(event, 'TemporaryAccessPass.EndDateTime')),
    },
  ];
};

/** The group of a membership event: its target, or named by a changed property of the member. */
const groupOf = (event: AuditEvent): string | null =>
  event.targets.find(({ type }) => type === 'Group')?.id ?? changed(event, 'Group.ObjectID');

/** Somebody was put into a group, or taken out of it. */
interface Move {
  readonly joined: boolean;
  readonly membership: TenantMembership;
}

const moves: Readonly<Record<string, boolean>> = {
  'Add member to group': true,
  'Remove member from group': false,
};

const moveOf = (event: AuditEvent, groupIds: ReadonlySet<string>): Move | null => {
  const joined = moves[event.activity];
  const [person, groupId] = [personOf(event), groupOf(event)];
  if (joined === undefined || !event.succeeded || person === null || groupId === null) return null;
  if (!groupIds.has(groupId)) return null;
  const { id: eventId, by } = event;
  return { joined, membership: { eventId, groupId, person, by, at: Date.parse(event.at), leftAt: null } };
};

const pairOf = ({ groupId, person }: TenantMembership): string => keyOf(groupId, person);

/** Joins with the leave that ended each; moves of one person and group stand together, in the order of time. */
function* membershipsIn(all: Iterable<Move>): Generator<TenantMembership> {
  let open: TenantMembership | null = null;
  for (const { joined, membership } of all) {
    const isSame: boolean = open !== null && pairOf(open) === pairOf(membership);
    if (open !== null && !isSame) yield open;
    if (open !== null && isSame && !joined) yield { ...open, leftAt: membership.at };
    open = joined ? membership : null;
  }
  if (open !== null) yield open;
}

/** Activities that change what a pass is held to. Source: facts about audit events, "Policy". */
const policyChange =
  /authentication methods policy|authentication strength policy|conditional access policy|security defaults/i;
const roleChange = /member (to|from) role|eligible member|role assignment/i;

const changeOf = (event: AuditEvent): readonly Change[] => {
  const kind = policyChange.test(event.activity) ? 'policy' : roleChange.test(event.activity) ? 'role' : null;
  if (kind === null || !event.succeeded) return [];
  const people = event.targets.flatMap(({ type, id }) => (type === 'User' && id !== null ? [id] : []));
  return [{ event, kind, at: Date.parse(event.at), people }];
};

const isoOf = (event: AuditEvent): string => new Date(event.at).toISOString();

/** What of the audit log is watched; of passes, each by itself as well. */
export interface AuditTold {
  readonly view: Watched<AuditView>;
  readonly passes: Iterable<AuditPass>;
}

/** One walk over the events of a stretch. */
export const fromAudit = (
  reading: LogStretch<AuditEvent>,
  of: { readonly groupIds: readonly string[]; readonly timeZone: string; readonly rows: MakeRows },
): AuditTold => {
  if (!reading.known) return { view: reading, passes: [] };
  const [groups, passes, moved] = [new Set(of.groupIds), of.rows<AuditPass>(), of.rows<Move>()];
  const [changes, busyDays]: [Change[], Set<string>] = [[], new Set()];
  for (const event of reading.events) {
    for (const pass of passOf(event)) passes.put(isoOf(event), pass);
    const move = moveOf(event, groups);
    if (move !== null) moved.put(keyOf(pairOf(move.membership), isoOf(event)), move);
    changes.push(...changeOf(event));
    if (event.service === 'Authentication Methods')
      busyDays.add(wallTime(Date.parse(event.at), of.timeZone).date);
  }
  changes.sort((one, other) => one.at - other.at);
  const memberships = again(() => membershipsIn(moved.inOrder()));
  const [from, until] = [Date.parse(reading.from), Date.parse(reading.until)];
  return {
    view: { known: true, value: { from, until, memberships, changes, busyDays } },
    passes: again(() => passes.inOrder()),
  };
};

/** Sign-ins by pass that succeeded. */
export function* usesIn(reading: LogStretch<SignInEvent>): Generator<PassUse> {
  for (const { id, at, personId, address, deviceId, succeeded, methods } of reading.known
    ? reading.events
    : []) {
    if (!succeeded || !methods.some((one) => aboutPass.test(one))) continue;
    yield { id, at: Date.parse(at), person: personId, address, deviceId };
  }
}
