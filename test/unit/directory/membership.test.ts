import { describe, expect, it } from 'vitest';
import { directoryErrorOf } from '../../support/failures.ts';
import { answer, graphHost, refusal, scriptedGraph } from '../../support/scripted-graph.ts';

const context = { correlationId: '7b5f6a2e-0000-4000-8000-000000000001' };
const members =
  (...ids: readonly string[]) =>
  () =>
    answer(200, { value: ids.map((id) => ({ id })) });
const already = () =>
  refusal(
    400,
    'Request_BadRequest',
    "One or more added object references already exist for the following modified properties: 'members'.",
  );
const notThere = () =>
  refusal(
    400,
    'Request_BadRequest',
    "One or more removed object references do not exist for the following modified properties: 'members'.",
  );

describe('joining a group', () => {
  it('names the person on the same cloud', async () => {
    const graph = scriptedGraph([() => answer(204)]);
    expect((await graph.directory.joinGroup('group-1', 'person-1', context)).value).toBe('joined');
    expect(graph.sent[0]).toMatchObject({
      method: 'POST',
      address: `${graphHost}/v1.0/groups/group-1/members/$ref`,
      body: { '@odata.id': `${graphHost}/v1.0/directoryObjects/person-1` },
    });
  });

  it('finds a member already there only when the list agrees', async () => {
    const there = scriptedGraph([already, members('person-1')]);
    expect((await there.directory.joinGroup('group-1', 'person-1', context)).value).toBe('already');
    const missing = scriptedGraph([already, members('person-2')]);
    const error = await directoryErrorOf(missing.directory.joinGroup('group-1', 'person-1', context));
    expect(error).toMatchObject({ code: 'tenant.rejected', outcome: 'none' });
  });

  it('fails on any other refusal, though it shares the code', async () => {
    const graph = scriptedGraph([
      () => refusal(400, 'Request_BadRequest', 'Cannot Update a mail-enabled group'),
    ]);
    const error = await directoryErrorOf(graph.directory.joinGroup('group-1', 'person-1', context));
    expect(error.code).toBe('tenant.rejected');
    expect(graph.sent).toHaveLength(1);
  });
});

describe('leaving a group', () => {
  it('deletes the membership, never the person', async () => {
    const graph = scriptedGraph([() => answer(204)]);
    expect((await graph.directory.leaveGroup('group-1', 'person-1', context)).value).toBe('left');
    expect(graph.sent[0]?.method).toBe('DELETE');
    expect(graph.sent[0]?.address).toBe(`${graphHost}/v1.0/groups/group-1/members/person-1/$ref`);
  });

  it.each([
    ['404', () => refusal(404, 'Request_ResourceNotFound')],
    ['400', notThere],
  ])('is done on %s when the list agrees', async (_status, refuse) => {
    const graph = scriptedGraph([refuse, members('person-2')]);
    expect((await graph.directory.leaveGroup('group-1', 'person-1', context)).value).toBe('absent');
  });

  it.each([
    ['404', () => refusal(404, 'Request_ResourceNotFound')],
    ['400', notThere],
  ])('is not done on %s while the list still shows the person', async (_status, refuse) => {
    const graph = scriptedGraph([refuse, members('person-1')]);
    await directoryErrorOf(graph.directory.leaveGroup('group-1', 'person-1', context));
  });
});

describe('finding groups', () => {
  it('asks for all names in one batch, quotes doubled', async () => {
    const group = {
      id: 'group-1',
      displayName: "Ann's group",
      securityEnabled: true,
      groupTypes: ['DynamicMembership'],
      onPremisesSyncEnabled: true,
      isAssignableToRole: null,
    };
    const graph = scriptedGraph([
      () =>
        answer(200, {
          responses: [
            { id: 'group-1', status: 200, headers: {}, body: { value: [] } },
            { id: 'group-0', status: 200, headers: {}, body: { value: [group] } },
          ],
        }),
    ]);
    expect(await graph.directory.findGroups(["Ann's group", 'missing'], context)).toEqual([
      {
        id: 'group-1',
        displayName: "Ann's group",
        securityEnabled: true,
        dynamic: true,
        onPremisesSynced: true,
        roleAssignable: false,
      },
    ]);
    expect(JSON.stringify(graph.sent[0]?.body)).toContain("displayName%20eq%20'Ann''s%20group'");
  });

  it('asks nothing when there are no names', async () => {
    const graph = scriptedGraph([]);
    expect(await graph.directory.findGroups([], context)).toEqual([]);
  });
});
