import { DirectoryError, type CallContext } from '../port.ts';
import type { AuditEvent, LogReading, SignInEvent, TenantLogs } from '../tenant-logs.ts';
import type { Call } from './call.ts';
import type { GraphDirectoryOptions } from './directory.ts';
import { readAll } from './lists.ts';
import { unexpected } from './no-answer.ts';
import { instant, literal, segment } from './odata.ts';
import {
  auditAnswer,
  auditEventOf,
  memberAnswer,
  registrationAnswer,
  registrationOf,
  signInAnswer,
  signInEventOf,
} from './schemas/tenant-logs.ts';
import { createSend } from './send.ts';

const timeoutMs = 30_000;
const page = '$top=1000';

/**
 * What of the audit log is asked for: events of methods and of policies, of roles, and of the desk's groups. The whole
 * log of a tenant is not read. Source: facts about audit events; Graph, list directoryAudits, $filter.
 */
const auditFilters = (groupIds: readonly string[]): readonly string[] => [
  `loggedByService%20eq%20${literal('Authentication Methods')}`,
  `category%20eq%20${literal('Policy')}`,
  `category%20eq%20${literal('RoleManagement')}`,
  ...groupIds.map((id) => `targetResources/any(t:t/id%20eq%20${literal(id)})`),
];

const get = (path: string, context: CallContext): Call => ({ method: 'GET', path, effect: 'none', context });

/** A reading that failed is told by its code; anything but the directory's own failure is a bug. */
const told = async <T>(
  from: string,
  now: () => number,
  read: () => Promise<readonly T[]>,
): Promise<LogReading<T>> => {
  // What arrives while it is read is not claimed to have been seen.
  const until = new Date(now()).toISOString();
  try {
    return { known: true, events: await read(), from, until };
  } catch (error) {
    if (error instanceof DirectoryError) return { known: false, because: error.code };
    throw error;
  }
};

const onceEach = <T extends { readonly id: string }>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];

/**
 * Reads the stretches of the tenant's logs that are watched, one list after the other: the service allows five
 * requests in ten seconds for all of a tenant (Graph throttling limits, identity and access reports).
 */
export const createTenantLogs = (options: GraphDirectoryOptions): TenantLogs => {
  const graphHost = new URL(options.graphHost).origin;
  const send = createSend({ ...options, graphHost, timeoutMs });
  const { now } = options.clock;

  const readAudit: TenantLogs['readAudit'] = ({ since, groupIds }, context) =>
    told<AuditEvent>(since, now, async () => {
      const all: AuditEvent[] = [];
      for (const filter of auditFilters(groupIds)) {
        const path = `/auditLogs/directoryAudits?$filter=activityDateTime%20ge%20${instant(since)}%20and%20${filter}&${page}`;
        all.push(...(await readAll(auditAnswer, get(path, context), send)).map(auditEventOf));
      }
      return onceEach(all);
    });

  const signInsOf = async (personId: string, since: string, context: CallContext) => {
    const filter = `userId%20eq%20${literal(personId)}%20and%20createdDateTime%20ge%20${instant(since)}`;
    const call = get(`${graphHost}/beta/auditLogs/signIns?$filter=${filter}&${page}`, context);
    const all = (await readAll(signInAnswer, call, send)).map(signInEventOf);
    // A filter that was ignored would take somebody else's sign-in for this person's.
    if (all.some((one) => one.personId.toLowerCase() !== personId.toLowerCase()))
      throw unexpected(call, undefined);
    return all;
  };
  const readSignIns: TenantLogs['readSignIns'] = ({ since, personIds }, context) =>
    told<SignInEvent>(since, now, async () => {
      const all: SignInEvent[] = [];
      for (const id of personIds) all.push(...(await signInsOf(id, since, context)));
      return all;
    });
  const readPassHolders: TenantLogs['readPassHolders'] = (context) => {
    const filter = `methodsRegistered/any(x:x%20eq%20${literal('temporaryAccessPass')})`;
    const path = `/reports/authenticationMethods/userRegistrationDetails?$filter=${filter}`;
    const beginning = new Date(0).toISOString();
    return told(beginning, now, async () =>
      (await readAll(registrationAnswer, get(path, context), send)).map(({ id }) => id),
    );
  };
  const readRegistrations: TenantLogs['readRegistrations'] = (context) => {
    const call = get('/reports/authenticationMethods/userRegistrationDetails', context);
    return told(new Date(0).toISOString(), now, async () =>
      (await readAll(registrationAnswer, call, send)).map(registrationOf),
    );
  };
  const readMembers: TenantLogs['readMembers'] = (groupId, context) => {
    const call = get(`/groups/${segment(groupId)}/transitiveMembers?$select=id&$top=999`, context);
    return told(new Date(0).toISOString(), now, async () =>
      (await readAll(memberAnswer, call, send)).map(({ id }) => id),
    );
  };
  return { readAudit, readSignIns, readPassHolders, readRegistrations, readMembers };
};
