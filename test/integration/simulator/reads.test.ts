// What a check of the tenant reads: everything is the tenant's own state, in Graph's shapes, behind its scopes and roles.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMsal, signIn } from './msal.ts';
import { startSimulator, type Simulator } from './simulator.ts';

const READS = [
  'User.Read.All',
  'Group.Read.All',
  'GroupMember.Read.All',
  'Directory.Read.All',
  'Organization.Read.All',
  'AdministrativeUnit.Read.All',
  'Application.Read.All',
  'RoleManagement.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'Device.Read.All',
  'Policy.Read.All',
  'AuditLog.Read.All',
];

const roles = z.array(
  z.looseObject({
    principalId: z.string(),
    roleDefinitionId: z.string(),
    endDateTime: z.string().nullish(),
    assignmentType: z.string().optional(),
    principal: z.looseObject({ displayName: z.string() }).optional(),
  }),
);
const grant = z.looseObject({
  builtInControls: z.array(z.string()),
  authenticationStrength: z.looseObject({ allowedCombinations: z.array(z.string()) }).nullable(),
});

let simulator: Simulator;
let supervisor: string;
const tokenOf = async (part: string, scopes: readonly string[]) => {
  const msal = createMsal(simulator, [], simulator.announced.administrationClientId);
  return (await signIn(simulator, msal, { part, scopes })).accessToken;
};
const get = (address: string, token = supervisor) => simulator.ask(address, { token });

beforeAll(async () => {
  simulator = await startSimulator(['--log-delay', '0']);
  supervisor = await tokenOf('supervisor', READS);
});
afterAll(() => simulator.stop());

const directory = '/v1.0/roleManagement/directory';

describe('roles of the whole tenant', () => {
  it('come with who holds them and what they are', async () => {
    const all = roles.parse(
      (await get(`${directory}/roleAssignments?$expand=principal,roleDefinition`)).values(),
    );
    const operator = simulator.userAs('operator');
    const mine = all.filter((one) => one.principalId === operator.id);
    expect(mine.map((one) => one.principal?.displayName)).toEqual(['Olga Operator', 'Olga Operator']);
    expect(new Set(all.map((one) => one.principalId)).size).toBeGreaterThan(15);
  });

  it('end in the evening where they were activated, and never for emergency accounts', async () => {
    const all = roles.parse((await get(`${directory}/roleAssignmentScheduleInstances`)).values());
    const of = (part: string) => all.find((one) => one.principalId === simulator.userAs(part).id);
    expect(of('operator')).toMatchObject({ assignmentType: 'Activated' });
    expect(Date.parse(of('operator')?.endDateTime ?? '')).toBeGreaterThan(Date.now());
    expect(of('break-glass')).toMatchObject({ assignmentType: 'Assigned', endDateTime: null });
  });

  it('have an eligible assignment behind an activated one', async () => {
    const all = roles.parse((await get(`${directory}/roleEligibilityScheduleInstances`)).values());
    const behind = all.filter((one) => one.principalId === simulator.userAs('approver').id);
    expect(behind.map((one) => one.roleDefinitionId)).toContain('c4e39bd9-1100-46d3-8c65-fb160da0071f');
  });

  it('can no longer be used when their time is over', async () => {
    const other = await startSimulator();
    const audits = async () => {
      const msal = createMsal(other, [], other.announced.administrationClientId);
      const { accessToken } = await signIn(other, msal, {
        part: 'supervisor',
        scopes: ['AuditLog.Read.All'],
      });
      return (await other.ask('/v1.0/auditLogs/directoryAudits', { token: accessToken })).status;
    };
    const before = await audits();
    await other.ask('/simulator/advance', { token: other.announced.adminToken, body: { minutes: 9 * 60 } });
    expect([before, await audits()]).toEqual([200, 403]);
    await other.stop();
  });
});

