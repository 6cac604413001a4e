// What setting a tenant up changes: each write needs its permission and its role, and leaves an audit entry.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMsal, signIn } from './msal.ts';
import { startSimulator, type Answer, type Simulator } from './simulator.ts';

const WRITES = [
  'Policy.Read.All',
  'Policy.ReadWrite.AuthenticationMethod',
  'Policy.ReadWrite.ConditionalAccess',
  'Policy.ReadWrite.SecurityDefaults',
  'Group.ReadWrite.All',
  'AdministrativeUnit.ReadWrite.All',
  'RoleManagement.ReadWrite.Directory',
  'Application.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
];

let simulator: Simulator;
const tokens = new Map<string, string>();

/** Somebody's token with every permission for setting up, so that only the role can be missing. */
async function tokenOf(part: string, scopes: readonly string[] = WRITES): Promise<string> {
  const key = `${part} ${scopes.join(' ')}`;
  const kept = tokens.get(key);
  if (kept !== undefined) return kept;
  const msal = createMsal(simulator, [], simulator.announced.administrationClientId);
  const { accessToken } = await signIn(simulator, msal, { part, scopes });
  tokens.set(key, accessToken);
  return accessToken;
}

interface Write {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
}

const sendAs = async (part: string, write: Write, scopes = WRITES): Promise<Answer> =>
  simulator.ask(`/v1.0${write.path}`, {
    method: write.method,
    token: await tokenOf(part, scopes),
    ...(write.body === undefined ? {} : { body: write.body }),
  });
const admin = (path: string) => simulator.ask(`/v1.0${path}`, { token: simulator.announced.adminToken });
const activities = async () =>
  (await admin('/auditLogs/directoryAudits')).values().map((one) => String(one['activityDisplayName']));
const object = (id: string) => ({
  '@odata.id': `${simulator.announced.graph}/v1.0/directoryObjects/${id}`,
});

beforeAll(async () => {
  simulator = await startSimulator(['--log-delay', '0']);
});
afterAll(() => simulator.stop());

const configuration = (id: string) =>
  `/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/${id}`;
