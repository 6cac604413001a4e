import { describe, expect, it } from 'vitest';
import type { FactsAsk } from '../../../src/main/directory/index.ts';
import { batchOf, itemsOf, list, type ItemAnswer } from '../../support/batch-graph.ts';
import { directoryErrorOf } from '../../support/failures.ts';
import { graphHost, scriptedGraph, type ScriptedGraph } from '../../support/scripted-graph.ts';

const context = { correlationId: '7b5f6a2e-0000-4000-8000-000000000001' };
const admin = '62e90394-69f5-4237-9190-012177145e10';
const reader = '5d6b6bb7-de71-4623-b4af-96380a352509';
const forbidden: ItemAnswer = { status: 403, body: { error: { code: 'accessDenied', message: 'no' } } };

type Rule = readonly [string, ItemAnswer];

const person: Rule = [
  '/users/p1?',
  {
    status: 200,
    body: {
      id: 'p1',
      displayName: 'Nadia',
      userPrincipalName: 'nadia@tapdesk.example',
      accountEnabled: true,
    },
  },
];
const policy: Rule = [
  '/policies/authenticationMethodsPolicy',
  {
    status: 200,
    body: {
      authenticationMethodConfigurations: [
        { id: 'Fido2', state: 'enabled' },
        {
          id: 'TemporaryAccessPass',
          state: 'enabled',
          minimumLifetimeInMinutes: 15,
          maximumLifetimeInMinutes: 60,
          isUsableOnce: true,
          includeTargets: [
            { id: 'g1', targetType: 'group' },
            { id: 'all_users', targetType: 'group' },
          ],
        },
      ],
    },
  },
];
const group = (id: string): Rule => [
  `/groups/${id}?`,
  {
    status: 200,
    body: {
      id,
      displayName: `Group ${id}`,
      securityEnabled: true,
      groupTypes: [],
      isAssignableToRole: false,
    },
  },
];
const base: readonly Rule[] = [person, policy, group('g1')];

const read = (graph: ScriptedGraph, ask: Partial<FactsAsk> = {}) =>
  graph.directory.readFacts(
    'p1',
    { groupIds: ['g1'], stationDeviceId: null, auditSince: null, operatorId: 'o1', ...ask },
    context,
  );
const withRules = (...rules: readonly Rule[]) => scriptedGraph([batchOf([...rules, ...base])]);
const held = (roleDefinitionId: string, more: object = {}) => ({
  principalId: 'p1',
  roleDefinitionId,
  directoryScopeId: '/',
  ...more,
});