describe('administrative units', () => {
  const units = '/v1.0/directory/administrativeUnits';

  it('say whether they are restricted, and who is in them', async () => {
    const all = (await get(units)).values();
    expect(all).toMatchObject([
      { displayName: 'Executives', isMemberManagementRestricted: true },
      { displayName: 'Restaurants', isMemberManagementRestricted: false },
    ]);
    const members = await get(`${units}/${all[1]?.id ?? ''}/members/microsoft.graph.user?$select=id`);
    expect(members.values().map((one) => one.id)).toContain(simulator.userAs('new-hire-3').id);
    const over = await get(`${units}/${all[1]?.id ?? ''}/scopedRoleMembers`);
    expect(over.values()).toMatchObject([{ roleMemberInfo: { id: simulator.userAs('unit-operator').id } }]);
  });

  it('are found from a person’s side', async () => {
    const { id } = simulator.userAs('new-hire-3');
    for (const segment of ['memberOf', 'transitiveMemberOf']) {
      const path = `/v1.0/users/${id}/${segment}/microsoft.graph.administrativeUnit?$select=displayName`;
      expect((await get(path)).values()).toMatchObject([{ displayName: 'Restaurants' }]);
    }
  });

  it('are nothing to somebody without the scope', async () => {
    const token = await tokenOf('supervisor', ['User.Read.All']);
    expect((await get(units, token)).status).toBe(403);
  });
});

describe('Conditional Access', () => {
  const policies = '/v1.0/identity/conditionalAccess/policies';
  const locations = '/v1.0/identity/conditionalAccess/namedLocations';

  it('never has MFA and a strength in one policy, and shows strengths whole', async () => {
    const all = (await get(policies)).values();
    const controls = all.map((one) => grant.parse(one['grantControls']));
    const strengths = controls.filter((one) => one.authenticationStrength !== null);
    expect(strengths.length).toBeGreaterThan(3);
    expect(strengths.filter((one) => one.builtInControls.includes('mfa'))).toEqual([]);
    const registration = all.find((one) => one['displayName'] === 'Registration of security information');
    expect(
      grant.parse(registration?.['grantControls']).authenticationStrength?.allowedCombinations,
    ).toContain('temporaryAccessPassOneTime');
  });

  it('gives one policy by id, and 404 for none', async () => {
    const [first] = (await get(policies)).values();
    expect((await get(`${policies}/${first?.id ?? ''}`)).field('id')).toBe(first?.id);
    expect((await get(`${policies}/00000000-0000-4000-8000-000000000000`)).status).toBe(404);
  });

  it('says which locations are trusted', async () => {
    expect((await get(locations)).values()).toMatchObject([{ isTrusted: true }]);
  });

  it('needs Policy.Read.All, and a role', async () => {
    const narrow = await tokenOf('supervisor', ['Policy.Read.ConditionalAccess']);
    const nobody = await tokenOf('restaurant-manager', ['Policy.Read.All']);
    expect((await get(policies, narrow)).status).toBe(403);
    expect((await get(policies, nobody)).error().code).toBe('AccessDenied');
  });
});

describe('policies of authentication methods', () => {
  it('have passkey profiles and a mode for Authenticator', async () => {
    const answer = await get('/v1.0/policies/authenticationMethodsPolicy');
    const byId = new Map(answer.values('authenticationMethodConfigurations').map((one) => [one.id, one]));
    expect(byId.get('Fido2')).toMatchObject({
      passkeyProfiles: [{ passkeyTypes: 'deviceBound,synced', attestationEnforcement: 'disabled' }],
      includeTargets: [{ allowedPasskeyProfiles: ['00000000-0000-0000-0000-000000000001'] }],
    });
    expect(byId.get('MicrosoftAuthenticator')).toMatchObject({
      includeTargets: [{ authenticationMode: 'any' }, { isRegistrationRequired: true }],
    });
    expect(byId.get('TemporaryAccessPass')).toMatchObject({ excludeTargets: [] });
  });

  it('stand beside security defaults, which are off, and the strengths', async () => {
    const defaults = await get('/v1.0/policies/identitySecurityDefaultsEnforcementPolicy');
    expect(defaults.json()).toMatchObject({ isEnabled: false });
    const kinds = (await get('/v1.0/policies/authenticationStrengthPolicies')).values();
    expect(kinds.map((one) => one['policyType'])).toEqual(['builtIn', 'builtIn', 'builtIn', 'custom']);
  });
});

