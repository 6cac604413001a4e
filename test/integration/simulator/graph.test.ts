import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createMsal, signIn } from './msal.ts';
import { startSimulator, type Simulator } from './simulator.ts';

const listed = z.object({
  value: z.array(z.object({ id: z.string() })),
  '@odata.nextLink': z.string().optional(),
});
let simulator: Simulator;
let operator: string;
const OPERATOR_SCOPES = [
  'User.Read.All',
  'GroupMember.ReadWrite.All',
  'RoleManagement.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'AuditLog.Read.All',
  'Device.Read.All',
  'Policy.Read.All',
  'Policy.Read.AuthenticationMethod',
];
const admin = (address: string, body?: unknown, method?: string) =>
  simulator.ask(address, {
    token: simulator.announced.adminToken,
    ...(body === undefined ? {} : { body }),
    ...(method === undefined ? {} : { method }),
  });
const get = (address: string, token = operator) => simulator.ask(address, { token });
const tokenOf = async (part: string, scopes: readonly string[]) =>
  (await signIn(simulator, createMsal(simulator), { part, scopes })).accessToken;

beforeAll(async () => {
  simulator = await startSimulator(['--users', '230', '--log-delay', '0']);
  operator = await tokenOf('operator', OPERATOR_SCOPES);
});
afterAll(() => simulator.stop());

describe('who may call', () => {
  it('is nobody without a token', async () => {
    const answer = await simulator.ask('/v1.0/users', { headers: { 'client-request-id': 'abc' } });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toContain('Bearer');
    expect(answer.headers['client-request-id']).toBe('abc');
    expect(answer.error()).toMatchObject({
      code: 'InvalidAuthenticationToken',
      innerError: { 'client-request-id': 'abc', 'request-id': answer.headers['request-id'] },
    });
  });

  it('is nobody with a token of somebody else’s making', async () => {
    const forged = `${operator.slice(0, -8)}AAAAAAAA`;
    expect((await get('/v1.0/users', forged)).error().message).toBe('Access token validation failure.');
  });

  it('is nobody without the scope', async () => {
    const token = await tokenOf('operator', ['User.Read']);
    const answer = await get('/v1.0/devices', token);
    expect([answer.status, answer.error().code]).toEqual([403, 'Authorization_RequestDenied']);
  });

  it('sees only the basic profile with User.ReadBasic.All', async () => {
    const token = await tokenOf('operator', ['User.ReadBasic.All']);
    const { id } = simulator.userAs('new-hire');
    const person = (
      await get(`/v1.0/users/${id}?$select=displayName,employeeId,accountEnabled`, token)
    ).json();
    expect(person).toMatchObject({ displayName: 'Nadia Newhire', employeeId: null, accountEnabled: null });
    expect((await get("/v1.0/users?$filter=employeeId eq '10000123'", token)).status).toBe(403);
  });

  it('may not read the logs without a role for it', async () => {
    const token = await tokenOf('restaurant-manager', ['AuditLog.Read.All']);
    expect((await get('/v1.0/auditLogs/signIns', token)).status).toBe(403);
    expect((await get('/v1.0/auditLogs/signIns')).status).toBe(200);
  });

  it('may not read eligible roles of others without a role for it', async () => {
    const path = `/v1.0/roleManagement/directory/roleEligibilityScheduleInstances?$filter=principalId eq '${simulator.userAs('eligible-admin').id}'`;
    const token = await tokenOf('restaurant-manager', ['RoleEligibilitySchedule.Read.Directory']);
    expect((await get(path, token)).status).toBe(403);
    expect((await get(path)).values()).toMatchObject([
      { memberType: 'Direct', roleDefinitionId: 'fe930be7-5e62-47db-91af-98c3a49a38b1' },
    ]);
  });
});