describe('reading everything about a person', () => {
  it('takes one round trip when it reveals nothing', async () => {
    const graph = withRules(['/checkMemberGroups', { status: 200, body: { value: ['g1'] } }]);
    expect(await read(graph)).toMatchObject({
      person: { id: 'p1', displayName: 'Nadia' },
      methods: [],
      passes: [],
      roles: { known: true, value: [] },
      roleAssignableGroupIds: { known: true, value: [] },
      memberOfGroupIds: ['g1'],
      passPolicy: {
        known: true,
        value: {
          enabled: true,
          minimumLifetimeMinutes: 15,
          maximumLifetimeMinutes: 60,
          usableOnceOnly: true,
          includedGroupIds: ['g1'],
          includedUserIds: [],
          includesEveryone: true,
          excludedGroupIds: [],
          excludedUserIds: [],
        },
      },
      groups: [{ id: 'g1', displayName: 'Group g1' }],
    });
    expect(graph.sent).toHaveLength(1);
  });

  it('asks for the roles of a role-assignable group in the second', async () => {
    const graph = withRules(
      [
        'transitiveMemberOf/microsoft.graph.group',
        list({ id: 'ra', securityEnabled: true, isAssignableToRole: true }),
      ],
      ["roleAssignments?$filter=principalId%20eq%20'ra'", list(held(admin, { principalId: 'ra' }))],
      [
        "roleEligibilityScheduleInstances?$filter=principalId%20eq%20'ra'",
        list(held(reader, { principalId: 'ra' })),
      ],
      ['roleAssignmentScheduleInstances', list(held(admin, { memberType: 'Group' }))],
    );
    const facts = await read(graph);
    expect(facts.roles).toEqual({
      known: true,
      value: [
        { roleId: admin, scope: '/', how: 'active', viaGroupId: 'ra', endsAt: null },
        { roleId: reader, scope: '/', how: 'eligible', viaGroupId: 'ra', endsAt: null },
      ],
    });
    expect(facts.roleAssignableGroupIds).toEqual({ known: true, value: ['ra'] });
    expect(graph.sent).toHaveLength(2);
  });

  it('counts a role-assignable group that the person only owns', async () => {
    const owned = list({ id: 'ra', securityEnabled: true, isAssignableToRole: true });
    const facts = await read(withRules(['ownedObjects', owned]));
    expect(facts.roleAssignableGroupIds).toEqual({ known: true, value: ['ra'] });
    expect(facts.roles).toEqual({ known: true, value: [] });
  });

  it('finds a role by any of the reads that may show it', async () => {
    const facts = await read(
      withRules(
        ["roleAssignments?$filter=principalId%20eq%20'p1'", list(held(reader))],
        [
          'roleAssignmentScheduleInstances',
          list(held(reader), held('custom', { directoryScopeId: '/administrativeUnits/u' })),
        ],
        ['directoryRole', list({ roleTemplateId: admin })],
        ['roleEligibilityScheduleInstances', list(held(admin, { memberType: 'Direct' }))],
      ),
    );
    expect(facts.roles).toEqual({
      known: true,
      value: [
        { roleId: reader, scope: '/', how: 'active', viaGroupId: null, endsAt: null },
        { roleId: admin, scope: '/', how: 'eligible', viaGroupId: null, endsAt: null },
        { roleId: 'custom', scope: '/administrativeUnits/u', how: 'active', viaGroupId: null, endsAt: null },
        { roleId: admin, scope: '/', how: 'active', viaGroupId: null, endsAt: null },
      ],
    });
  });

  it('reads further pages in the second round trip', async () => {
    const next = `${graphHost}/v1.0/users/p1/authentication/methods?$skiptoken=2`;
    const key = { '@odata.type': '#microsoft.graph.fido2AuthenticationMethod', id: 'm2', model: 'Key' };
    const graph = withRules(
      ['methods?$skiptoken=2', list(key)],
      ['authentication/methods', { status: 200, body: { value: [], '@odata.nextLink': next } }],
    );
    const facts = await read(graph);
    expect(facts.methods).toMatchObject([{ id: 'm2', model: 'Key', createdAt: null }]);
    expect(itemsOf(graph.sent[1]).map(({ url }) => url)).toEqual([
      '/users/p1/authentication/methods?$skiptoken=2',
    ]);
  });

  it('asks about more than 20 things in batches of 20, side by side', async () => {
    const ids = Array.from({ length: 25 }, (_, index) => `g${index}`);
    const graph = scriptedGraph([batchOf([person, policy, ...ids.map(group)])]);
    const facts = await read(graph, { groupIds: ids });
    expect(facts.groups).toHaveLength(25);
    expect(graph.sent.map((request) => itemsOf(request).length)).toEqual([20, 20, 1]);
  });

  it('leaves out a group that does not exist', async () => {
    const graph = withRules([
      '/groups/g1?',
      { status: 404, body: { error: { code: 'Request_ResourceNotFound' } } },
    ]);
    expect((await read(graph)).groups).toEqual([]);
  });
});