describe('applications', () => {
  const desk = () => `(appId='${simulator.announced.clientId}')`;

  it('show redirect addresses, credentials and what was asked for', async () => {
    const application = (await get(`/v1.0/applications${desk()}`)).json();
    expect(application).toMatchObject({
      publicClient: { redirectUris: ['http://localhost'] },
      passwordCredentials: [],
      keyCredentials: [],
      requiredResourceAccess: [{ resourceAppId: '00000003-0000-0000-c000-000000000000' }],
    });
    const owners = (await get(`/v1.0/applications${desk()}/owners`)).values();
    expect(owners.map((one) => one.id)).toEqual([simulator.userAs('application-admin').id]);
  });

  it('have been consented to what they ask for, name by name', async () => {
    const principal = (await get(`/v1.0/servicePrincipals${desk()}`)).field('id');
    const grants = await get(`/v1.0/oauth2PermissionGrants?$filter=clientId eq '${principal}'`);
    const graph = await get("/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')");
    const names = new Map(graph.values('oauth2PermissionScopes').map((one) => [one.id, one['value']]));
    const asked = (await get(`/v1.0/applications${desk()}`)).first('requiredResourceAccess');
    const wanted = z.array(z.object({ id: z.string() })).parse(asked['resourceAccess']);
    expect(grants.first()['scope']).toBe(wanted.map((one) => names.get(one.id)).join(' '));
    expect(grants.first()).toMatchObject({ consentType: 'AllPrincipals', resourceId: graph.field('id') });
  });

  it('that nobody registered are not found', async () => {
    expect((await get("/v1.0/applications(appId='00000000-0000-4000-8000-000000000000')")).status).toBe(404);
  });
});

describe('the organization', () => {
  it('has bought P2', async () => {
    expect((await get('/v1.0/subscribedSkus')).values()).toMatchObject([
      { skuPartNumber: 'AAD_PREMIUM_P2', capabilityStatus: 'Enabled' },
      { skuPartNumber: 'INTUNE_A' },
    ]);
    const plans = z
      .array(z.looseObject({ servicePlanId: z.string() }))
      .parse((await get('/v1.0/organization')).first()['assignedPlans']);
    expect(plans.map((one) => one.servicePlanId)).toContain('eec0eb4f-6444-4f95-aba0-50c24d67f998');
  });

  it('knows when its devices were seen and how long they stay compliant', async () => {
    const device = (await get(`/v1.0/devices(deviceId='${simulator.announced.stationDeviceId}')`)).json();
    expect(device).toMatchObject({
      profileType: 'RegisteredDevice',
      approximateLastSignInDateTime: expect.any(String) as unknown,
      complianceExpirationDateTime: expect.any(String) as unknown,
    });
  });
});

describe('logs and reports', () => {
  it.each([
    ["/v1.0/auditLogs/directoryAudits?$filter=additionalDetails eq 'x'", 400],
    ["/v1.0/auditLogs/signIns?$filter=signInEventTypes/any(t:t eq 'interactiveUser')", 400],
    ["/beta/auditLogs/signIns?$filter=signInEventTypes/any(t:t eq 'interactiveUser')", 200],
    ['/v1.0/auditLogs/signIns?$orderby=createdDateTime asc', 200],
    ['/v1.0/auditLogs/signIns?$orderby=ipAddress', 400],
    ["/v1.0/auditLogs/signIns?$filter=startsWith(userPrincipalName,'sofia')", 200],
  ])('answer %s with %i, as documented', async (address, status) => {
    expect((await get(encodeURI(address))).status).toBe(status);
  });

  it('say what somebody has registered', async () => {
    const { id } = simulator.userAs('lost-phone');
    const path = `/v1.0/reports/authenticationMethods/userRegistrationDetails/${id}`;
    expect((await get(path)).json()).toMatchObject({
      isMfaCapable: true,
      isPasswordlessCapable: false,
      methodsRegistered: ['microsoftAuthenticatorPush', 'softwareOneTimePasscode', 'mobilePhone'],
    });
    const token = await tokenOf('restaurant-manager', ['AuditLog.Read.All']);
    expect((await get(path, token)).status).toBe(403);
  });
});
