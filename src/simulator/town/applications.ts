import { guidOf } from '../tenant/ids.ts';
import type { GraphObject } from '../tenant/model.ts';
import { administrationScopes, allScopes, appRoleId, deskScopes, graphAppRoles } from '../identity/scopes.ts';

/** Microsoft Graph's own application id, the same in every tenant. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
const GRAPH_PRINCIPAL = guidOf('service principal Microsoft Graph');
const CREATED = '2026-01-12T08:00:00Z';

/** The page where people register their methods. It is Microsoft's own, so no registration of the tenant's. */
export const PAGE_CLIENT_ID = guidOf('application Security info');

/** Application (client) ids of the tenant's app registrations. */
export const APPLICATIONS = {
  desk: guidOf('application Tapdesk'),
  administration: guidOf('application Tapdesk administration'),
  reader: guidOf('application Tapdesk reader'),
} as const;

/** Where an application's objects are. */
export const applicationObjectId = (appId: string): string => guidOf(`application object ${appId}`);
export const principalObjectId = (appId: string): string => guidOf(`service principal ${appId}`);

const scopeId = (name: string) => guidOf(`delegated permission ${name}`);

const graphPrincipal: GraphObject = {
  id: GRAPH_PRINCIPAL,
  appId: GRAPH_APP_ID,
  displayName: 'Microsoft Graph',
  servicePrincipalType: 'Application',
  accountEnabled: true,
  appRoleAssignmentRequired: false,
  oauth2PermissionScopes: allScopes.map((value) => ({
    id: scopeId(value),
    value,
    type: 'Admin',
    isEnabled: true,
    adminConsentDisplayName: value,
    adminConsentDescription: value,
  })),
  appRoles: graphAppRoles.map((value) => ({
    id: appRoleId(value),
    value,
    isEnabled: true,
    allowedMemberTypes: ['Application'],
    displayName: value,
    description: value,
  })),
  keyCredentials: [],
  passwordCredentials: [],
};

interface Registration {
  readonly appId: string;
  readonly displayName: string;
  readonly delegated: readonly string[];
  readonly application: readonly string[];
  readonly redirectUris: readonly string[];
}

function applicationOf(registration: Registration): GraphObject {
  const access = [
    ...registration.delegated.map((name) => ({ id: scopeId(name), type: 'Scope' })),
    ...registration.application.map((name) => ({ id: appRoleId(name), type: 'Role' })),
  ];
  return {
    id: applicationObjectId(registration.appId),
    appId: registration.appId,
    displayName: registration.displayName,
    createdDateTime: CREATED,
    signInAudience: 'AzureADMyOrg',
    isFallbackPublicClient: false,
    publicClient: { redirectUris: registration.redirectUris },
    web: {
      redirectUris: [],
      implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    },
    spa: { redirectUris: [] },
    requiredResourceAccess: [{ resourceAppId: GRAPH_APP_ID, resourceAccess: access }],
    passwordCredentials: [],
    keyCredentials: [],
  };
}

function principalOf(registration: Registration): GraphObject {
  return {
    id: principalObjectId(registration.appId),
    appId: registration.appId,
    displayName: registration.displayName,
    servicePrincipalType: 'Application',
    accountEnabled: true,
    appRoleAssignmentRequired: false,
    oauth2PermissionScopes: [],
    appRoles: [],
    keyCredentials: [],
    passwordCredentials: [],
  };
}

const grantOf = (registration: Registration): GraphObject => ({
  id: Buffer.from(`grant ${registration.appId}`).toString('base64url'),
  clientId: principalObjectId(registration.appId),
  consentType: 'AllPrincipals',
  principalId: null,
  resourceId: GRAPH_PRINCIPAL,
  scope: registration.delegated.join(' '),
});

const assignedRoles = (registration: Registration): readonly GraphObject[] =>
  registration.application.map((name) => ({
    id: Buffer.from(`${registration.appId} ${name}`).toString('base64url'),
    appRoleId: appRoleId(name),
    createdDateTime: CREATED,
    principalDisplayName: registration.displayName,
    principalId: principalObjectId(registration.appId),
    principalType: 'ServicePrincipal',
    resourceDisplayName: 'Microsoft Graph',
    resourceId: GRAPH_PRINCIPAL,
  }));

const registrations: readonly Registration[] = [
  {
    appId: APPLICATIONS.desk,
    displayName: 'Tapdesk enrollment desk',
    delegated: deskScopes,
    application: [],
    redirectUris: ['http://localhost'],
  },
  {
    appId: APPLICATIONS.administration,
    displayName: 'Tapdesk administration',
    delegated: administrationScopes,
    application: [],
    redirectUris: ['http://localhost'],
  },
  {
    appId: APPLICATIONS.reader,
    displayName: 'Tapdesk reader',
    delegated: [],
    application: graphAppRoles,
    redirectUris: [],
  },
];

/** The app registrations with what an administrator has consented to. */
export const registered = {
  applications: registrations.map(applicationOf),
  servicePrincipals: [graphPrincipal, ...registrations.map(principalOf)],
  grants: registrations.filter((one) => one.delegated.length > 0).map(grantOf),
  appRoleAssignments: registrations.flatMap(assignedRoles),
} as const;
