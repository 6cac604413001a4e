import { describe, expect, it } from 'vitest';
import { directoryErrorOf } from '../../support/failures.ts';
import { answer, graphHost, refusal, scriptedGraph } from '../../support/scripted-graph.ts';

const context = { correlationId: '7b5f6a2e-0000-4000-8000-000000000001' };
const ask = { lifetimeMinutes: 60, usableOnce: true } as const;
const empty = () => answer(200, { value: [] });

const challenge = (status: number) => () =>
  refusal(status, 'InvalidAuthenticationToken', '', {
    'www-authenticate': `Bearer error="insufficient_claims", claims="${Buffer.from('{"a":1}').toString('base64')}"`,
  });

/** A fetch that never answers until it is told to stop. */
const silent = (_address: string, init: RequestInit): Promise<Response> =>
  new Promise((_resolve, reject) => {
    init.signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
  });

describe('one request to Graph', () => {
  it('goes to v1.0 of the configured host with the token and the correlation id', async () => {
    const graph = scriptedGraph([empty]);
    await graph.directory.listPasses('person-1', context);
    const [request] = graph.sent;
    expect(request?.address).toBe(
      `${graphHost}/v1.0/users/person-1/authentication/temporaryAccessPassMethods`,
    );
    expect(request?.headers.get('authorization')).toBe('Bearer token');
    expect(request?.headers.get('client-request-id')).toBe(context.correlationId);
  });

  it('hands over the trace of the answer', async () => {
    const graph = scriptedGraph([() => answer(204)]);
    const { trace } = await graph.directory.deletePass('person-1', 'pass-1', context);
    expect(trace).toEqual({
      correlationId: context.correlationId,
      requestId: 'request-1',
      serverTime: Date.UTC(2026, 10, 22, 10),
    });
  });

  it('never takes the token to another host, even when Graph itself links there', async () => {
    const graph = scriptedGraph([
      () =>
        answer(200, { value: [], '@odata.nextLink': 'https://graph.example.evil/v1.0/users?$skiptoken=1' }),
    ]);
    const error = await directoryErrorOf(graph.directory.listPasses('person-1', context));
    expect(graph.sent).toHaveLength(1);
    expect(error.code).toBe('tenant.unexpected-answer');
  });

  it('follows a link of its own host, keeping the query as it is', async () => {
    const next = `${graphHost}/v1.0/groups/group-1/members?$select=id&$skiptoken=a%3Db%26c`;
    const graph = scriptedGraph([
      () => answer(200, { value: [{ id: 'other' }], '@odata.nextLink': next }),
      () => answer(200, { value: [{ id: 'PERSON-1' }] }),
    ]);
    expect(await graph.directory.isDirectMember('group-1', 'person-1', context)).toBe(true);
    expect(graph.sent[1]?.address).toBe(next);
  });

  it('does not follow links without end', async () => {
    const graph = scriptedGraph([
      () =>
        answer(200, {
          value: [],
          '@odata.nextLink': `${graphHost}/v1.0/groups/group-1/members?$skiptoken=1`,
        }),
    ]);
    const error = await directoryErrorOf(graph.directory.isDirectMember('group-1', 'person-1', context));
    expect(error.code).toBe('tenant.unexpected-answer');
  });

  it('does not follow a redirect, as a captive portal gives it', async () => {
    const graph = scriptedGraph([() => answer(302, undefined, { location: 'https://portal.example/' })]);
    const error = await directoryErrorOf(graph.directory.createPass('person-1', ask, context));
    expect(graph.sent).toHaveLength(1);
    expect(error).toMatchObject({ code: 'tenant.unexpected-answer', outcome: 'unknown' });
  });

  it('has the network follow none either', async () => {
    const asked: unknown[] = [];
    const fetch = (_address: string, { redirect }: RequestInit): Promise<Response> => {
      asked.push(redirect);
      return Promise.resolve(empty());
    };
    await scriptedGraph([], { fetch }).directory.listPasses('person-1', context);
    expect(asked).toEqual(['manual']);
  });

  it('takes no answer beyond eight megabytes', async () => {
    // One that could be read otherwise.
    const text = JSON.stringify({ value: [] }).padEnd(8 * 1024 * 1024 + 1);
    const headers = { 'content-type': 'application/json' };
    const huge = () => new Response(text, { status: 200, headers });
    const error = await directoryErrorOf(scriptedGraph([huge]).directory.listPasses('person-1', context));
    expect(error.code).toBe('tenant.unexpected-answer');
  });

  it('refuses to name an object without an id', async () => {
    const graph = scriptedGraph([() => answer(204)]);
    await expect(graph.directory.leaveGroup('group-1', '', context)).rejects.toThrow(RangeError);
    await expect(graph.directory.leaveGroup('..', 'person-1', context)).rejects.toThrow(RangeError);
    expect(graph.sent).toEqual([]);
  });
});

