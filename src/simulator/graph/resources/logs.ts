import { hasLicence } from '../../tenant/licence.ts';
import { activeRolesOf } from '../../tenant/membership.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import type { Method, Person } from '../../tenant/model.ts';
import { methodsOf, type LogEntry } from '../../tenant/tenant.ts';
import { instant } from '../../tenant/clock.ts';
import { holds, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection, answerEntity } from '../collection.ts';
import { GraphFailure } from '../failure.ts';
import type { Shown } from '../filter.ts';
import { requirePremium } from '../licence.ts';
import { requireRole } from '../require.ts';
import { personIn } from './users.ts';

const logReaders = [
  ROLE.globalAdministrator,
  ROLE.globalReader,
  ROLE.reportsReader,
  ROLE.securityReader,
  ROLE.securityOperator,
  ROLE.securityAdministrator,
];

function requireLogReader(call: Call): void {
  requireRole(
    call,
    logReaders,
    () =>
      new GraphFailure(403, {
        code: 'Authentication_RequestFromUnsupportedUserRole',
        message: 'User is not in the allowed roles',
      }),
  );
}

const DAY = 86_400_000;

/** How long entries are kept: 30 days, or 7 without a licence (Entra: data retention). */
const retentionMs = (call: Call) => (hasLicence(call.tenant, 'P1') ? 30 : 7) * DAY;

/** Entries that have arrived by now and are still kept, newest first. */
function arrived(call: Call, log: readonly LogEntry[]): readonly Shown[] {
  const now = call.tenant.clock.now();
  const oldest = now - retentionMs(call);
  return log
    .filter((one) => one.visibleAt <= now && one.visibleAt >= oldest)
    .map((one) => one.entry)
    .reverse();
}

const page = { usual: 1000, most: 1000 };

/** Graph: list directoryAudits, attributes supported by $filter. */
const auditFilters = [
  'activityDateTime',
  'activityDisplayName',
  'category',
  'correlationId',
  'id',
  'initiatedBy/app/appId',
  'initiatedBy/app/displayName',
  'initiatedBy/user/displayName',
  'initiatedBy/user/id',
  'initiatedBy/user/userPrincipalName',
  'loggedByService',
  'result',
  'targetResources',
];

function listAudits(call: Call): Reply {
  requireLogReader(call);
  return answerCollection(call, {
    name: 'auditLogs/directoryAudits',
    items: arrived(call, call.tenant.auditLog),
    page,
    filterable: auditFilters,
    sortable: ['activityDateTime'],
  });
}

/** Properties of a sign-in that v1.0 does not have. */
const betaOnly = [
  'authenticationDetails',
  'authenticationRequirement',
  'authenticationMethodsUsed',
  'signInEventTypes',
];

/** Graph: list signIns, attributes supported by $filter. */
const signInFilters = [
  'appDisplayName',
  'appId',
  'clientAppUsed',
  'conditionalAccessStatus',
  'correlationId',
  'createdDateTime',
  'deviceDetail/browser',
  'deviceDetail/operatingSystem',
  'id',
  'ipAddress',
  'isInteractive',
  'riskState',
  'status/errorCode',
  'userDisplayName',
  'userId',
  'userPrincipalName',
];
const betaFilters = [
  ...signInFilters,
  'signInEventTypes',
  'authenticationRequirement',
  'deviceDetail/deviceId',
];

const policyReaders = [
  ROLE.globalAdministrator,
  ROLE.globalReader,
  ROLE.securityAdministrator,
  ROLE.securityReader,
  ROLE.conditionalAccessAdministrator,
];
const policyPermissions = [
  'Policy.Read.All',
  'Policy.Read.ConditionalAccess',
  'Policy.ReadWrite.ConditionalAccess',
];

/** Graph: signIn, permissions for viewing applied Conditional Access policies. */
function seesPolicies({ tenant, caller }: Call): boolean {
  const roles = caller.kind === 'user' ? activeRolesOf(tenant, caller.id) : null;
  return (
    policyPermissions.some((one) => holds(caller, one)) &&
    (roles === null || policyReaders.some((one) => roles.has(one)))
  );
}

