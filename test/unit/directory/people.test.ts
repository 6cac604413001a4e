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
    expect(await graph.directory.findPeople({ by: 'employee-id', value: '100' }, context)).toEqual([
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
    await graph.directory.findPeople({ by: 'employee-id', value: "1' or '1' eq '1&$top=999#" }, context);
    const { searchParams } = new URL(graph.sent[0]?.address ?? '');
    expect(searchParams.get('$filter')).toBe("employeeId eq '1'' or ''1'' eq ''1&$top=999#'");
    expect(searchParams.get('$top')).toBe('10');
  });

  it('gives both when two share the number', async () => {
    const graph = scriptedGraph([found(user, { ...user, id: 'person-2' })]);
    expect(
      (await graph.directory.findPeople({ by: 'employee-id', value: '100' }, context)).map(({ id }) => id),
    ).toEqual(['person-1', 'person-2']);
  });

  it('takes nobody whose number is another, as when a filter was ignored', async () => {
    const graph = scriptedGraph([found({ ...user, employeeId: '101' })]);
    const error = await directoryErrorOf(
      graph.directory.findPeople({ by: 'employee-id', value: '100' }, context),
    );
    expect(error.code).toBe('tenant.unexpected-answer');
  });

  it.each([
    { userType: 'Guest' },
    { userPrincipalName: 'gus_partner.example#EXT#@tapdesk.example' },
    { externalUserState: 'Accepted' },
    { creationType: 'Invitation' },
  ])('knows a guest by %j alone', async (sign) => {
    const graph = scriptedGraph([found({ ...user, ...sign })]);
    const [person] = await graph.directory.findPeople({ by: 'employee-id', value: '100' }, context);
    expect(person?.guest).toBe(true);
  });

  it('does not guess whether an account is enabled', async () => {
    const graph = scriptedGraph([found({ ...user, accountEnabled: undefined })]);
    const [person] = await graph.directory.findPeople({ by: 'employee-id', value: '100' }, context);
    expect(person?.accountEnabled).toBeNull();
  });
});

describe('finding people by another property', () => {
  const value = (graph: ReturnType<typeof scriptedGraph>, at: number, name: string) =>
    new URL(graph.sent[at]?.address ?? '').searchParams.get(name);
  const uid = { by: 'extension-attribute', name: 'extensionAttribute10', value: '04A1' } as const;
  const carrier = (text: string | null) => ({
    ...user,
    onPremisesExtensionAttributes: { extensionAttribute10: text },
  });

  it('asks the index for an extension attribute, and reads everybody again whom it names', async () => {
    const graph = scriptedGraph([found(carrier('04a1')), () => answer(200, carrier('04a1'))]);
    const people = await graph.directory.findPeople(uid, context);
    expect(people.map(({ id }) => id)).toEqual(['person-1']);
    expect(value(graph, 0, '$filter')).toBe("onPremisesExtensionAttributes/extensionAttribute10 eq '04A1'");
    expect(value(graph, 0, '$count')).toBe('true');
    expect(graph.sent[0]?.headers.get('consistencylevel')).toBe('eventual');
    expect(new URL(graph.sent[1]?.address ?? '').pathname).toBe('/v1.0/users/person-1');
    expect(value(graph, 1, '$select')).toContain('onPremisesExtensionAttributes');
  });

  it.each([
    ['has another value by now', () => answer(200, carrier('04B2'))],
    ['has none by now', () => answer(200, carrier(null))],
    ['is gone by now', () => refusal(404, 'Request_ResourceNotFound')],
  ])('does not give whom the index names and who %s', async (_name, again) => {
    const graph = scriptedGraph([found(carrier('04A1')), again]);
    expect(await graph.directory.findPeople(uid, context)).toEqual([]);
  });

  it('asks the directory itself for a directory extension, once', async () => {
    const name = `extension_${'0'.repeat(32)}_badgeNumber`;
    const graph = scriptedGraph([found({ ...user, [name]: '26-1337' })]);
    const query = { by: 'extension-attribute', name, value: '26-1337' } as const;
    expect(await graph.directory.findPeople(query, context)).toHaveLength(1);
    expect(value(graph, 0, '$filter')).toBe(`${name} eq '26-1337'`);
    expect(graph.sent[0]?.headers.get('consistencylevel')).toBeNull();
    expect(graph.sent).toHaveLength(1);
  });

  it.each([
    ['AbC', 1],
    ['abc', 0],
  ])('tells custom security attributes apart by case: %s', async (stored, count) => {
    const one = { ...user, customSecurityAttributes: { Badges: { CardUuid: 'AbC' } } };
    const again = { ...user, customSecurityAttributes: { Badges: { CardUuid: stored } } };
    const graph = scriptedGraph([found(one), () => answer(200, again)]);
    const query = { by: 'custom-security-attribute', set: 'Badges', name: 'CardUuid', value: 'AbC' } as const;
    expect(await graph.directory.findPeople(query, context)).toHaveLength(count);
    expect(value(graph, 0, '$filter')).toBe("customSecurityAttributes/Badges/CardUuid eq 'AbC'");
  });

  it('takes nobody whose attribute the tenant does not show', async () => {
    const query = { by: 'custom-security-attribute', set: 'Badges', name: 'CardUuid', value: 'x' } as const;
    const error = await directoryErrorOf(scriptedGraph([found(user)]).directory.findPeople(query, context));
    expect(error.code).toBe('tenant.unexpected-answer');
  });

  it('finds nobody, and fails at nothing, under an id that is not there', async () => {
    const byId = { by: 'id', value: 'nobody@tapdesk.example' } as const;
    const none = scriptedGraph([() => refusal(404, 'Request_ResourceNotFound')]);
    expect(await none.directory.findPeople(byId, context)).toEqual([]);
    const one = scriptedGraph([() => answer(200, user)]);
    expect(await one.directory.findPeople(byId, context)).toHaveLength(1);
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
