import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, mayRepeat, retryAfterMs } from '../../../src/main/directory/graph/retry.ts';
import { directoryErrorOf } from '../../support/failures.ts';
import { answer, refusal, scriptedGraph, socketFailure } from '../../support/scripted-graph.ts';

const context = { correlationId: '7b5f6a2e-0000-4000-8000-000000000001' };
const ask = { lifetimeMinutes: 60, usableOnce: true } as const;
const throttled = (seconds: string) => () => refusal(429, 'TooManyRequests', '', { 'retry-after': seconds });
const created = () => answer(201, { id: 'pass-1', temporaryAccessPass: 'Ab3#xy78' });

describe('how long to wait', () => {
  const now = Date.UTC(2026, 10, 22, 10);

  it.each([
    ['5', 5_000],
    ['0', 0],
    ['-3', 0],
    ['Sun, 22 Nov 2026 10:00:07 GMT', 7_000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
  ])('takes Retry-After %j', (value, ms) => {
    expect(retryAfterMs(value, now)).toBe(ms);
  });

  it.each([null, '', 'soon'])('asks nothing of %j', (value) => {
    expect(retryAfterMs(value, now)).toBeNull();
  });

  it('grows by backoff with full jitter, up to a minute', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, jitter) => {
        const wait = backoffMs(attempt, () => jitter);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(Math.min(60_000, 2_000 * 2 ** attempt));
      }),
    );
  });
});

describe('what may be sent again', () => {
  it.each([
    ['none', [429, 500, 502, 503, 504]],
    ['repeatable', [429, 503, 504]],
    ['once', [429]],
  ] as const)('is, for an effect of kind %s, exactly %j', (effect, statuses) => {
    const all = Array.from({ length: 200 }, (_, index) => 400 + index);
    expect(all.filter((status) => mayRepeat(effect, status))).toEqual(statuses);
  });

  it('sends the creation of a pass again after 429, having waited as long as asked', async () => {
    const graph = scriptedGraph([throttled('4'), created]);
    const { value } = await graph.directory.createPass('person-1', ask, context);
    expect(value.id).toBe('pass-1');
    expect(graph.waits).toEqual([4_000]);
    expect(graph.sent.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  it.each([500, 502, 503, 504])('never sends the creation of a pass again after %d', async (status) => {
    const graph = scriptedGraph([() => refusal(status, 'x', '', { 'retry-after': '1' }), created]);
    const error = await directoryErrorOf(graph.directory.createPass('person-1', ask, context));
    expect(graph.sent).toHaveLength(1);
    expect(error).toMatchObject({ code: 'tenant.unavailable', outcome: 'unknown', status, retryable: true });
  });

  it.each(['ECONNRESET', 'UND_ERR_SOCKET', 'ECONNREFUSED'])(
    'never sends the creation of a pass again after %s',
    async (code) => {
      const graph = scriptedGraph([() => Promise.reject(socketFailure(code)), created]);
      await directoryErrorOf(graph.directory.createPass('person-1', ask, context));
      expect(graph.sent).toHaveLength(1);
    },
  );

  it('never sends a join again after 503, since a second one would find the first', async () => {
    const graph = scriptedGraph([() => refusal(503, 'ServiceUnavailable'), () => answer(204)]);
    const error = await directoryErrorOf(graph.directory.joinGroup('group-1', 'person-1', context));
    expect(graph.sent).toHaveLength(1);
    expect(error.outcome).toBe('unknown');
  });

  it('sends a removal again after 503', async () => {
    const graph = scriptedGraph([() => refusal(503, 'x', '', { 'retry-after': '2' }), () => answer(204)]);
    const { value } = await graph.directory.deletePass('person-1', 'pass-1', context);
    expect(value).toBe('deleted');
    expect(graph.waits).toEqual([2_000]);
  });

  it('sends a read again after a broken connection, but not without end', async () => {
    const graph = scriptedGraph([() => Promise.reject(socketFailure('ECONNRESET'))]);
    const error = await directoryErrorOf(graph.directory.listPasses('person-1', context));
    expect(graph.sent).toHaveLength(3);
    expect(graph.waits).toEqual([1_000, 2_000]);
    expect(error).toMatchObject({ code: 'tenant.unreachable', outcome: 'none', retryable: true });
  });

  it('does not send a read again when the other side is not trusted', async () => {
    const graph = scriptedGraph([() => Promise.reject(socketFailure('SELF_SIGNED_CERT_IN_CHAIN'))]);
    const error = await directoryErrorOf(graph.directory.listPasses('person-1', context));
    expect(graph.sent).toHaveLength(1);
    expect(error).toMatchObject({ code: 'tenant.untrusted', outcome: 'none', retryable: false });
  });

  it('gives up after five refusals and says how long to wait', async () => {
    const graph = scriptedGraph([throttled('3')]);
    const error = await directoryErrorOf(graph.directory.listPasses('person-1', context));
    expect(graph.sent).toHaveLength(6);
    expect(error).toMatchObject({
      code: 'tenant.throttled',
      retryAfterSeconds: 3,
      retryable: true,
      status: 429,
    });
  });

  it('waits no longer than two minutes for a service', async () => {
    const graph = scriptedGraph([throttled('121'), created]);
    const error = await directoryErrorOf(graph.directory.createPass('person-1', ask, context));
    expect(graph.waits).toEqual([]);
    expect(error).toMatchObject({ code: 'tenant.throttled', outcome: 'none', retryAfterSeconds: 121 });
  });

  it('counts all waits of one call together', async () => {
    const graph = scriptedGraph([throttled('50')]);
    await directoryErrorOf(graph.directory.listPasses('person-1', context));
    expect(graph.waits).toEqual([50_000, 50_000]);
  });
});

describe('an outcome in doubt', () => {
  it('stays unknown when a later attempt fails for certain', async () => {
    const graph = scriptedGraph([
      () => refusal(504, 'x'),
      () => Promise.reject(socketFailure('ECONNREFUSED')),
    ]);
    const error = await directoryErrorOf(graph.directory.leaveGroup('group-1', 'person-1', context));
    expect(error).toMatchObject({ code: 'tenant.unreachable', outcome: 'unknown' });
  });

  it('stays unknown when a later attempt is refused', async () => {
    const graph = scriptedGraph([() => refusal(503, 'x'), () => refusal(403, 'accessDenied')]);
    const error = await directoryErrorOf(graph.directory.leaveGroup('group-1', 'person-1', context));
    expect(error).toMatchObject({ code: 'tenant.forbidden', outcome: 'unknown' });
  });

  it('is none when the wait was given up after a throttled creation', async () => {
    const controller = new AbortController();
    const graph = scriptedGraph([throttled('5')], {
      sleep: () => {
        controller.abort();
        return Promise.resolve();
      },
    });
    const call = graph.directory.createPass('person-1', ask, { ...context, signal: controller.signal });
    expect(await directoryErrorOf(call)).toMatchObject({ code: 'tenant.timeout', outcome: 'none' });
    expect(graph.sent).toHaveLength(1);
  });
});
