/** Words of Graph's paths that the desk uses. Everything else in a path is somebody's id, name or address. */
const words: ReadonlySet<string> = new Set([
  ...['v1.0', 'beta', '$batch', '$ref', '$value', '$count'],
  ...[
    'me',
    'users',
    'groups',
    'members',
    'owners',
    'devices',
    'applications',
    'servicePrincipals',
    'organization',
  ],
  ...[
    'transitiveMembers',
    'transitiveMemberOf',
    'memberOf',
    'ownedObjects',
    'photo',
    'directoryObjects',
    'getByIds',
  ],
  ...[
    'microsoft.graph.group',
    'microsoft.graph.administrativeUnit',
    'checkMemberGroups',
    'revokeSignInSessions',
  ],
  ...[
    'authentication',
    'methods',
    'temporaryAccessPassMethods',
    'fido2Methods',
    'passwordMethods',
    'phoneMethods',
  ],
  ...['microsoftAuthenticatorMethods', 'creationOptions', 'softwareOathMethods', 'emailMethods'],
  ...['windowsHelloForBusinessMethods', 'platformCredentialMethods', 'hardwareOathMethods', 'operations'],
  ...['directory', 'administrativeUnits', 'roleManagement', 'roleAssignments', 'roleDefinitions'],
  ...['roleAssignmentSchedules', 'roleEligibilitySchedules', 'roleEligibilityScheduleRequests'],
  ...['roleAssignmentScheduleInstances', 'roleEligibilityScheduleInstances', 'transitiveRoleAssignments'],
  ...[
    'auditLogs',
    'signIns',
    'directoryAudits',
    'reports',
    'authenticationMethods',
    'userRegistrationDetails',
  ],
  ...['policies', 'authenticationMethodsPolicy', 'authenticationMethodConfigurations', 'TemporaryAccessPass'],
  ...['authenticationStrengthPolicies', 'identitySecurityDefaultsEnforcementPolicy', 'identity'],
  ...['conditionalAccess', 'evaluate', 'namedLocations', 'authenticationContextClassReferences'],
  ...['appRoleAssignments', 'oauth2PermissionGrants', 'subscribedSkus', 'registeredOwners'],
]);

const ID = '{id}';

/** The path of a Graph address with everything that is not a word of Graph's own taken out; the query is left out. */
export const routeOf = (url: string): string => {
  const { pathname } = new URL(url);
  const parts = pathname.split('/').filter((part) => part !== '');
  return `/${parts.map((part) => (words.has(part) ? part : ID)).join('/')}`;
};

/** Whether a value is a path of nothing but such words. */
export const isRoute = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.startsWith('/') &&
  value
    .slice(1)
    .split('/')
    .every((part) => part === ID || words.has(part));
