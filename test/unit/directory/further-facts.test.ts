import { describe, expect, it } from 'vitest';
import type { FactsAsk } from '../../../src/main/directory/index.ts';
import { batchOf, itemsOf, list, type ItemAnswer } from '../../support/batch-graph.ts';
import { directoryErrorOf } from '../../support/failures.ts';
import { scriptedGraph, type ScriptedGraph } from '../../support/scripted-graph.ts';

const context = { correlationId: '7b5f6a2e-0000-4000-8000-000000000001' };
const admin = '62e90394-69f5-4237-9190-012177145e10';
const since = '2026-11-21T10:00:00.000Z';
const unknown = { known: false, because: 'tenant.forbidden' } as const;
const forbidden: ItemAnswer = { status: 403, body: { error: { code: 'accessDenied', message: 'no' } } };

type Rule = readonly [string, ItemAnswer];

const person: Rule = [
  '/users/p1?',
  { status: 200, body: { id: 'p1', userPrincipalName: 'p@tapdesk.example' } },
];
const policyWith = (more: object): Rule => [
  '/policies/authenticationMethodsPolicy',
  {
    status: 200,
    body: {
      authenticationMethodConfigurations: [
        {
          id: 'TemporaryAccessPass',
          state: 'enabled',
          minimumLifetimeInMinutes: 10,
          maximumLifetimeInMinutes: 60,
          isUsableOnce: true,
          includeTargets: [],
          ...more,
        },
      ],
    },
  },
];
const graphOf = (...rules: readonly Rule[]) => scriptedGraph([batchOf([...rules, person, policyWith({})])]);
const read = (graph: ScriptedGraph, ask: Partial<FactsAsk> = {}) =>
  graph.directory.readFacts(
    'p1',
    { groupIds: [], stationDeviceId: 'd1', auditSince: since, operatorId: 'o1', ...ask },
    context,
  );
const held = (more: object = {}) => ({
  principalId: 'p1',
  roleDefinitionId: admin,
  directoryScopeId: '/',
  ...more,
});

describe('when the facts were told', () => {
  it("is what the tenant's own Date says", async () => {
    expect((await read(graphOf())).readAt).toBe(Date.UTC(2026, 10, 22, 10));
  });

  it('must be known: without a Date there are no facts', async () => {
    const graph = scriptedGraph([
      (request) => {
        const answered = batchOf([person])(request);
        answered.headers.delete('date');
        return answered;
      },
    ]);
    expect((await directoryErrorOf(read(graph))).code).toBe('tenant.unexpected-answer');
  });
});

describe('how long roles last', () => {
  const instances = 'roleAssignmentScheduleInstances?';
  const assignments = "roleAssignments?$filter=principalId%20eq%20'p1'";
  const ends = async (...rules: readonly Rule[]) => {
    const { roles } = await read(graphOf(...rules));
    return roles.known ? roles.value.map(({ how, viaGroupId, endsAt }) => [how, viaGroupId, endsAt]) : [];
  };

  it('is told by the schedule, also for what the plain assignments list', async () => {
    expect(
      await ends(
        [assignments, list(held())],
        [instances, list(held({ memberType: 'Direct', endDateTime: '2026-11-22T18:00:00Z' }))],
      ),
    ).toEqual([['active', null, '2026-11-22T18:00:00Z']]);
  });

  it('is the later one of two, and without end where one has none', async () => {
    const early = held({ endDateTime: '2026-11-22T18:00:00Z' });
    const late = held({ endDateTime: '2026-11-22T20:00:00+01:00' });
    expect(await ends([assignments, list(held())], [instances, list(late, early)])).toEqual([
      ['active', null, '2026-11-22T20:00:00+01:00'],
    ]);
    expect(await ends([assignments, list(held())], [instances, list(early, held())])).toEqual([
      ['active', null, null],
    ]);
  });

  it('is told apart for the same role held directly and through a group', async () => {
    const rules: readonly Rule[] = [
      ["principalId%20eq%20'ra'", list()],
      [
        'transitiveMemberOf/microsoft.graph.group',
        list({ id: 'ra', securityEnabled: true, isAssignableToRole: true }),
      ],
      [assignments, list(held())],
      [instances, list(held({ memberType: 'Group', endDateTime: '2026-11-22T12:00:00Z' }), held())],
    ];
    const throughGroup: Rule = [
      "roleAssignments?$filter=principalId%20eq%20'ra'",
      list(held({ principalId: 'ra' })),
    ];
    expect(await ends(throughGroup, ...rules)).toEqual([
      ['active', null, null],
      ['active', 'ra', '2026-11-22T12:00:00Z'],
    ]);
  });

  it('is told for eligible ones too', async () => {
    const eligible = list(held({ memberType: 'Direct', endDateTime: '2027-01-01T00:00:00Z' }));
    expect(await ends(['roleEligibilityScheduleInstances?', eligible])).toEqual([
      ['eligible', null, '2027-01-01T00:00:00Z'],
    ]);
  });
});

