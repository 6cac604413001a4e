import { expect, it } from 'vitest';
import { failed, problemOf, type Result } from '../../../src/shared/index.ts';
import { createServer } from '../../../src/main/ipc/index.ts';
import type { Handlers } from '../../../src/shared/index.ts';
import { recordingHandlers, recordingLog } from '../../support/channels.ts';
import { callFrom, fakeDeskWindow, fakeIpcMain } from '../../support/electron.ts';

const serveWith = (more: Partial<Handlers>) => {
  const desk = fakeDeskWindow();
  const ipcMain = fakeIpcMain();
  const { lines, log } = recordingLog();
  const handlers = { ...recordingHandlers().handlers, ...more };
  createServer({ ipcMain, windowOf: () => desk.window, handlers, log, newId: () => 'id-1' });
  return { lines, finish: () => ipcMain.call('enrollment.finish', callFrom(desk.window), {}) };
};

const internal = failed(problemOf('internal', { correlationId: 'id-1' }));

it.each([
  [
    'throws',
    () => {
      throw new Error('planted-pass');
    },
  ],
  ['rejects', () => Promise.reject(new Error('planted-pass'))],
])('a handler that %s becomes an internal problem, and its message stays inside', async (_name, handler) => {
  const { lines, finish } = serveWith({ 'enrollment.finish': handler });
  expect(await finish()).toEqual(internal);
  expect(lines).toMatchObject([
    { level: 'error', event: 'ipc.failed', fields: { channel: 'enrollment.finish', correlationId: 'id-1' } },
  ]);
  expect(JSON.stringify(lines)).not.toContain('planted-pass');
});

it('a handler that answers with more than the contract says becomes an internal problem', async () => {
  // What TypeScript would not let through, as a bug could.
  const answer = { ok: true, value: { pass: 'planted-pass' } } as unknown as Result<Record<string, never>>;
  const { lines, finish } = serveWith({ 'enrollment.finish': () => answer });
  expect(await finish()).toEqual(internal);
  expect(JSON.stringify(lines)).not.toContain('planted-pass');
});

it("a handler's own problem is handed on as it is", async () => {
  const problem = problemOf('tenant.throttled', { params: { seconds: 12 }, retryable: true });
  const { lines, finish } = serveWith({ 'enrollment.finish': () => failed(problem) });
  expect(await finish()).toEqual({ ok: false, problem });
  expect(lines).toEqual([]);
});