describe('people', () => {
  it('are found by badge number, with the selected properties only', async () => {
    const answer = await get(
      "/v1.0/users?$filter=employeeId eq '10000123'&$select=id,employeeId,accountEnabled",
    );
    const { id } = simulator.userAs('new-hire');
    expect(answer.values()).toEqual([{ id, employeeId: '10000123', accountEnabled: true }]);
  });

  it('can share a badge number', async () => {
    expect((await get("/v1.0/users?$filter=employeeId eq '10000777'")).values()).toHaveLength(2);
  });

  it('have an employee number only when it is selected', async () => {
    const person = (await get(`/v1.0/users/${simulator.userAs('new-hire').userPrincipalName}`)).json();
    expect(person).not.toHaveProperty('employeeId');
  });

  it('come in pages that add up to everybody', async () => {
    const seen: string[] = [];
    let next: string | undefined = '/v1.0/users?$select=id&$top=100';
    while (next !== undefined) {
      const page = listed.parse((await get(next)).json());
      seen.push(...page.value.map((one) => one.id));
      next = page['@odata.nextLink'];
    }
    expect(seen).toHaveLength(simulator.announced.users.length);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(230);
  });

  it.each([
    ['an unknown property in $select', '/v1.0/users?$select=badge', 400],
    ['an unknown property in $filter', "/v1.0/users?$filter=badge eq '1'", 400],
    ['a filter that cannot be read', '/v1.0/users?$filter=employeeId', 400],
    ['an operator that needs an advanced query', "/v1.0/users?$filter=employeeId ne '1'", 400],
    ['a page that is too large', '/v1.0/users?$top=1000', 400],
    ['nobody', '/v1.0/users/00000000-0000-4000-8000-000000000000', 404],
    ['an unknown path', '/v1.0/users/x/nothing', 404],
    ['a path of another method', '/v1.0/users', 405],
  ])('answer %s with an error', async (name, address, status) => {
    const answer = await simulator.ask(address, {
      token: operator,
      ...(status === 405 ? { method: 'DELETE' } : {}),
    });
    expect([name, answer.status]).toEqual([name, status]);
    expect(answer.error()).toMatchObject({
      code: expect.any(String) as unknown,
      message: expect.any(String) as unknown,
    });
  });

  it('have a drawn photo, and one has none', async () => {
    const answer = await get(`/v1.0/users/${simulator.userAs('new-hire').id}/photo/$value`);
    expect(answer.headers['content-type']).toBe('image/png');
    expect(PNG.sync.read(answer.bytes)).toMatchObject({ width: 240, height: 240 });
    expect((await get(`/v1.0/users/${simulator.userAs('no-photo').id}/photo/$value`)).error().code).toBe(
      'ImageNotFound',
    );
  });
});

describe('groups', () => {
  const member = (id: string) => ({
    '@odata.id': `${simulator.announced.graph}/v1.0/directoryObjects/${id}`,
  });
  const groupNamed = async (name: string) =>
    (await admin(`/v1.0/groups?$filter=displayName eq '${name}'`)).first().id;

  it('take a member from their owner, once, and let it go, once', async () => {
    const { id } = simulator.userAs('synced');
    const path = `/v1.0/groups/${simulator.announced.groups.onboarding}/members`;
    const add = () => simulator.ask(`${path}/$ref`, { token: operator, body: member(id) });
    const remove = () => simulator.ask(`${path}/${id}/$ref`, { token: operator, method: 'DELETE' });
    expect((await add()).status).toBe(204);
    const twice = await add();
    expect([twice.status, twice.error()]).toMatchObject([
      400,
      {
        code: 'Request_BadRequest',
        message:
          "One or more added object references already exist for the following modified properties: 'members'.",
      },
    ]);
    expect((await remove()).status).toBe(204);
    expect([(await remove()).status, (await remove()).error().code]).toEqual([
      404,
      'Request_ResourceNotFound',
    ]);
  });

  it('refuse a member from somebody who owns nothing', async () => {
    const token = await tokenOf('approver', ['GroupMember.ReadWrite.All']);
    const path = `/v1.0/groups/${simulator.announced.groups.onboarding}/members/$ref`;
    expect((await simulator.ask(path, { token, body: member(simulator.userAs('synced').id) })).status).toBe(
      403,
    );
  });

  it.each(['All-Warehouse', 'Onprem-Finance'])('keep %s as it is', async (name) => {
    const path = `/v1.0/groups/${await groupNamed(name)}/members/$ref`;
    expect((await admin(path, member(simulator.userAs('privileged').id))).status).toBe(400);
  });

  it('refuse a reference to another cloud', async () => {
    const path = `/v1.0/groups/${simulator.announced.groups.onboarding}/members/$ref`;
    const body = {
      '@odata.id': `https://graph.example/v1.0/directoryObjects/${simulator.userAs('synced').id}`,
    };
    expect((await admin(path, body)).error().code).toBe('Request_BadRequest');
  });

  it('never delete a person when $ref is forgotten', async () => {
    const { id } = simulator.userAs('already-member');
    const path = `/v1.0/groups/${simulator.announced.groups.onboarding}/members/${id}`;
    expect((await admin(path, undefined, 'DELETE')).status).toBe(403);
    expect((await get(`/v1.0/users/${id}`)).status).toBe(200);
  });

  it('count through groups within groups', async () => {
    const { id } = simulator.userAs('approver');
    const groupIds = [
      await groupNamed('Staff'),
      await groupNamed('Shift-Leads'),
      simulator.announced.groups.recovery,
    ];
    const answer = await simulator.ask(`/v1.0/users/${id}/checkMemberGroups`, {
      token: operator,
      body: { groupIds },
    });
    expect(answer.json()).toMatchObject({ value: groupIds.slice(0, 2) });
    const path = `/v1.0/users/${id}/transitiveMemberOf/microsoft.graph.group?$select=displayName`;
    const names = (await get(path)).values().map((one) => one['displayName']);
    expect(names.sort()).toEqual(['Shift-Leads', 'Staff', 'Tapdesk-Approvers']);
  });
});

