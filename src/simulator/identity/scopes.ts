/** Delegated permissions the desk's application registration has been granted in this tenant. */
export const graphScopes: readonly string[] = [
  'User.Read',
  'User.ReadBasic.All',
  'User.Read.All',
  'User.RevokeSessions.All',
  'ProfilePhoto.Read.All',
  'UserAuthenticationMethod.Read.All',
  'UserAuthenticationMethod.ReadWrite.All',
  'UserAuthMethod-TAP.Read.All',
  'UserAuthMethod-TAP.ReadWrite.All',
  'UserAuthMethod-Passkey.Read.All',
  'UserAuthMethod-Passkey.ReadWrite.All',
  'UserAuthMethod-MicrosoftAuthApp.Read.All',
  'UserAuthMethod-MicrosoftAuthApp.ReadWrite.All',
  'UserAuthMethod-Phone.Read.All',
  'UserAuthMethod-Phone.ReadWrite.All',
  'UserAuthMethod-Password.Read.All',
  'Group.Read.All',
  'GroupMember.Read.All',
  'GroupMember.ReadWrite.All',
  'Directory.Read.All',
  'Organization.Read.All',
  'RoleManagement.Read.Directory',
  'RoleAssignmentSchedule.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'Device.Read.All',
  'Policy.Read.AuthenticationMethod',
  'Policy.Read.All',
  'AuditLog.Read.All',
];

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
