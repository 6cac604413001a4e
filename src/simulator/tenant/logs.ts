import { instant } from './clock.ts';
import type { SignIn } from './model.ts';
import { newGuid, type Tenant } from './tenant.ts';
import { whatIf, type Reason } from './what-if.ts';

/** Somebody or something that caused an audited change. */
export type Initiator =
  | { readonly kind: 'user'; readonly id: string; readonly userPrincipalName: string }
  | { readonly kind: 'app'; readonly appId: string | null; readonly displayName: string };

/** Who wrote an audit entry, as Entra spells it. */
export type AuditService =
  'Authentication Methods' | 'Core Directory' | 'Device Registration Service' | 'Conditional Access' | 'PIM';
export type AuditCategory =
  | 'UserManagement'
  | 'GroupManagement'
  | 'ApplicationManagement'
  | 'AdministrativeUnit'
  | 'RoleManagement'
  | 'Policy';

export interface AuditedChange {
  readonly activity: string;
  readonly service: AuditService;
  readonly category: AuditCategory;
  readonly operation: 'Add' | 'Get' | 'Delete' | 'Update' | 'Assign' | 'Unassign';
  readonly reason: string;
  readonly by: Initiator;
  readonly targets: readonly Readonly<Record<string, unknown>>[];
}

const initiatedBy = (by: Initiator) =>
  by.kind === 'user'
    ? { app: null, user: { id: by.id, userPrincipalName: by.userPrincipalName, ipAddress: '127.0.0.1' } }
    : { app: { appId: by.appId, servicePrincipalId: null, displayName: by.displayName }, user: null };

/** A directory audit entry, as Graph shows it. */
export function auditEntry(tenant: Tenant, change: AuditedChange): Readonly<Record<string, unknown>> {
  return {
    id: `Directory_${newGuid(tenant)}`,
    category: change.category,
    correlationId: newGuid(tenant),
    result: 'success',
    resultReason: change.reason,
    activityDisplayName: change.activity,
    activityDateTime: instant(tenant.clock.now()),
    loggedByService: change.service,
    operationType: change.operation,
    initiatedBy: initiatedBy(change.by),
    targetResources: change.targets,
    additionalDetails: [],
  };
}

/** Writes a directory audit entry, which can be read after the tenant's log delay. */
export function audit(tenant: Tenant, change: AuditedChange): void {
  const visibleAt = tenant.clock.now() + tenant.settings.logDelayMs;
  tenant.auditLog.push({ visibleAt, entry: auditEntry(tenant, change) });
}

/** A person as target of an audited change. `modified` maps property names to new values. */
export function personTarget(
  tenant: Tenant,
  userId: string,
  modified: Readonly<Record<string, string>> = {},
): Readonly<Record<string, unknown>> {
  const person = tenant.people.get(userId);
  return {
    id: userId,
    type: 'User',
    displayName: person?.displayName ?? null,
    userPrincipalName: person?.userPrincipalName ?? null,
    groupType: null,
    modifiedProperties: Object.entries(modified).map(([displayName, value]) => ({
      displayName,
      oldValue: null,
      newValue: JSON.stringify(value),
    })),
  };
}

/** Anything but a person as target of an audited change. */
export interface ChangedObject {
  readonly id: string;
  readonly type: 'Group' | 'Policy' | 'Role' | 'Application' | 'ServicePrincipal' | 'Other';
  readonly displayName: string | null;
  /** What it was and is, by property; undefined: there was, or is, nothing. */
  readonly modified?: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
}

const written = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

/** An object as target; values are written as JSON, as Entra does. */
export function objectTarget(changed: ChangedObject): Readonly<Record<string, unknown>> {
  return {
    id: changed.id,
    type: changed.type,
    displayName: changed.displayName,
    userPrincipalName: null,
    groupType: changed.type === 'Group' ? 'azureAD' : null,
    modifiedProperties: Object.entries(changed.modified ?? {}).map(([displayName, { from, to }]) => ({
      displayName,
      oldValue: written(from),
      newValue: written(to),
    })),
  };
}

const methodNames = {
  pass: 'Temporary Access Pass',
  password: 'Password',
  fido2: 'Passkey (device-bound)',
  // UNVERIFIED spelling: Microsoft publishes no closed list of these names.
  authenticator: 'Passwordless phone sign-in',
} as const;

/** What each policy came to at a sign-in that succeeded. Source: Graph appliedConditionalAccessPolicy. */
function appliedPolicies(tenant: Tenant, { signIn, appId, registers }: SignInOutcome) {
  const described = {
    userId: signIn.userId,
    applications: [appId],
    context: null,
    clientAppType: 'browser',
    ipAddress: '127.0.0.1',
    devicePlatform: 'windows',
    signInRisk: 'none',
    userRisk: 'none',
    flow: null,
  };
  const actions = registers ? [null, 'urn:user:registersecurityinfo'] : [null];
  return [...tenant.shelves.policies.values()].map((policy) => {
    const reasons = actions.map((userAction) => whatIf(tenant, policy, { ...described, userAction }));
    return {
      id: policy.id,
      displayName: policy['displayName'],
      enforcedGrantControls: [],
      enforcedSessionControls: [],
      result: resultOf(reasons, policy['state'] === 'enabledForReportingButNotEnforced'),
    };
  });
}

function resultOf(reasons: readonly Reason[], reportOnly: boolean): string {
  if (reasons.includes('policyNotEnabled')) return 'notEnabled';
  const applies = reasons.includes('notSet');
  if (reportOnly) return applies ? 'reportOnlySuccess' : 'reportOnlyNotApplied';
  return applies ? 'success' : 'notApplied';
}

export interface SignInOutcome {
  readonly signIn: SignIn;
  readonly appId: string;
  readonly appDisplayName: string;
  /** It is to the page where methods are registered. */
  readonly registers: boolean;
}

/** Writes a sign-in entry, with the authentication details that only the beta version of Graph shows. */
export function logSignIn(tenant: Tenant, outcome: SignInOutcome): void {
  const { signIn } = outcome;
  const person = tenant.people.get(signIn.userId);
  const method = methodNames[signIn.method];
  tenant.signInLog.push({
    visibleAt: tenant.clock.now() + tenant.settings.logDelayMs,
    entry: {
      id: signIn.id,
      createdDateTime: instant(signIn.at),
      userId: signIn.userId,
      userDisplayName: person?.displayName ?? null,
      userPrincipalName: person?.userPrincipalName ?? null,
      appId: outcome.appId,
      appDisplayName: outcome.appDisplayName,
      ipAddress: '127.0.0.1',
      clientAppUsed: 'Browser',
      correlationId: newGuid(tenant),
      conditionalAccessStatus: 'success',
      appliedConditionalAccessPolicies: appliedPolicies(tenant, outcome),
      isInteractive: true,
      riskState: 'none',
      status: { errorCode: 0, failureReason: 'Other.', additionalDetails: null },
      deviceDetail: { deviceId: '', displayName: '', isCompliant: null, isManaged: null, trustType: '' },
      authenticationRequirement:
        signIn.method === 'password' ? 'singleFactorAuthentication' : 'multiFactorAuthentication',
      authenticationMethodsUsed: [method],
      signInEventTypes: ['interactiveUser'],
      authenticationDetails: [
        {
          authenticationStepDateTime: instant(signIn.at),
          authenticationMethod: method,
          authenticationMethodDetail: signIn.method === 'password' ? 'Password in the cloud' : null,
          succeeded: true,
          authenticationStepResultDetail: 'Correct credential',
          authenticationStepRequirement: 'Primary authentication',
        },
      ],
    },
  });
}
