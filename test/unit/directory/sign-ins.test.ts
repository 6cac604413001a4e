import { describe, expect, it } from 'vitest';
import { directoryErrorOf } from '../../support/failures.ts';
import { answer, graphHost, refusal, scriptedGraph } from '../../support/scripted-graph.ts';

const context = { correlationId: '7b5f6a2e-0000-4000-8000-000000000001' };
const since = '2026-11-22T09:00:00.000Z';
const entry = (id: string, more: object = {}) => ({
  id,
  createdDateTime: '2026-11-22T09:30:00Z',
  userId: 'P1',
  appId: 'app',
  isInteractive: true,
  status: { errorCode: 0 },
  authenticationDetails: [
    { authenticationMethod: 'Password', succeeded: false },
    { authenticationMethod: 'Passkey (device-bound)', succeeded: true },
  ],
  ...more,
});
const read = (...entries: readonly object[]) => {
  const graph = scriptedGraph([() => answer(200, { value: entries })]);
  return { graph, signIns: graph.directory.readSignIns('p1', since, context) };
};

describe('the sign-in log', () => {
  it('is read in its beta version, for one person since a time', async () => {
    const { graph, signIns } = read(entry('s1'));
    expect(await signIns).toEqual([
      { id: 's1', at: '2026-11-22T09:30:00Z', appId: 'app', methods: ['Passkey (device-bound)'] },
    ]);
    expect(decodeURIComponent(graph.sent[0]?.address ?? '')).toBe(
      `${graphHost}/beta/auditLogs/signIns?$filter=userId eq 'p1' and createdDateTime ge ${since}&$top=50`,
    );
  });

  it('tells what succeeded, newest first', async () => {
    const { signIns } = read(
      entry('early', { createdDateTime: '2026-11-22T09:10:00Z' }),
      entry('failed', { status: { errorCode: 50126 } }),
      entry('silent', { isInteractive: false }),
      entry('late'),
    );
    expect((await signIns).map(({ id }) => id)).toEqual(['late', 'early']);
  });

  it('is not believed when it tells of somebody else', async () => {
    const { signIns } = read(entry('s1', { userId: 'p2' }));
    expect((await directoryErrorOf(signIns)).code).toBe('tenant.unexpected-answer');
  });

  it('may be out of reach', async () => {
    const graph = scriptedGraph([
      () => refusal(403, 'Authentication_RequestFromNonPremiumTenantOrB2CTenant'),
    ]);
    const error = await directoryErrorOf(graph.directory.readSignIns('p1', since, context));
    expect(error.code).toBe('tenant.forbidden');
  });
});
