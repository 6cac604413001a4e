import type { AuditEvent, LogReading, SignInEvent } from '../directory/index.ts';
import { wallTime } from '../policy/index.ts';
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

/** Joins with the leave that ended each. */
const membershipsOf = (
  events: readonly AuditEvent[],
  groupIds: ReadonlySet<string>,
): readonly TenantMembership[] => {
  const open = new Map<string, TenantMembership>();
  const closed: TenantMembership[] = [];
  for (const event of events) {
    const [person, groupId] = [personOf(event), groupOf(event)];
    if (!event.succeeded || person === null || groupId === null || !groupIds.has(groupId)) continue;
    const key = `${groupId} ${person}`;
    const at = Date.parse(event.at);
    if (event.activity === 'Add member to group') {
      open.set(key, { eventId: event.id, groupId, person, by: event.by, at, leftAt: null });
    } else if (event.activity === 'Remove member from group') {
      const joined = open.get(key);
      if (joined !== undefined) closed.push({ ...joined, leftAt: at });
      open.delete(key);
    }
  }
  return [...closed, ...open.values()];
};

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

/** What of the audit log is watched; null where it could not be read. */
export const fromAudit = (
  reading: LogReading<AuditEvent>,
  { groupIds, timeZone }: { readonly groupIds: readonly string[]; readonly timeZone: string },
): Watched<AuditView> => {
  if (!reading.known) return reading;
  const events = [...reading.events].sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const methods = events.filter(({ service }) => service === 'Authentication Methods');
  return {
    known: true,
    value: {
      from: Date.parse(reading.from),
      until: Date.parse(reading.until),
      passes: events.flatMap(passOf),
      memberships: membershipsOf(events, new Set(groupIds)),
      changes: events.flatMap(changeOf),
      busyDays: new Set(methods.map(({ at }) => wallTime(Date.parse(at), timeZone).date)),
    },
  };
};

/** Sign-ins by pass that succeeded. */
export const fromSignIns = (
  reading: LogReading<SignInEvent>,
): Watched<{ readonly until: number; readonly uses: readonly PassUse[] }> =>
  reading.known
    ? {
        known: true,
        value: {
          until: Date.parse(reading.until),
          uses: reading.events
            .filter(({ succeeded, methods }) => succeeded && methods.some((one) => aboutPass.test(one)))
            .map(({ id, at, personId, address, deviceId }) => ({
              id,
              at: Date.parse(at),
              person: personId,
              address,
              deviceId,
            })),
        },
      }
    : reading;