describe('roles', () => {
  it('are listed where they are assigned directly, with their definition when asked for', async () => {
    const path = `/v1.0/roleManagement/directory/roleAssignments?$filter=principalId eq '${simulator.userAs('privileged').id}'&$expand=roleDefinition`;
    expect((await get(path)).values()).toMatchObject([
      { directoryScopeId: '/', roleDefinition: { displayName: 'Global Administrator' } },
    ]);
  });

  it('held through a group show only in the schedule instances', async () => {
    const filter = `$filter=principalId eq '${simulator.userAs('nested-group-admin').id}'`;
    expect((await get(`/v1.0/roleManagement/directory/roleAssignments?${filter}`)).values()).toEqual([]);
    const instances = await get(`/v1.0/roleManagement/directory/roleAssignmentScheduleInstances?${filter}`);
    expect(instances.values()).toMatchObject([{ memberType: 'Group', assignmentType: 'Assigned' }]);
  });

  it('of the caller are given by filterByCurrentUser', async () => {
    const path =
      "/v1.0/roleManagement/directory/roleAssignmentScheduleInstances/filterByCurrentUser(on='principal')";
    const ids = (await get(path)).values().map((one) => one['roleDefinitionId']);
    expect(ids).toEqual(['c4e39bd9-1100-46d3-8c65-fb160da0071f', '5d6b6bb7-de71-4623-b4af-96380a352509']);
  });
});

describe('the station and the policies', () => {
  it('has a compliant device under both addresses', async () => {
    const { stationDeviceId } = simulator.announced;
    const listed = (
      await get(`/v1.0/devices?$filter=deviceId eq '${stationDeviceId}'&$select=id,isCompliant,trustType`)
    ).values();
    expect(listed).toMatchObject([{ isCompliant: true, trustType: 'AzureAd' }]);
    expect((await get(`/v1.0/devices(deviceId='${stationDeviceId}')`)).field('id')).toBe(listed[0]?.id);
    expect((await get(`/v1.0/devices/${stationDeviceId}`)).status).toBe(404);
  });

  it('shows the pass policy inline and on its own', async () => {
    const whole = await get('/v1.0/policies/authenticationMethodsPolicy');
    const configurations = whole.values('authenticationMethodConfigurations');
    const inline = configurations.find((one) => one.id === 'TemporaryAccessPass');
    const alone = (
      await get(
        '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/temporaryaccesspass',
      )
    ).json();
    expect(alone).toMatchObject({ ...inline });
    expect(inline).toMatchObject({
      state: 'enabled',
      minimumLifetimeInMinutes: 15,
      maximumLifetimeInMinutes: 60,
      isUsableOnce: true,
    });
    const { onboarding, recovery, privilegedEmergency } = simulator.announced.groups;
    expect(inline?.['includeTargets']).toMatchObject(
      [onboarding, recovery, privilegedEmergency].map((id) => ({ id })),
    );
  });
});

