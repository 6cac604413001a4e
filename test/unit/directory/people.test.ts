import { describe, expect, it } from 'vitest';
import { directoryErrorOf } from '../../support/failures.ts';
import { answer, refusal, scriptedGraph } from '../../support/scripted-graph.ts';

const context = { correlationId: '7b5f6a2e-0000-4000-8000-000000000001' };
const user = {
  id: 'person-1',
  displayName: 'Nadia Newhire',
  givenName: 'Nadia',
  userPrincipalName: 'nadia@tapdesk.example',
  employeeId: '100',
  jobTitle: null,
  department: 'Warehouse',
  accountEnabled: true,
  userType: 'Member',
  creationType: null,
  externalUserState: null,
  isManagementRestricted: null,
  onPremisesSyncEnabled: null,
};
const found =
  (...users: readonly unknown[]) =>
  () =>
    answer(200, { value: users });

describe('finding people by number', () => {
  it('asks once and gives what the desk needs', async () => {
    const graph = scriptedGraph([found(user)]);
    expect(await graph.directory.findByEmployeeId('100', context)).toEqual([
      {
        id: 'person-1',
        displayName: 'Nadia Newhire',
        givenName: 'Nadia',
        userPrincipalName: 'nadia@tapdesk.example',
        employeeId: '100',
        jobTitle: null,
        department: 'Warehouse',
        accountEnabled: true,
        guest: false,
        onPremisesSynced: false,
        managementRestricted: false,
      },
    ]);
    expect(graph.sent).toHaveLength(1);
  });

  it('keeps a number inside its quotes, whatever is in it', async () => {
    const graph = scriptedGraph([found()]);
    await graph.directory.findByEmployeeId("1' or '1' eq '1&$top=999#", context);
    const { searchParams } = new URL(graph.sent[0]?.address ?? '');
    expect(searchParams.get('$filter')).toBe("employeeId eq '1'' or ''1'' eq ''1&$top=999#'");
    expect(searchParams.get('$top')).toBe('2');
  });

  it('gives both when two share the number', async () => {
    const graph = scriptedGraph([found(user, { ...user, id: 'person-2' })]);
    expect((await graph.directory.findByEmployeeId('100', context)).map(({ id }) => id)).toEqual([
      'person-1',
      'person-2',
    ]);
  });

  it('takes nobody whose number is another, as when a filter was ignored', async () => {
    const graph = scriptedGraph([found({ ...user, employeeId: '101' })]);
    const error = await directoryErrorOf(graph.directory.findByEmployeeId('100', context));
    expect(error.code).toBe('tenant.unexpected-answer');
  });

  it.each([
    { userType: 'Guest' },
    { userPrincipalName: 'gus_partner.example#EXT#@tapdesk.example' },
    { externalUserState: 'Accepted' },
    { creationType: 'Invitation' },
  ])('knows a guest by %j alone', async (sign) => {
    const graph = scriptedGraph([found({ ...user, ...sign })]);
    const [person] = await graph.directory.findByEmployeeId('100', context);
    expect(person?.guest).toBe(true);
  });

  it('does not guess whether an account is enabled', async () => {
    const graph = scriptedGraph([found({ ...user, accountEnabled: undefined })]);
    const [person] = await graph.directory.findByEmployeeId('100', context);
    expect(person?.accountEnabled).toBeNull();
  });
});

describe('a photo', () => {
  const photo =
    (...bytes: readonly number[]) =>
    () =>
      new Response(new Uint8Array(bytes), { status: 200 });

  it.each([
    ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]],
    ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0]],
  ])('becomes a data address of type %s by its first bytes', async (type, bytes) => {
    const graph = scriptedGraph([photo(...bytes)]);
    const expected = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
    expect(await graph.directory.readPhoto('person-1', context)).toBe(expected);
  });

  it.each([
    ['a GIF that stands for none', [0x47, 0x49, 0x46, 0x38]],
    ['markup', [...Buffer.from('<svg onload="x"/>')]],
    ['nothing', []],
  ])('is none when Graph sends %s', async (_what, bytes) => {
    expect(await scriptedGraph([photo(...bytes)]).directory.readPhoto('person-1', context)).toBeNull();
  });

  it('is none when it is larger than any of Graph', async () => {
    const bytes = new Uint8Array(2 * 1024 * 1024 + 1);
    bytes.set([0xff, 0xd8, 0xff]);
    const graph = scriptedGraph([() => new Response(bytes, { status: 200 })]);
    expect(await graph.directory.readPhoto('person-1', context)).toBeNull();
  });

  it('is none on 404 and a failure on 403', async () => {
    const none = scriptedGraph([() => refusal(404, 'ImageNotFound')]);
    expect(await none.directory.readPhoto('person-1', context)).toBeNull();
    const denied = scriptedGraph([() => refusal(403, 'accessDenied')]);
    expect((await directoryErrorOf(denied.directory.readPhoto('person-1', context))).code).toBe(
      'tenant.forbidden',
    );
  });
});