function listSignIns(call: Call): Reply {
  requirePremium(call.tenant);
  requireLogReader(call);
  const beta = call.version === 'beta';
  const hidden = [
    ...(beta ? [] : betaOnly),
    ...(seesPolicies(call) ? [] : ['appliedConditionalAccessPolicies']),
  ];
  const items = arrived(call, call.tenant.signInLog).map((entry) =>
    Object.fromEntries(Object.entries(entry).filter(([key]) => !hidden.includes(key))),
  );
  return answerCollection(call, {
    name: 'auditLogs/signIns',
    items,
    page,
    filterable: beta ? betaFilters : signInFilters,
    sortable: ['createdDateTime'],
  });
}

/** How the report names a registered method. */
function reportNames(method: Method): readonly string[] {
  switch (method.kind) {
    case 'password':
      return [];
    case 'pass':
      return ['temporaryAccessPass'];
    case 'authenticator':
      return ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'];
    case 'phone':
      return ['mobilePhone'];
    case 'fido2':
      return [method.passkeyType === 'synced' ? 'passKeySynced' : 'passKeyDeviceBound'];
  }
}

/** A line of the registration report. Entra refreshes it in batches; here it is always as of now. */
function registrationOf(call: Call, person: Person): Shown {
  const registered = methodsOf(call.tenant, person.id).flatMap(reportNames);
  const strong = registered.some((name) => name !== 'temporaryAccessPass' && name !== 'mobilePhone');
  const passwordless = registered.some((name) => name.startsWith('passKey'));
  return {
    id: person.id,
    userPrincipalName: person.userPrincipalName,
    userDisplayName: person.displayName,
    userType: person.userType === 'Guest' ? 'guest' : 'member',
    isAdmin: activeRolesOf(call.tenant, person.id).size > 0,
    isMfaCapable: strong,
    isMfaRegistered: strong || registered.includes('mobilePhone'),
    isPasswordlessCapable: passwordless,
    isSsprCapable: false,
    isSsprEnabled: false,
    isSsprRegistered: false,
    isSystemPreferredAuthenticationMethodEnabled: true,
    methodsRegistered: registered,
    systemPreferredAuthenticationMethods: passwordless ? ['Fido2'] : [],
    userPreferredMethodForSecondaryAuthentication: 'none',
    lastUpdatedDateTime: instant(call.tenant.clock.now()),
  };
}

/** Graph: list userRegistrationDetails, delegated. */
const registrationReaders = [
  ROLE.globalAdministrator,
  ROLE.globalReader,
  ROLE.reportsReader,
  ROLE.securityReader,
  ROLE.securityAdministrator,
];

function requireRegistrationReader(call: Call): void {
  requirePremium(call.tenant);
  requireRole(
    call,
    registrationReaders,
    () =>
      new GraphFailure(403, {
        code: 'Authentication_RequestFromUnsupportedUserRole',
        message: 'User is not in the allowed roles',
      }),
  );
}

const REPORT = 'reports/authenticationMethods/userRegistrationDetails';

function listRegistrations(call: Call): Reply {
  requireRegistrationReader(call);
  const items = [...call.tenant.people.values()].map((person) => registrationOf(call, person));
  return answerCollection(call, { name: REPORT, items, page });
}

function getRegistration(call: Call): Reply {
  requireRegistrationReader(call);
  return answerEntity(call, REPORT, { item: registrationOf(call, personIn(call)) });
}

const reading = { method: 'GET', scopes: ['AuditLog.Read.All'], denial: 'reports' } as const;

export const logRoutes: readonly Route[] = [
  { ...reading, path: '/auditLogs/directoryAudits', handle: listAudits },
  { ...reading, path: '/auditLogs/signIns', handle: listSignIns },
  { ...reading, path: `/${REPORT}`, handle: listRegistrations },
  { ...reading, path: `/${REPORT}/:user`, handle: getRegistration },
];
