import type { Session } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { recordingLog } from '../../support/channels.ts';
import { fakePartition, views } from '../../support/electron.ts';

vi.mock('electron', () => import('../../support/electron.ts'));
// After Electron's stand-in.
const { createPrintPage } = await import('../../../src/main/kiosk/print-page.ts');

// Two guards of the page on paper that the other one would cover today: each must be there by itself.

const printed = async () => {
  const { session, answers } = fakePartition();
  const print = createPrintPage({
    log: recordingLog().log,
    after: (_ms, end) => {
      end();
      return () => undefined;
    },
    // The stand-in has what the page uses of a session.
    partitions: { take: () => session as Session, giveBack: () => undefined },
    printer: 'Desk printer',
    paper: 'A4',
    patienceMs: 1,
  });
  await print('<!doctype html><p>what people take along</p>');
  const [answer] = answers;
  if (answer === undefined) throw new Error('no page was served');
  return { answer, preferences: views.at(-1)?.webPreferences };
};

beforeEach(() => views.splice(0));

it('is made with scripts and pictures off', async () => {
  const { preferences } = await printed();
  expect(preferences).toMatchObject({
    javascript: false,
    images: false,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
  });
});

it('is served with a policy that lets nothing in and no script run, alone in its partition', async () => {
  const { answer } = await printed();
  const page = answer({ url: 'https://leave-behind.invalid/' });
  expect([page.status, page.headers.get('content-security-policy'), await page.text()]).toEqual([
    200,
    "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    '<!doctype html><p>what people take along</p>',
  ]);
  expect(answer({ url: 'https://leave-behind.invalid/other' }).status).toBe(404);
});