describe('time', () => {
  it('runs out with an unknown outcome for a creation', async () => {
    const graph = scriptedGraph([empty], { fetch: silent, timeoutMs: 20 });
    const error = await directoryErrorOf(graph.directory.createPass('person-1', ask, context));
    expect(error).toMatchObject({ code: 'tenant.timeout', outcome: 'unknown' });
  });

  it('runs out with no outcome for a read', async () => {
    const graph = scriptedGraph([empty], { fetch: silent, timeoutMs: 20 });
    const error = await directoryErrorOf(graph.directory.listPasses('person-1', context));
    expect(error).toMatchObject({ code: 'tenant.timeout', outcome: 'none' });
  });

  it('includes reading the body', async () => {
    const stuck = (_address: string, init: RequestInit): Promise<Response> => {
      const body = new ReadableStream({
        start: (controller) => {
          controller.enqueue(new TextEncoder().encode('{"id":'));
          init.signal?.addEventListener('abort', () => controller.error(new DOMException('x', 'AbortError')));
        },
      });
      return Promise.resolve(new Response(body, { status: 201 }));
    };
    const graph = scriptedGraph([empty], { fetch: stuck, timeoutMs: 20 });
    const error = await directoryErrorOf(graph.directory.createPass('person-1', ask, context));
    expect(error).toMatchObject({ code: 'tenant.timeout', outcome: 'unknown' });
  });

  it('can be called off while a creation is on its way, which leaves its outcome unknown', async () => {
    const controller = new AbortController();
    const graph = scriptedGraph([empty], {
      fetch: (address, init) => {
        queueMicrotask(() => controller.abort());
        return silent(address, init);
      },
    });
    const call = graph.directory.createPass('person-1', ask, { ...context, signal: controller.signal });
    expect(await directoryErrorOf(call)).toMatchObject({ code: 'tenant.timeout', outcome: 'unknown' });
  });

  it('sends nothing when it was called off before', async () => {
    const graph = scriptedGraph([empty]);
    const signal = AbortSignal.abort();
    const error = await directoryErrorOf(graph.directory.createPass('person-1', ask, { ...context, signal }));
    expect(error.outcome).toBe('none');
    expect(graph.sent).toEqual([]);
  });
});

describe('tokens', () => {
  it.each([401, 403])(
    'answers a claims challenge with status %d once, also for a creation',
    async (status) => {
      const graph = scriptedGraph([
        challenge(status),
        () => answer(201, { id: 'pass-1', temporaryAccessPass: 'Ab3#xy78' }),
      ]);
      const { value } = await graph.directory.createPass('person-1', ask, context);
      expect(value.id).toBe('pass-1');
      expect(graph.claims).toEqual([undefined, '{"a":1}']);
    },
  );

  it('does not answer a second challenge', async () => {
    const graph = scriptedGraph([challenge(401)]);
    const error = await directoryErrorOf(graph.directory.listPasses('person-1', context));
    expect(graph.sent).toHaveLength(2);
    expect(error).toMatchObject({ code: 'tenant.signed-out', outcome: 'none', retryable: false });
  });

  it('tries a renewed token once after a plain 401', async () => {
    const tokens = ['old', 'new'];
    const graph = scriptedGraph([() => refusal(401, 'InvalidAuthenticationToken'), empty], {
      accessToken: () => Promise.resolve(tokens.shift() ?? 'none'),
    });
    await graph.directory.listPasses('person-1', context);
    expect(graph.sent.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer old',
      'Bearer new',
    ]);
  });

  it('does not send the same token twice', async () => {
    const graph = scriptedGraph([() => refusal(401, 'InvalidAuthenticationToken')]);
    const error = await directoryErrorOf(graph.directory.listPasses('person-1', context));
    expect(graph.sent).toHaveLength(1);
    expect(error.code).toBe('tenant.signed-out');
  });

  it("passes on the identity's own reason for having none", async () => {
    const graph = scriptedGraph([empty], {
      accessToken: () => Promise.reject(Object.assign(new Error('x'), { code: 'tenant.unreachable' })),
    });
    const error = await directoryErrorOf(graph.directory.createPass('person-1', ask, context));
    expect(error).toMatchObject({ code: 'tenant.unreachable', outcome: 'none' });
    expect(graph.sent).toEqual([]);
  });

  it('counts any other failure to get one as signed out', async () => {
    const graph = scriptedGraph([empty], { accessToken: () => Promise.reject(new Error('x')) });
    const error = await directoryErrorOf(graph.directory.listPasses('person-1', context));
    expect(error.code).toBe('tenant.signed-out');
  });
});
