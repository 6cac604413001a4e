import { describe, expect, it } from 'vitest';
import { directoryErrorOf } from '../../support/failures.ts';
import { answer, refusal, scriptedGraph } from '../../support/scripted-graph.ts';

const context = { correlationId: '7b5f6a2e-0000-4000-8000-000000000001' };
const empty = () => answer(200, { value: [] });

/** Notes what is asked of the quota, and how much had been sent by then. */
const createQuota = (sent: () => number, grants = true) => {
  const taken: { readonly reads: number; readonly sent: number }[] = [];
  const take = (reads: number): Promise<boolean> => {
    taken.push({ reads, sent: sent() });
    return Promise.resolve(grants);
  };
  return { taken, take };
};

const graphWith = (script: Parameters<typeof scriptedGraph>[0], grants = true) => {
  const quota = createQuota(() => graph.sent.length, grants);
  const graph: ReturnType<typeof scriptedGraph> = scriptedGraph(script, { quota });
  return { graph, taken: quota.taken };
};

describe('the quota that the desks of a tenant share', () => {
  it('is asked before each read of methods or logs, and before each repetition', async () => {
    const { graph, taken } = graphWith([
      () => refusal(429, 'TooManyRequests', '', { 'retry-after': '1' }),
      empty,
    ]);
    await graph.directory.listMethods('person-1', context);
    await graph.directory.readSignIns('person-1', '2026-11-22T08:00:00.000Z', context);
    expect(taken).toEqual([
      { reads: 1, sent: 0 },
      { reads: 1, sent: 1 },
      { reads: 1, sent: 2 },
    ]);
  });

  it('counts each of them in a batch', async () => {
    const { graph, taken } = graphWith([() => answer(200, { responses: [] })]);
    const ask = { groupIds: ['g-1'], stationDeviceId: null, operatorId: 'o-1' };
    await graph.directory
      .readFacts('person-1', { ...ask, auditSince: '2026-11-22T08:00:00.000Z' }, context)
      .catch(() => undefined);
    // Methods, passes and the audit log.
    expect(taken).toEqual([{ reads: 3, sent: 0 }]);
  });

  it('keeps nobody waiting who takes something away, or who reads something else', async () => {
    const { graph, taken } = graphWith([() => answer(204), empty]);
    await graph.directory.deletePass('person-1', 'pass-1', context);
    await graph.directory.isDirectMember('group-1', 'person-1', context);
    expect(taken).toEqual([]);
  });

  it('has nothing read that nobody waits for any more', async () => {
    const { graph } = graphWith([empty], false);
    const error = await directoryErrorOf(graph.directory.listMethods('person-1', context));
    expect({ code: error.code, outcome: error.outcome, sent: graph.sent.length }).toEqual({
      code: 'tenant.timeout',
      outcome: 'none',
      sent: 0,
    });
  });
});
