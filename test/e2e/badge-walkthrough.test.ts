import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { walkthroughsNamed } from '../../scripts/walkthrough/names.ts';
import { walk } from '../../scripts/walkthrough/walk.ts';

let desktop: Desktop;

beforeAll(async () => {
  desktop = await prepareDesktop();
}, 120_000);
afterAll(async () => {
  await desktop.dispose();
});

// From the reader to the end through everything between: the built desk, its card process, pcscd, the site's table.
it('a card that signs with its PIN, on a real card service, enrolls its person, and the record says how sure it was', async () => {
  const [walkthrough] = walkthroughsNamed('new-hire');
  if (walkthrough === undefined) throw new Error('there is no new hire');
  const { summary } = await walk({
    walkthrough,
    desktop,
    folder: null,
    tenantArgs: [],
    recordFile: null,
    badge: 'piv-pin',
  });
  expect(summary).toMatchObject({
    outcome: 'done',
    badge: { technology: 'piv', strength: 'signed-with-pin' },
    tenant: { livePasses: 0, strayMemberships: 0 },
    journal: { verified: true },
  });
}, 180_000);