describe('what stays unknown', () => {
  it.each([
    ['roleManagement/directory/roleAssignments?', 'roles'],
    ['roleAssignmentScheduleInstances', 'roles'],
    ['roleEligibilityScheduleInstances', 'roles'],
    ['directoryRole', 'roles'],
    ['microsoft.graph.group', 'roles'],
    ['transitiveMemberOf/microsoft.graph.group', 'roleAssignableGroupIds'],
    ['ownedObjects', 'roleAssignableGroupIds'],
    ['authenticationMethodsPolicy', 'passPolicy'],
  ] as const)('without %s are the %s', async (path, part) => {
    const facts = await read(withRules([path, forbidden]));
    expect(facts[part]).toEqual({ known: false, because: 'tenant.forbidden' });
  });

  it('are the roles when those of a group the person is in cannot be read', async () => {
    const facts = await read(
      withRules(
        [
          'transitiveMemberOf/microsoft.graph.group',
          list({ id: 'ra', securityEnabled: true, isAssignableToRole: true }),
        ],
        ["principalId%20eq%20'ra'", forbidden],
      ),
    );
    expect(facts.roles).toEqual({ known: false, because: 'tenant.forbidden' });
    expect(facts.roleAssignableGroupIds).toEqual({ known: true, value: ['ra'] });
  });

  it('are roles and groups when a membership is hidden', async () => {
    const facts = await read(withRules(['transitiveMemberOf/microsoft.graph.group', list({ id: 'hidden' })]));
    expect(facts.roles).toEqual({ known: false, because: 'tenant.forbidden' });
    expect(facts.roleAssignableGroupIds).toEqual({ known: false, because: 'tenant.forbidden' });
  });

  it('is the policy when it has no configuration of passes', async () => {
    const none = { status: 200, body: { authenticationMethodConfigurations: [{ id: 'Fido2' }] } };
    const facts = await read(withRules(['authenticationMethodsPolicy', none]));
    expect(facts.passPolicy).toEqual({ known: false, because: 'tenant.unexpected-answer' });
  });
});

describe('what must be known', () => {
  it.each([
    '/users/p1?',
    '/authentication/methods',
    '/temporaryAccessPassMethods',
    '/checkMemberGroups',
    '/groups/g1?',
  ])('includes %s', async (path) => {
    const error = await directoryErrorOf(read(withRules([path, forbidden])));
    expect(error).toMatchObject({ code: 'tenant.forbidden', outcome: 'none', status: 403 });
  });

  it('includes that there is such a person, after one round trip', async () => {
    const graph = withRules(['/users/p1?', { status: 404, body: {} }]);
    expect((await directoryErrorOf(read(graph))).code).toBe('tenant.not-found');
    expect(graph.sent).toHaveLength(1);
  });

  it('fails when an answer is missing from the batch', async () => {
    const graph = scriptedGraph([() => new Response('{"responses":[]}', { status: 200 })]);
    expect((await directoryErrorOf(read(graph))).code).toBe('tenant.unexpected-answer');
  });
});

describe('a throttled part of a batch', () => {
  const throttled = (seconds: string): ItemAnswer => ({
    status: 429,
    headers: { 'Retry-After': seconds },
    body: { error: { code: 'TooManyRequests', message: '' } },
  });

  it('is asked for again alone, after the longest wait', async () => {
    const graph = scriptedGraph([
      batchOf([['/authentication/methods', throttled('3')], ['ownedObjects', throttled('7')], ...base]),
      batchOf(base),
    ]);
    await read(graph);
    expect(graph.waits).toEqual([7_000]);
    expect(itemsOf(graph.sent[1]).map(({ id }) => id)).toEqual(['methods', 'owned']);
  });

  it('is a failure when it never ends', async () => {
    const graph = scriptedGraph([batchOf([['/authentication/methods', throttled('3')], ...base])]);
    const error = await directoryErrorOf(read(graph));
    expect(error).toMatchObject({ code: 'tenant.throttled', retryAfterSeconds: 3 });
    expect(graph.sent).toHaveLength(4);
  });
});