const type = (name: string) => ({
  '@odata.type': `#microsoft.graph.${name}AuthenticationMethodConfiguration`,
});
const users = { includeUsers: ['All'] };
const blockDevices = {
  displayName: 'Block the device code flow',
  state: 'enabledForReportingButNotEnforced',
  conditions: {
    users,
    applications: { includeApplications: ['All'] },
    clientAppTypes: ['all'],
    authenticationFlows: { transferMethods: 'deviceCodeFlow' },
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
};
const PASS = configuration('TemporaryAccessPass');
const passChange: Write = {
  method: 'PATCH',
  path: PASS,
  body: { ...type('temporaryAccessPass'), defaultLength: 14 },
};

interface Rule {
  readonly what: string;
  readonly write: Write;
  readonly by: string;
  /** Any one of these is enough. */
  readonly permissions: readonly string[];
  /** Somebody else who administers, though not this. */
  readonly notBy: string;
}

describe('each write', () => {
  const access = 'Policy.ReadWrite.ConditionalAccess';
  const methods = 'Policy.ReadWrite.AuthenticationMethod';
  const rules: readonly Rule[] = [
    {
      what: 'the pass policy',
      write: passChange,
      by: 'authentication-policy-admin',
      permissions: [methods],
      notBy: 'groups-admin',
    },
    {
      what: 'a Conditional Access policy',
      write: { method: 'POST', path: '/identity/conditionalAccess/policies', body: blockDevices },
      by: 'conditional-access-admin',
      permissions: [access],
      notBy: 'authentication-policy-admin',
    },
    {
      what: 'an authentication strength',
      write: {
        method: 'POST',
        path: '/policies/authenticationStrengthPolicies',
        body: { displayName: 'Tried', allowedCombinations: ['fido2'] },
      },
      by: 'conditional-access-admin',
      permissions: [access, methods],
      notBy: 'authentication-policy-admin',
    },
    {
      what: 'security defaults',
      write: {
        method: 'PATCH',
        path: '/policies/identitySecurityDefaultsEnforcementPolicy',
        body: { isEnabled: false },
      },
      by: 'conditional-access-admin',
      permissions: ['Policy.ReadWrite.SecurityDefaults', access],
      notBy: 'groups-admin',
    },
    {
      what: 'a group',
      write: {
        method: 'POST',
        path: '/groups',
        body: { displayName: 'Tried', mailNickname: 'tried', mailEnabled: false, securityEnabled: true },
      },
      by: 'groups-admin',
      permissions: ['Group.ReadWrite.All'],
      notBy: 'application-admin',
    },
    {
      what: 'an administrative unit',
      write: { method: 'POST', path: '/directory/administrativeUnits', body: { displayName: 'Tried' } },
      by: 'privileged-role-admin',
      permissions: ['AdministrativeUnit.ReadWrite.All'],
      notBy: 'groups-admin',
    },
  ];

  it.each(rules)('of $what needs its permission and its role', async ({ write, by, permissions, notBy }) => {
    const others = WRITES.filter((scope) => !permissions.includes(scope));
    expect((await sendAs(notBy, write)).status).toBe(403);
    expect((await sendAs(by, write, others)).status).toBe(403);
    expect([201, 204]).toContain((await sendAs(by, write)).status);
  });
});

describe('method policies', () => {
  it('change what is asked, and count at once', async () => {
    await sendAs('authentication-policy-admin', {
      method: 'PATCH',
      path: PASS,
      body: { ...type('temporaryAccessPass'), maximumLifetimeInMinutes: 120, isUsableOnce: true },
    });
    expect((await admin(PASS)).json()).toMatchObject({
      maximumLifetimeInMinutes: 120,
      minimumLifetimeInMinutes: 15,
      state: 'enabled',
    });
    expect(await activities()).toContain('Authentication Methods Policy Update');
  });

  it.each([
    ['without its type', { defaultLength: 12 }],
    ['of another type', { ...type('fido2'), defaultLength: 12 }],
    ['with an unknown property', { ...type('temporaryAccessPass'), length: 12 }],
    ['too long', { ...type('temporaryAccessPass'), defaultLength: 49 }],
    ['with a default beyond the maximum', { ...type('temporaryAccessPass'), defaultLifetimeInMinutes: 300 }],
  ])('refuse a change %s', async (_name, body) => {
    const answer = await sendAs('authentication-policy-admin', { method: 'PATCH', path: PASS, body });
    expect([answer.status, answer.error().code]).toEqual([400, 'Request_BadRequest']);
  });

  it('take passkey profiles and a mode for Authenticator', async () => {
    const profile = {
      id: '10000000-0000-4000-8000-000000000001',
      name: 'Keys',
      passkeyTypes: 'deviceBound',
      attestationEnforcement: 'registrationOnly',
      keyRestrictions: { isEnforced: false, enforcementType: 'allow', aaGuids: [] },
    };
    const target = { id: 'all_users', targetType: 'group', isRegistrationRequired: false };
    const fido2 = await sendAs('authentication-policy-admin', {
      method: 'PATCH',
      path: configuration('fido2'),
      body: {
        ...type('fido2'),
        passkeyProfiles: [profile],
        includeTargets: [{ ...target, allowedPasskeyProfiles: [profile.id] }],
      },
    });
    const authenticator = await sendAs('authentication-policy-admin', {
      method: 'PATCH',
      path: configuration('MicrosoftAuthenticator'),
      body: {
        ...type('microsoftAuthenticator'),
        includeTargets: [{ ...target, authenticationMode: 'deviceBasedPush' }],
      },
    });
    expect([fido2.status, authenticator.status]).toEqual([204, 204]);
    expect((await admin(configuration('Fido2'))).json()).toMatchObject({ passkeyProfiles: [profile] });
  });

  it('go back to what a new tenant has when they are deleted', async () => {
    const reset = await sendAs('authentication-policy-admin', { method: 'DELETE', path: PASS });
    expect(reset.status).toBe(204);
    expect((await admin(PASS)).json()).toMatchObject({ state: 'disabled', minimumLifetimeInMinutes: 60 });
  });
});

describe('Conditional Access policies', () => {
  const policies = '/identity/conditionalAccess/policies';
  const post = (body: unknown) =>
    sendAs('conditional-access-admin', { method: 'POST', path: policies, body });

  it('are made, changed in part, and deleted', async () => {
    const made = await post(blockDevices);
    expect(made.json()).toMatchObject({
      state: 'enabledForReportingButNotEnforced',
      conditions: { users: { includeUsers: ['All'], excludeGroups: [] }, platforms: null },
    });
    const path = `${policies}/${made.field('id')}`;
    const excluded = { excludeUsers: [simulator.userAs('break-glass').id] };
    const body = { state: 'enabled', conditions: { users: excluded } };
    expect((await sendAs('conditional-access-admin', { method: 'PATCH', path, body })).status).toBe(204);
    expect((await admin(path)).json()).toMatchObject({
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'], ...excluded }, clientAppTypes: ['all'] },
    });
    expect((await sendAs('conditional-access-admin', { method: 'DELETE', path })).status).toBe(204);
    expect((await admin(path)).status).toBe(404);
    expect((await activities()).slice(0, 3)).toEqual([
      'Delete Conditional Access policy',
      'Update Conditional Access policy',
      'Add Conditional Access policy',
    ]);
  });

  it.each([
    ['no name', { ...blockDevices, displayName: undefined }],
    ['a word that is no state', { ...blockDevices, state: 'on' }],
    ['an unknown property', { ...blockDevices, name: 'x' }],
    ['nobody', { ...blockDevices, conditions: { ...blockDevices.conditions, users: {} } }],
    [
      'MFA and a strength',
      {
        ...blockDevices,
        grantControls: {
          operator: 'OR',
          builtInControls: ['mfa'],
          authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' },
        },
      },
    ],
    [
      'a group that is none',
      {
        ...blockDevices,
        conditions: {
          ...blockDevices.conditions,
          users: { includeGroups: ['10000000-0000-4000-8000-000000000009'] },
        },
      },
    ],
    [
      'applications and a user action',
      {
        ...blockDevices,
        conditions: {
          ...blockDevices.conditions,
          applications: {
            includeApplications: ['All'],
            includeUserActions: ['urn:user:registersecurityinfo'],
          },
        },
      },
    ],
  ])('are refused with %s', async (_name, body) => {
    expect((await post(body)).status).toBe(400);
  });

  it('and security defaults exclude each other', async () => {
    const path = '/policies/identitySecurityDefaultsEnforcementPolicy';
    const on = await sendAs('conditional-access-admin', { method: 'PATCH', path, body: { isEnabled: true } });
    expect(on.status).toBe(400);
  });

  it('have locations', async () => {
    const path = '/identity/conditionalAccess/namedLocations';
    const body = {
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      displayName: 'Plant 2',
      ipRanges: [{ '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '198.51.100.0/24' }],
    };
    const made = await sendAs('conditional-access-admin', { method: 'POST', path, body });
    const own = `${path}/${made.field('id')}`;
    const change = { '@odata.type': body['@odata.type'], isTrusted: true };
    await sendAs('conditional-access-admin', { method: 'PATCH', path: own, body: change });
    expect((await admin(own)).json()).toMatchObject({ displayName: 'Plant 2', isTrusted: true });
  });
});

describe('authentication strengths', () => {
  const path = '/policies/authenticationStrengthPolicies';

  it('are changed by an action of their own, and shown whole where they are asked for', async () => {
    const body = { displayName: 'Pass or key', allowedCombinations: ['fido2'] };
    const made = await sendAs('conditional-access-admin', { method: 'POST', path, body });
    const id = made.field('id');
    const allowedCombinations = ['fido2', 'temporaryAccessPassOneTime'];
    const result = await sendAs('conditional-access-admin', {
      method: 'POST',
      path: `${path}/${id}/updateAllowedCombinations`,
      body: { allowedCombinations },
    });
    expect(result.json()).toMatchObject({
      previousCombinations: ['fido2'],
      currentCombinations: allowedCombinations,
    });
    const policy = await sendAs('conditional-access-admin', {
      method: 'POST',
      path: '/identity/conditionalAccess/policies',
      body: { ...blockDevices, grantControls: { operator: 'OR', authenticationStrength: { id } } },
    });
    expect(policy.json()).toMatchObject({
      grantControls: { authenticationStrength: { id, allowedCombinations }, builtInControls: [] },
    });
    const removed = await sendAs('conditional-access-admin', { method: 'DELETE', path: `${path}/${id}` });
    expect(removed.status).toBe(400);
  });

  it('that are built in stay as they are', async () => {
    const answer = await sendAs('conditional-access-admin', {
      method: 'PATCH',
      path: `${path}/00000000-0000-0000-0000-000000000004`,
      body: { displayName: 'Mine' },
    });
    expect(answer.status).toBe(400);
  });
});

describe('groups, units and roles', () => {
  it('are built up for a unit of one’s own', async () => {
    const person = simulator.userAs('new-hire').id;
    const operator = simulator.userAs('operator').id;
    const group = await sendAs('groups-admin', {
      method: 'POST',
      path: '/groups',
      body: {
        displayName: 'TAP-Pilot-Users',
        mailNickname: 'tap-pilot',
        mailEnabled: false,
        securityEnabled: true,
        'owners@odata.bind': [object(operator)['@odata.id']],
      },
    });
    const owners = `/groups/${group.field('id')}/owners`;
    expect((await admin(owners)).values().map((one) => one.id)).toEqual([operator]);
    const again = await sendAs('groups-admin', {
      method: 'POST',
      path: `${owners}/$ref`,
      body: object(operator),
    });
    expect(again.error().message).toContain('already exist');
    const units = '/directory/administrativeUnits';
    const unit = await sendAs('privileged-role-admin', {
      method: 'POST',
      path: units,
      body: { displayName: 'Pilot' },
    });
    const own = `${units}/${unit.field('id')}`;
    await sendAs('privileged-role-admin', {
      method: 'POST',
      path: `${own}/members/$ref`,
      body: object(person),
    });
    expect((await admin(`${own}/members`)).values().map((one) => one.id)).toEqual([person]);
    const assignment = await sendAs('privileged-role-admin', {
      method: 'POST',
      path: '/roleManagement/directory/roleAssignments',
      body: {
        principalId: operator,
        roleDefinitionId: 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
        directoryScopeId: `/administrativeUnits/${unit.field('id')}`,
      },
    });
    expect(assignment.status).toBe(201);
    expect((await admin(`${own}/scopedRoleMembers`)).values()).toMatchObject([
      { roleMemberInfo: { id: operator } },
    ]);
    expect((await activities()).slice(0, 4)).toEqual([
      'Add member to role',
      'Add member to administrative unit',
      'Add administrative unit',
      'Add group',
    ]);
  });

  it('refuse a role that cannot be held over a unit, and a group that cannot hold one', async () => {
    const unit = (await admin('/directory/administrativeUnits')).first().id;
    const post = (body: object) =>
      sendAs('privileged-role-admin', {
        method: 'POST',
        path: '/roleManagement/directory/roleAssignments',
        body,
      });
    const wanted = {
      principalId: simulator.userAs('operator').id,
      roleDefinitionId: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
      directoryScopeId: `/administrativeUnits/${unit}`,
    };
    expect((await post(wanted)).status).toBe(400);
    const { onboarding } = simulator.announced.groups;
    expect((await post({ ...wanted, principalId: onboarding, directoryScopeId: '/' })).status).toBe(400);
  });

  it('make somebody eligible until a date', async () => {
    const principalId = simulator.userAs('restaurant-manager').id;
    const answer = await sendAs('privileged-role-admin', {
      method: 'POST',
      path: '/roleManagement/directory/roleEligibilityScheduleRequests',
      body: {
        action: 'adminAssign',
        principalId,
        roleDefinitionId: '5d6b6bb7-de71-4623-b4af-96380a352509',
        directoryScopeId: '/',
        scheduleInfo: { expiration: { type: 'afterDateTime', endDateTime: '2036-01-01T00:00:00Z' } },
      },
    });
    expect(answer.status).toBe(201);
    const held = await admin(
      `/roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId eq '${principalId}'`,
    );
    expect(held.values()).toMatchObject([{ endDateTime: '2036-01-01T00:00:00.000Z' }]);
  });
});

describe('applications', () => {
  it('are changed and consented to', async () => {
    const desk = `(appId='${simulator.announced.clientId}')`;
    const body = { publicClient: { redirectUris: ['http://localhost', 'msal://auth'] } };
    const patched = await sendAs('application-admin', {
      method: 'PATCH',
      path: `/applications${desk}`,
      body,
    });
    expect(patched.status).toBe(204);
    expect((await admin(`/applications${desk}`)).json()).toMatchObject(body);
    const principal = (await admin(`/servicePrincipals${desk}`)).field('id');
    const [grant] = (await admin(`/oauth2PermissionGrants?$filter=clientId eq '${principal}'`)).values();
    const path = `/oauth2PermissionGrants/${grant?.id ?? ''}`;
    expect((await sendAs('application-admin', { method: 'DELETE', path })).status).toBe(204);
    const post = () =>
      sendAs('application-admin', {
        method: 'POST',
        path: '/oauth2PermissionGrants',
        body: {
          clientId: principal,
          consentType: 'AllPrincipals',
          resourceId: grant?.['resourceId'],
          scope: 'User.Read.All',
        },
      });
    expect([(await post()).status, (await post()).status]).toEqual([201, 400]);
    expect((await activities()).slice(0, 3)).toEqual([
      'Add delegated permission grant',
      'Remove delegated permission grant',
      'Update application',
    ]);
  });
});