describe('the logs', () => {
  it('show details of a sign-in in beta alone', async () => {
    const beta = (await get('/beta/auditLogs/signIns?$top=1')).first();
    const old = (await get('/v1.0/auditLogs/signIns?$top=1')).first();
    expect(beta['authenticationDetails']).toMatchObject([
      { authenticationMethod: 'Password', succeeded: true },
    ]);
    expect(old.id).toBe(beta.id);
    expect(Object.keys(old)).not.toContain('authenticationDetails');
  });

  it('show which policies met a sign-in to who may read policies, and to nobody else', async () => {
    const seen = (await get('/beta/auditLogs/signIns?$top=1')).first();
    const applied = z
      .array(z.object({ displayName: z.string(), result: z.string() }))
      .parse(seen['appliedConditionalAccessPolicies']);
    const policies = (await get('/v1.0/identity/conditionalAccess/policies')).values();
    expect(applied.map(({ displayName }) => displayName).sort()).toEqual(
      policies.map(({ displayName }) => displayName).sort(),
    );
    expect(new Set(applied.map(({ result }) => result))).toEqual(
      new Set(['success', 'notApplied', 'reportOnlyNotApplied']),
    );
    const logsAlone = await tokenOf('operator', ['AuditLog.Read.All']);
    const shown = await get('/beta/auditLogs/signIns?$top=1', logsAlone);
    expect(Object.keys(shown.first())).not.toContain('appliedConditionalAccessPolicies');
  });

  it('tell who added whom to which group', async () => {
    const { id } = simulator.userAs('disabled');
    const path = `/v1.0/groups/${simulator.announced.groups.recovery}/members/$ref`;
    await simulator.ask(path, {
      token: operator,
      body: { '@odata.id': `${simulator.announced.graph}/v1.0/directoryObjects/${id}` },
    });
    const filter = `activityDateTime ge 2020-01-01T00:00:00Z and targetResources/any(t:t/id eq '${id}')`;
    const entries = (
      await get(`/v1.0/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}`)
    ).values();
    expect(entries).toMatchObject([
      {
        activityDisplayName: 'Add member to group',
        initiatedBy: { user: { id: simulator.userAs('operator').id } },
      },
    ]);
  });
});

describe('a batch', () => {
  const batch = (requests: readonly object[]) =>
    simulator.ask('/v1.0/$batch', { token: operator, body: { requests } });

  it('answers each request on its own, in another order', async () => {
    const { id } = simulator.userAs('new-hire');
    const answer = await batch([
      { id: '1', method: 'GET', url: `/users/${id}?$select=displayName` },
      { id: '2', method: 'GET', url: '/users/nobody' },
      {
        id: '3',
        method: 'POST',
        url: `/users/${id}/checkMemberGroups`,
        headers: { 'Content-Type': 'application/json' },
        body: { groupIds: ['x'] },
      },
      { id: '4', method: 'GET', url: `/users/${id}/photo/$value` },
    ]);
    expect(answer.status).toBe(200);
    const responses = answer.values('responses');
    expect(responses.map((one) => [one['id'], one['status']])).toEqual([
      ['4', 200],
      ['3', 200],
      ['2', 404],
      ['1', 200],
    ]);
    expect(responses[3]).toMatchObject({
      headers: { 'Content-Type': 'application/json' },
      body: { displayName: 'Nadia Newhire' },
    });
    expect(PNG.sync.read(Buffer.from(z.string().parse(responses[0]?.['body']), 'base64')).width).toBe(240);
  });

  it('waits for what a request depends on', async () => {
    const answer = await batch([
      { id: 'b', method: 'GET', url: '/me', dependsOn: ['a'] },
      { id: 'a', method: 'GET', url: '/users/nobody' },
    ]);
    expect(answer.values('responses').map((one) => [one['id'], one['status']])).toEqual([
      ['a', 404],
      ['b', 424],
    ]);
  });

  it.each([
    [
      'more than 20 requests',
      Array.from({ length: 21 }, (_, id) => ({ id: String(id), method: 'GET', url: '/me' })),
    ],
    [
      'two requests with one id',
      [
        { id: 'a', method: 'GET', url: '/me' },
        { id: 'A', method: 'GET', url: '/me' },
      ],
    ],
    ['a body without Content-Type', [{ id: 'a', method: 'POST', url: '/me', body: {} }]],
    [
      'a circle',
      [
        { id: 'a', method: 'GET', url: '/me', dependsOn: ['b'] },
        { id: 'b', method: 'GET', url: '/me', dependsOn: ['a'] },
      ],
    ],
    ['nothing', []],
  ])('refuses %s', async (_name, requests) => {
    expect((await batch(requests)).status).toBe(400);
  });
});
