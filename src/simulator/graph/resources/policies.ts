import { ROLE } from '../../tenant/role-templates.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection, answerEntity } from '../collection.ts';
import { GraphFailure } from '../failure.ts';
import type { Shown } from '../filter.ts';
import { requireRole } from '../require.ts';
import { accessNotFound } from './conditional-access.ts';

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

/** Methods that the simulation knows as switched off, with the name their type begins with. */
const unused = [
  ['sms', 'Sms'],
  ['voice', 'Voice'],
  ['softwareOath', 'SoftwareOath'],
  ['email', 'Email'],
  ['x509Certificate', 'X509Certificate'],
] as const;

const typed = (name: string) => ({
  '@odata.type': `#microsoft.graph.${name}AuthenticationMethodConfiguration`,
});

/** All configurations of authentication methods, as the policy holds them inline. */
export function showConfigurations(call: Call): readonly Shown[] {
  const { pass, fido2, authenticator } = call.tenant.policies;
  return [
    { ...typed('fido2'), id: 'Fido2', ...fido2 },
    { ...typed('microsoftAuthenticator'), id: 'MicrosoftAuthenticator', ...authenticator },
    { ...typed('temporaryAccessPass'), id: 'TemporaryAccessPass', ...pass },
    ...unused.map(([name, id]) => ({
      ...typed(name),
      id,
      state: 'disabled',
      excludeTargets: [],
      includeTargets: [],
    })),
  ];
}

function getPolicy(call: Call): Reply {
  requireRole(call, policyReaders);
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
      authenticationMethodConfigurations: showConfigurations(call),
    },
  };
}

function getConfiguration(call: Call): Reply {
  requireRole(call, policyReaders);
  const id = param(call, 'configuration');
  const found = showConfigurations(call).find((one) => String(one['id']).toLowerCase() === id.toLowerCase());
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

function listStrengths(call: Call): Reply {
  requireRole(call, policyReaders);
  const items = [...call.tenant.shelves.strengths.values()];
  return answerCollection(call, { name: 'policies/authenticationStrengthPolicies', items });
}

function getStrength(call: Call): Reply {
  requireRole(call, policyReaders);
  const id = param(call, 'object');
  const item = call.tenant.shelves.strengths.get(id.toLowerCase());
  if (item === undefined) throw accessNotFound(id);
  return answerEntity(call, 'policies/authenticationStrengthPolicies', { item });
}

function getSecurityDefaults(call: Call): Reply {
  requireRole(call, policyReaders);
  return {
    status: 200,
    body: {
      '@odata.context': `${call.origin}/${call.version}/$metadata#policies/identitySecurityDefaultsEnforcementPolicy/$entity`,
      id: '00000000-0000-0000-0000-000000000005',
      displayName: 'Security Defaults',
      description:
        'Security defaults is a set of basic identity security mechanisms recommended by Microsoft. When enabled, these recommendations will be automatically enforced in your organization.',
      isEnabled: call.tenant.policies.securityDefaults,
    },
  };
}

const methodPolicy = '/policies/authenticationMethodsPolicy';
const read = ['Policy.Read.AuthenticationMethod', 'Policy.ReadWrite.AuthenticationMethod', 'Policy.Read.All'];

export const policyRoutes: readonly Route[] = [
  { method: 'GET', path: methodPolicy, scopes: read, handle: getPolicy },
  {
    method: 'GET',
    path: `${methodPolicy}/authenticationMethodConfigurations/:configuration`,
    scopes: read,
    handle: getConfiguration,
  },
  { method: 'GET', path: '/policies/authenticationStrengthPolicies', scopes: read, handle: listStrengths },
  {
    method: 'GET',
    path: '/policies/authenticationStrengthPolicies/:object',
    scopes: read,
    handle: getStrength,
  },
  {
    method: 'GET',
    path: '/policies/identitySecurityDefaultsEnforcementPolicy',
    scopes: ['Policy.Read.All'],
    handle: getSecurityDefaults,
  },
];
