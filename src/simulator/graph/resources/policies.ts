import { activeRolesOf } from '../../tenant/membership.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import { conditionalAccessPolicies, strengthPolicies } from '../../tenant/conditional-access.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection } from '../collection.ts';
import { directoryDenied, GraphFailure } from '../failure.ts';
import type { Shown } from '../filter.ts';

/**
 * Roles that may read policies. The reference names Global Reader and Authentication Policy Administrator for
 * authentication methods; Security Reader's own definition has `policies/standard/read`, so it is let in here.
 * To be confirmed on a real tenant.
 */
const policyReaders = [
  ROLE.globalAdministrator,
  ROLE.globalReader,
  ROLE.authenticationPolicyAdministrator,
  ROLE.conditionalAccessAdministrator,
  ROLE.securityAdministrator,
  ROLE.securityReader,
];

function requirePolicyReader(call: Call): void {
  const { caller, tenant } = call;
  if (caller.kind === 'app') return;
  const roles = activeRolesOf(tenant, caller.id);
  if (!policyReaders.some((role) => roles.has(role))) throw directoryDenied();
}

const everyone = { targetType: 'group', id: 'all_users', isRegistrationRequired: false };

function configurations(call: Call): readonly Shown[] {
  const { pass, fido2 } = call.tenant.policies;
  const type = (name: string) => ({
    '@odata.type': `#microsoft.graph.${name}AuthenticationMethodConfiguration`,
  });
  return [
    {
      ...type('fido2'),
      id: 'Fido2',
      ...fido2,
      excludeTargets: [],
      defaultPasskeyProfile: null,
      passkeyProfiles: [],
      includeTargets: [{ ...everyone, allowedPasskeyProfiles: [] }],
    },
    {
      ...type('microsoftAuthenticator'),
      id: 'MicrosoftAuthenticator',
      state: 'enabled',
      isSoftwareOathEnabled: false,
      excludeTargets: [],
      featureSettings: {},
      includeTargets: [{ ...everyone, authenticationMode: 'any' }],
    },
    { ...type('temporaryAccessPass'), id: 'TemporaryAccessPass', ...pass },
    { ...type('sms'), id: 'Sms', state: 'disabled', excludeTargets: [], includeTargets: [] },
    { ...type('voice'), id: 'Voice', state: 'disabled', excludeTargets: [], includeTargets: [] },
    {
      ...type('softwareOath'),
      id: 'SoftwareOath',
      state: 'disabled',
      excludeTargets: [],
      includeTargets: [],
    },
    { ...type('email'), id: 'Email', state: 'disabled', excludeTargets: [], includeTargets: [] },
    {
      ...type('x509Certificate'),
      id: 'X509Certificate',
      state: 'disabled',
      excludeTargets: [],
      includeTargets: [],
    },
  ];
}

function getPolicy(call: Call): Reply {
  requirePolicyReader(call);
  return {
    status: 200,
    body: {
      '@odata.context': `${call.origin}/${call.version}/$metadata#authenticationMethodsPolicy`,
      id: 'authenticationMethodsPolicy',
      displayName: 'Authentication Methods Policy',
      description: 'The tenant-wide policy that controls which authentication methods are allowed',
      lastModifiedDateTime: '2026-09-01T08:00:00Z',
      policyVersion: '1.5',
      policyMigrationState: 'migrationComplete',
      registrationEnforcement: {
        authenticationMethodsRegistrationCampaign: {
          snoozeDurationInDays: 1,
          state: 'disabled',
          excludeTargets: [],
          includeTargets: [],
        },
      },
      authenticationMethodConfigurations: configurations(call),
    },
  };
}

function getConfiguration(call: Call): Reply {
  requirePolicyReader(call);
  const id = param(call, 'configuration');
  const found = configurations(call).find((one) => String(one['id']).toLowerCase() === id.toLowerCase());
  if (found === undefined)
    throw new GraphFailure(404, { code: 'resourceNotFound', message: `Resource '${id}' does not exist.` });
  return {
    status: 200,
    body: {
      '@odata.context': `${call.origin}/${call.version}/$metadata#authenticationMethodConfigurations/$entity`,
      ...found,
    },
  };
}

const guarded =
  (name: string, items: (call: Call) => readonly Shown[]) =>
  (call: Call): Reply => {
    requirePolicyReader(call);
    return answerCollection(call, { name, items: items(call) });
  };

const methodPolicy = '/policies/authenticationMethodsPolicy';
const read = ['Policy.Read.AuthenticationMethod', 'Policy.Read.All'];

export const policyRoutes: readonly Route[] = [
  { method: 'GET', path: methodPolicy, scopes: read, handle: getPolicy },
  {
    method: 'GET',
    path: `${methodPolicy}/authenticationMethodConfigurations/:configuration`,
    scopes: read,
    handle: getConfiguration,
  },
  {
    method: 'GET',
    path: '/policies/authenticationStrengthPolicies',
    scopes: read,
    handle: guarded('policies/authenticationStrengthPolicies', () => strengthPolicies),
  },
  {
    method: 'GET',
    path: '/identity/conditionalAccess/policies',
    scopes: ['Policy.Read.All'],
    handle: guarded('identity/conditionalAccess/policies', (call) =>
      conditionalAccessPolicies(call.tenant.passGroups),
    ),
  },
];
