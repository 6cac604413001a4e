import { guidOf } from '../tenant/ids.ts';

/** Delegated permissions that the desk's application registration has been granted in a healthy tenant. */
export const deskScopes: readonly string[] = [
  'User.Read.All',
  'UserAuthMethod-TAP.ReadWrite.All',
  'UserAuthenticationMethod.Read.All',
  'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All',
  'UserAuthMethod-Passkey.ReadWrite.All',
  'UserAuthMethod-Phone.ReadWrite.All',
  'GroupMember.ReadWrite.All',
  'RoleManagement.Read.Directory',
  'RoleAssignmentSchedule.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'AdministrativeUnit.Read.All',
  'Policy.Read.AuthenticationMethod',
  'Policy.Read.All',
  'Domain.Read.All',
  'Device.Read.All',
  'AuditLog.Read.All',
  'User.RevokeSessions.All',
];

/** Permissions for reading how the tenant stands. */
const readingScopes: readonly string[] = [
  'User.Read.All',
  'GroupMember.Read.All',
  'Group.Read.All',
  'Directory.Read.All',
  'Organization.Read.All',
  'LicenseAssignment.Read.All',
  'AdministrativeUnit.Read.All',
  'Application.Read.All',
  'RoleManagement.Read.Directory',
  'RoleAssignmentSchedule.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'Device.Read.All',
  'Policy.Read.AuthenticationMethod',
  'Policy.Read.ConditionalAccess',
  'Policy.Read.All',
  'Domain.Read.All',
  'AuditLog.Read.All',
  'Reports.Read.All',
];

/** Permissions for setting the tenant up, beside those for reading. */
const writingScopes: readonly string[] = [
  'Policy.ReadWrite.AuthenticationMethod',
  'Policy.ReadWrite.ConditionalAccess',
  'Policy.ReadWrite.SecurityDefaults',
  'Group.ReadWrite.All',
  'AdministrativeUnit.ReadWrite.All',
  'RoleManagement.ReadWrite.Directory',
  'RoleEligibilitySchedule.ReadWrite.Directory',
  'Application.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
];

/** Delegated permissions of the application that sets the tenant up. */
export const administrationScopes: readonly string[] = [...readingScopes, ...writingScopes];

/** Permissions of the application that only reads, without anybody signed in. */
export const graphAppRoles: readonly string[] = readingScopes.filter((name) => name !== 'Directory.Read.All');

/** The id under which Graph's own service principal has an application permission. */
export const appRoleId = (name: string): string => guidOf(`application permission ${name}`);

/** Names of application permissions by those ids. */
export const appRoleNames: ReadonlyMap<string, string> = new Map(
  graphAppRoles.map((name) => [appRoleId(name), name]),
);

/** Every delegated permission that the simulated Graph knows. */
export const allScopes: readonly string[] = [
  ...new Set([
    'User.Read',
    'User.ReadBasic.All',
    'ProfilePhoto.Read.All',
    'UserAuthenticationMethod.ReadWrite.All',
    'UserAuthMethod-TAP.Read.All',
    'UserAuthMethod-Passkey.Read.All',
    'UserAuthMethod-MicrosoftAuthApp.Read.All',
    'UserAuthMethod-Phone.Read.All',
    'UserAuthMethod-Password.Read.All',
    'DelegatedPermissionGrant.Read.All',
    'CustomSecAttributeAssignment.Read.All',
    ...deskScopes,
    ...administrationScopes,
  ]),
];

/** What the sign-in service gives to whoever asks: everything, as if an administrator had just consented. */
export const graphScopes = allScopes;

/** Scopes of OpenID Connect itself. */
export const openIdScopes = ['openid', 'profile', 'email', 'offline_access'] as const;

/**
 * Brings requested scopes into bare names: `https://HOST/User.Read.All` becomes `User.Read.All`, and
 * `https://HOST/.default` becomes every scope the application has been granted.
 * @param graph the resource's address without a version
 */
export function bareScopes(graph: string, requested: string): readonly string[] {
  const names = requested
    .split(' ')
    .filter((scope) => scope !== '')
    .map((scope) =>
      scope.startsWith(`${graph}/`) ? scope.slice(graph.length + 1).replace(/^\/+/, '') : scope,
    );
  const expanded = names.flatMap((name) => (name === '.default' ? graphScopes : [name]));
  return [...new Set(expanded)];
}
