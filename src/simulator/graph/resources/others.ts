import { activeRolesOf } from '../../tenant/membership.ts';
import { DOMAIN, SIMULATED_TENANT_ID } from '../../tenant/ids.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import type { LogEntry } from '../../tenant/tenant.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection, answerEntity } from '../collection.ts';
import { GraphFailure, notFound } from '../failure.ts';
import type { Shown } from '../filter.ts';
import { showDevice } from '../show.ts';

const logReaders = [
  ROLE.globalAdministrator,
  ROLE.globalReader,
  ROLE.reportsReader,
  ROLE.securityReader,
  ROLE.securityOperator,
  ROLE.securityAdministrator,
];

function requireLogReader(call: Call): void {
  const { caller, tenant } = call;
  if (caller.kind === 'app') return;
  const roles = activeRolesOf(tenant, caller.id);
  if (!logReaders.some((role) => roles.has(role))) {
    throw new GraphFailure(403, {
      code: 'Authentication_RequestFromUnsupportedUserRole',
      message: 'User is not in the allowed roles',
    });
  }
}

/** Entries that have arrived by now, newest first. */
function arrived(call: Call, log: readonly LogEntry[]): readonly Shown[] {
  const now = call.tenant.clock.now();
  return log
    .filter((one) => one.visibleAt <= now)
    .map((one) => one.entry)
    .reverse();
}

const logPage = { usual: 1000, most: 1000 };

function listAudits(call: Call): Reply {
  requireLogReader(call);
  return answerCollection(call, {
    name: 'auditLogs/directoryAudits',
    items: arrived(call, call.tenant.auditLog),
    page: logPage,
  });
}

/** Properties of a sign-in that v1.0 does not have. */
const betaOnly = [
  'authenticationDetails',
  'authenticationRequirement',
  'authenticationMethodsUsed',
  'signInEventTypes',
];

function listSignIns(call: Call): Reply {
  requireLogReader(call);
  const entries = arrived(call, call.tenant.signInLog);
  const items =
    call.version === 'beta'
      ? entries
      : entries.map((entry) =>
          Object.fromEntries(Object.entries(entry).filter(([key]) => !betaOnly.includes(key))),
        );
  return answerCollection(call, { name: 'auditLogs/signIns', items, page: logPage });
}

function getDevice(call: Call): Reply {
  const key = param(call, 'device').toLowerCase();
  const found = call.tenant.devices.find((one) => one.id === key || one.deviceId === key);
  const byDeviceId = call.path.includes('deviceId=');
  if (found === undefined || (byDeviceId ? found.deviceId : found.id) !== key) throw notFound(key);
  return answerEntity(call, 'devices', { item: showDevice(found) });
}

const organization: Shown = {
  id: SIMULATED_TENANT_ID,
  displayName: 'Simulated tenant',
  tenantType: 'AAD',
  onPremisesSyncEnabled: null,
  verifiedDomains: [
    { capabilities: 'Email', isDefault: true, isInitial: true, name: DOMAIN, type: 'Managed' },
  ],
};

const logScopes = ['AuditLog.Read.All'];

export const otherRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/auditLogs/directoryAudits',
    scopes: logScopes,
    denial: 'reports',
    handle: listAudits,
  },
  { method: 'GET', path: '/auditLogs/signIns', scopes: logScopes, denial: 'reports', handle: listSignIns },
  {
    method: 'GET',
    path: '/devices',
    scopes: ['Device.Read.All', 'Directory.Read.All'],
    handle: (call) => answerCollection(call, { name: 'devices', items: call.tenant.devices.map(showDevice) }),
  },
  {
    method: 'GET',
    path: "/devices(deviceId=':device')",
    scopes: ['Device.Read.All', 'Directory.Read.All'],
    handle: getDevice,
  },
  {
    method: 'GET',
    path: '/devices/:device',
    scopes: ['Device.Read.All', 'Directory.Read.All'],
    handle: getDevice,
  },
  {
    method: 'GET',
    path: '/organization',
    scopes: ['User.Read', 'User.Read.All', 'Organization.Read.All', 'Directory.Read.All'],
    handle: (call) => answerCollection(call, { name: 'organization', items: [organization] }),
  },
];
