import { describe, expect, it } from 'vitest';
import { batchOf, list, type ItemAnswer } from '../../support/batch-graph.ts';
import { directoryErrorOf } from '../../support/failures.ts';
import { scriptedGraph } from '../../support/scripted-graph.ts';

const context = { correlationId: '7b5f6a2e-0000-4000-8000-000000000001' };
const operatorRole = 'c4e39bd9-1100-46d3-8c65-fb160da0071f';
const end = '2026-11-22T18:00:00Z';
const me: readonly [string, ItemAnswer] = [
  '/me?',
  { status: 200, body: { id: 'o1', displayName: 'Olga', userPrincipalName: 'olga@tapdesk.example' } },
];
const failing = (status: number): ItemAnswer => ({ status, body: { error: { code: 'x', message: '' } } });
const inUnit = {
  principalId: 'o1',
  roleDefinitionId: operatorRole,
  directoryScopeId: '/administrativeUnits/u',
};

describe('reading the operator', () => {
  it('takes one round trip, with the end of each role and when the tenant answered', async () => {
    const graph = scriptedGraph([
      batchOf([
        me,
        ['roleAssignmentScheduleInstances/filter', list({ ...inUnit, endDateTime: end })],
        ['roleEligibilityScheduleInstances/filter', list({ ...inUnit, directoryScopeId: '/' })],
        ['directoryRole', list({ roleTemplateId: operatorRole })],
      ]),
    ]);
    const { value, trace } = await graph.directory.readOperator(context);
    expect(value).toEqual({
      id: 'o1',
      displayName: 'Olga',
      userPrincipalName: 'olga@tapdesk.example',
      roles: {
        known: true,
        value: [
          {
            roleId: operatorRole,
            scope: '/administrativeUnits/u',
            how: 'active',
            viaGroupId: null,
            endsAt: end,
          },
          { roleId: operatorRole, scope: '/', how: 'eligible', viaGroupId: null, endsAt: null },
          { roleId: operatorRole, scope: '/', how: 'active', viaGroupId: null, endsAt: null },
        ],
      },
    });
    expect(trace.serverTime).toBe(Date.UTC(2026, 10, 22, 10));
    expect(graph.sent).toHaveLength(1);
  });

  it('makes do with the directory roles where the tenant has no licence for the other read', async () => {
    const graph = scriptedGraph([
      batchOf([
        me,
        ['filterByCurrentUser', failing(400)],
        ['directoryRole', list({ roleTemplateId: operatorRole })],
      ]),
    ]);
    const { value } = await graph.directory.readOperator(context);
    expect(value.roles).toEqual({
      known: true,
      value: [{ roleId: operatorRole, scope: '/', how: 'active', viaGroupId: null, endsAt: null }],
    });
  });

  it('does not know the roles when neither can be read', async () => {
    const graph = scriptedGraph([
      batchOf([me, ['filterByCurrentUser', failing(403)], ['directoryRole', failing(403)]]),
    ]);
    const { value } = await graph.directory.readOperator(context);
    expect(value.roles).toEqual({ known: false, because: 'tenant.forbidden' });
  });

  it('fails when it cannot say who it is', async () => {
    const graph = scriptedGraph([batchOf([['/me?', failing(403)]])]);
    const error = await directoryErrorOf(graph.directory.readOperator(context));
    expect(error.code).toBe('tenant.forbidden');
  });
});

describe('reading an approver who signed in elsewhere', () => {
  const whoIs = (accountEnabled: boolean | null): readonly [string, ItemAnswer] => [
    '/users/a1?',
    {
      status: 200,
      body: { id: 'a1', displayName: 'Anna', userPrincipalName: 'anna@tapdesk.example', accountEnabled },
    },
  ];
  const read = async (accountEnabled: boolean | null) => {
    const graph = scriptedGraph([
      batchOf([
        whoIs(accountEnabled),
        ['roleAssignmentScheduleInstances?$filter', failing(403)],
        ['roleEligibilityScheduleInstances?$filter', failing(403)],
        ['/users/a1/transitiveMemberOf', list({ roleTemplateId: operatorRole })],
      ]),
    ]);
    const { value } = await graph.directory.readApprover('a1', context);
    expect(graph.sent).toHaveLength(1);
    return value;
  };

  it('takes one round trip, by whichever read of the roles the operator is allowed', async () => {
    expect(await read(true)).toEqual({
      id: 'a1',
      displayName: 'Anna',
      userPrincipalName: 'anna@tapdesk.example',
      roles: {
        known: true,
        value: [{ roleId: operatorRole, scope: '/', how: 'active', viaGroupId: null, endsAt: null }],
      },
    });
  });

  it.each([false, null])(
    'finds no role with an account that is not known to be enabled: %j',
    async (enabled) => {
      expect((await read(enabled)).roles).toEqual({ known: true, value: [] });
    },
  );
});