describe("the operator's roles", () => {
  it('come in the same batch, with their end', async () => {
    const graph = graphOf(
      [
        'roleAssignmentScheduleInstances/filterByCurrentUser',
        list(held({ principalId: 'o1', endDateTime: '2026-11-22T11:00:00Z' })),
      ],
      ['/users/o1/transitiveMemberOf/microsoft.graph.directoryRole', list({ roleTemplateId: admin })],
    );
    const { operatorRoles, roles } = await read(graph);
    expect(operatorRoles).toEqual({
      known: true,
      value: [{ roleId: admin, scope: '/', how: 'active', viaGroupId: null, endsAt: '2026-11-22T11:00:00Z' }],
    });
    expect(roles).toEqual({ known: true, value: [] });
    expect(graph.sent).toHaveLength(1);
  });

  it('stay unknown when neither read of the active ones succeeds', async () => {
    const facts = await read(
      graphOf(
        ['roleAssignmentScheduleInstances/filterByCurrentUser', forbidden],
        ['/users/o1/transitiveMemberOf', forbidden],
      ),
    );
    expect(facts.operatorRoles).toEqual(unknown);
  });
});

describe('the station', () => {
  const device = {
    deviceId: 'D1',
    isCompliant: true,
    isManaged: null,
    trustType: 'ServerAd',
    accountEnabled: true,
    approximateLastSignInDateTime: '2026-11-22T07:00:00Z',
  };
  const stationOf = async (answer: ItemAnswer) => (await read(graphOf(['/devices?', answer]))).station;

  it('is told as the tenant knows it; what it leaves out stays open', async () => {
    expect(await stationOf(list(device))).toEqual({
      known: true,
      value: {
        deviceId: 'D1',
        compliant: true,
        managed: null,
        joinType: 'hybrid',
        enabled: true,
        lastSeenAt: '2026-11-22T07:00:00Z',
        complianceExpiresAt: null,
      },
    });
  });

  it.each([
    ['AzureAd', 'entra'],
    ['Workplace', 'registered'],
    ['Something', null],
    [null, null],
  ])('joined as %s is joined as %s', async (trustType, joinType) => {
    expect(await stationOf(list({ ...device, trustType }))).toMatchObject({ value: { joinType } });
  });

  it('is nobody where the tenant has no such device', async () => {
    expect(await stationOf(list())).toEqual({ known: true, value: null });
  });

  it.each([
    ['two devices', list(device, device)],
    ['another device', list({ ...device, deviceId: 'other' })],
  ])('is not known when %s are answered', async (_, answer) => {
    expect(await stationOf(answer)).toEqual({ known: false, because: 'tenant.unexpected-answer' });
  });

  it('stays unknown where it may not be read, and where none is configured', async () => {
    expect(await stationOf(forbidden)).toEqual(unknown);
    const graph = graphOf();
    const { station } = await read(graph, { stationDeviceId: null });
    expect(station).toEqual({ known: false, because: 'not-asked' });
    expect(itemsOf(graph.sent[0]).map(({ id }) => id)).not.toContain('station');
  });
});

describe('units of the person', () => {
  it('are told by id, and unknown where they may not be read', async () => {
    const units = '/memberOf/microsoft.graph.administrativeUnit';
    expect((await read(graphOf([units, list({ id: 'u1' })]))).administrativeUnitIds).toEqual({
      known: true,
      value: ['u1'],
    });
    expect((await read(graphOf([units, forbidden]))).administrativeUnitIds).toEqual(unknown);
  });
});

describe('role-assignable groups', () => {
  const groupOf = (id: string) => list({ id, securityEnabled: true, isAssignableToRole: true });

  it('that the person owns are told apart from those they are in', async () => {
    const facts = await read(
      graphOf(['transitiveMemberOf/microsoft.graph.group', groupOf('in')], ['ownedObjects', groupOf('own')]),
    );
    expect(facts.ownedRoleAssignableGroupIds).toEqual({ known: true, value: ['own'] });
    expect(facts.roleAssignableGroupIds).toEqual({ known: true, value: ['in', 'own'] });
  });
});

