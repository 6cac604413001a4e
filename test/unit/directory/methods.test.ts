import { describe, expect, it } from 'vitest';
import { probeService } from '../../../src/main/directory/index.ts';
import { directoryErrorOf } from '../../support/failures.ts';
import { answer, graphHost, refusal, scriptedGraph } from '../../support/scripted-graph.ts';

const context = { correlationId: '7b5f6a2e-0000-4000-8000-000000000001' };
const key = { '@odata.type': '#microsoft.graph.fido2AuthenticationMethod', id: 'm1' };

describe('methods', () => {
  it('keep their type to the letter, also one that is not known yet', async () => {
    const future = {
      '@odata.type': '#microsoft.graph.telepathyAuthenticationMethod',
      id: 'm2',
      displayName: 'x',
    };
    const graph = scriptedGraph([() => answer(200, { value: [key, future] })]);
    const methods = await graph.directory.listMethods('person-1', context);
    expect(methods.map(({ id, type }) => [id, type])).toEqual([
      ['m1', '#microsoft.graph.fido2AuthenticationMethod'],
      ['m2', '#microsoft.graph.telepathyAuthenticationMethod'],
    ]);
  });

  it("take their time from either of Graph's two spellings", async () => {
    const graph = scriptedGraph([
      () =>
        answer(200, {
          value: [
            { ...key, createdDateTime: '2026-01-01T00:00:00Z' },
            { ...key, id: 'm2', creationDateTime: '2026-01-02T00:00:00Z' },
          ],
        }),
    ]);
    const methods = await graph.directory.listMethods('person-1', context);
    expect(methods.map(({ createdAt }) => createdAt)).toEqual([
      '2026-01-01T00:00:00Z',
      '2026-01-02T00:00:00Z',
    ]);
  });

  it.each([
    ['#microsoft.graph.fido2AuthenticationMethod', 'fido2Methods'],
    ['#microsoft.graph.microsoftAuthenticatorAuthenticationMethod', 'microsoftAuthenticatorMethods'],
    ['#microsoft.graph.phoneAuthenticationMethod', 'phoneMethods'],
  ])('of type %s are removed from %s', async (type, collection) => {
    const graph = scriptedGraph([() => answer(204)]);
    const { value } = await graph.directory.removeMethod('person-1', { id: 'm1', type }, context);
    expect(value).toBe('removed');
    expect(graph.sent[0]?.address).toBe(`${graphHost}/v1.0/users/person-1/authentication/${collection}/m1`);
  });

  it('that cannot be removed this way are not tried', async () => {
    const graph = scriptedGraph([() => answer(204)]);
    const type = '#microsoft.graph.passwordAuthenticationMethod';
    const error = await directoryErrorOf(
      graph.directory.removeMethod('person-1', { id: 'm1', type }, context),
    );
    expect(error).toMatchObject({ code: 'tenant.rejected', outcome: 'none' });
    expect(graph.sent).toEqual([]);
  });

  it('are absent on 404 only when the list agrees', async () => {
    const type = key['@odata.type'];
    const gone = () => refusal(404, 'resourceNotFound');
    const agreed = scriptedGraph([gone, () => answer(200, { value: [] })]);
    expect((await agreed.directory.removeMethod('person-1', { id: 'm1', type }, context)).value).toBe(
      'absent',
    );
    const disputed = scriptedGraph([gone, () => answer(200, { value: [key] })]);
    const error = await directoryErrorOf(
      disputed.directory.removeMethod('person-1', { id: 'm1', type }, context),
    );
    expect(error.code).toBe('tenant.not-found');
  });
});

describe('ending sign-in sessions', () => {
  it.each([
    ['200 and true', () => answer(200, { value: true })],
    ['204', () => answer(204)],
  ])('is done on %s', async (_what, play) => {
    const graph = scriptedGraph([play]);
    expect((await graph.directory.revokeSignInSessions('person-1', context)).value).toBe('revoked');
  });

  it('is in doubt when the answer says that it was not', async () => {
    const graph = scriptedGraph([() => answer(200, { value: false })]);
    const error = await directoryErrorOf(graph.directory.revokeSignInSessions('person-1', context));
    expect(error).toMatchObject({ code: 'tenant.unexpected-answer', outcome: 'unknown' });
  });
});

describe('probing the sign-in service', () => {
  const authority = 'https://login.example/tenant';

  it('tells its time', async () => {
    const addresses: string[] = [];
    const found = await probeService(authority, (address) => {
      addresses.push(address);
      return Promise.resolve(answer(200, { issuer: authority }));
    });
    expect(found).toEqual({ serverTime: Date.UTC(2026, 10, 22, 10) });
    expect(addresses).toEqual([`${authority}/.well-known/openid-configuration`]);
  });

  it('does not take the page of a captive portal for it', async () => {
    const portal = () => Promise.resolve(new Response('<html>Welcome</html>', { status: 200 }));
    expect((await directoryErrorOf(probeService(authority, portal))).code).toBe('tenant.unexpected-answer');
  });
});