describe('recent passes', () => {
  const target = { id: 'P1', type: 'User', modifiedProperties: [] };
  const event = (activity: string, reason: string, more: object = {}) => ({
    activityDateTime: '2026-11-22T09:00:00Z',
    activityDisplayName: activity,
    resultReason: reason,
    result: 'success',
    initiatedBy: { app: null, user: { id: 'o2' } },
    targetResources: [target],
    ...more,
  });
  const passesOf = async (...events: readonly object[]) => {
    const { recentPasses } = await read(graphOf(['/auditLogs/directoryAudits', list(...events)]));
    return recentPasses.known ? recentPasses.value.map(({ kind, by }) => [kind, by]) : recentPasses;
  };

  it.each([
    ['Admin registered security info', 'Admin registered temporary access pass method for user', 'created'],
    ['User registered security info', 'User registered temporary access pass method', 'created'],
    ['Create Temporary Access Pass method for user', '', 'created'],
    ['Admin deleted security info', 'Admin deleted temporary access pass method for user', 'deleted'],
  ])('are seen in "%s" with "%s"', async (activity, reason, kind) => {
    expect(await passesOf(event(activity, reason))).toEqual([[kind, 'o2']]);
  });

  it('are seen by the properties of the pass where the words are others', async () => {
    const modifiedProperties = [{ displayName: 'TemporaryAccessPass.Id' }];
    expect(
      await passesOf(
        event('Admin registered security info', '', {
          targetResources: [{ ...target, modifiedProperties }],
        }),
      ),
    ).toEqual([['created', 'o2']]);
  });

  it.each([
    ['other methods', event('User registered security info', 'User registered Fido')],
    ['a failure', event('', 'Admin registered temporary access pass method', { result: 'failure' })],
    [
      "somebody else's",
      event('', 'Admin registered temporary access pass method', { targetResources: [{ id: 'p2' }] }),
    ],
  ])('leave out %s', async (_, entry) => {
    expect(await passesOf(entry)).toEqual([]);
  });

  it('name the application that made one, and count one of unknown outcome', async () => {
    const byApp = { user: null, app: { appId: 'app', servicePrincipalId: null } };
    const words = 'User registered temporary access pass method';
    expect(await passesOf(event('', words, { initiatedBy: byApp, result: 'timeout' }))).toEqual([
      ['created', 'app'],
    ]);
    expect(await passesOf(event('', words, { initiatedBy: null }))).toEqual([['created', null]]);
  });

  it('are asked for since the given time, about the person alone, newest first', async () => {
    const words = 'Admin registered temporary access pass method for user';
    const graph = graphOf([
      '/auditLogs/directoryAudits',
      list(event('', words, { activityDateTime: '2026-11-22T08:00:00Z' }), event('', words)),
    ]);
    const { recentPasses } = await read(graph);
    expect(recentPasses).toMatchObject({
      value: [{ at: '2026-11-22T09:00:00Z' }, { at: '2026-11-22T08:00:00Z' }],
    });
    const asked = itemsOf(graph.sent[0]).find(({ id }) => id === 'audit')?.url ?? '';
    expect(decodeURIComponent(asked)).toBe(
      `/auditLogs/directoryAudits?$filter=activityDateTime ge ${since} and targetResources/any(t:t/id eq 'p1')`,
    );
  });

  it('stay unknown where the log may not be read, and where it was not asked', async () => {
    const { recentPasses } = await read(graphOf(['/auditLogs/directoryAudits', forbidden]));
    expect(recentPasses).toEqual(unknown);
    expect((await read(graphOf(), { auditSince: null })).recentPasses).toEqual({
      known: false,
      because: 'not-asked',
    });
  });
});

describe('whom the pass policy leaves out', () => {
  const named = policyWith({
    includeTargets: [
      { id: 'g-in', targetType: 'group' },
      { id: 'u-in', targetType: 'user' },
    ],
    excludeTargets: [
      { id: 'g-out', targetType: 'group' },
      { id: 'u-out', targetType: 'user' },
    ],
  });
  const memberships = 'transitiveMemberOf/microsoft.graph.group';

  it('is told by group and by person, with the memberships in those groups', async () => {
    const facts = await read(
      graphOf(named, [memberships, list({ id: 'g-out', securityEnabled: true }, { id: 'g-else' })]),
    );
    expect(facts.passPolicy).toMatchObject({
      value: {
        includedGroupIds: ['g-in'],
        includedUserIds: ['u-in'],
        excludedGroupIds: ['g-out'],
        excludedUserIds: ['u-out'],
      },
    });
    expect(facts.memberOfGroupIds).toEqual(['g-out']);
  });

  it('cannot be said where the groups of the person are not known', async () => {
    expect((await read(graphOf(named, [memberships, forbidden]))).passPolicy).toEqual(unknown);
  });

  it.each([
    ['something else', { id: 'x', targetType: 'somethingNew' }],
    ['everybody', { id: 'all_users', targetType: 'group' }],
  ])('cannot be said where %s is excluded', async (_, target) => {
    const { passPolicy } = await read(graphOf(policyWith({ excludeTargets: [target] })));
    expect(passPolicy).toEqual({ known: false, because: 'tenant.unexpected-answer' });
  });
});

describe('groups of which only the membership counts', () => {
  it('are asked for together with the others, and not looked at themselves', async () => {
    const graph = graphOf(
      ['/checkMemberGroups', { status: 200, body: { value: ['g2'] } }],
      ['/groups/g1?', { status: 404 }],
    );
    const facts = await read(graph, { groupIds: ['g1'], membershipOf: ['g2', 'g1'] });
    expect(facts.memberOfGroupIds).toEqual(['g2']);
    const items = itemsOf(graph.sent[0]);
    expect(items.find(({ id }) => id === 'member-0')?.body).toEqual({ groupIds: ['g1', 'g2'] });
    expect(items.filter(({ url }) => url.startsWith('/groups/'))).toHaveLength(1);
  });
});
