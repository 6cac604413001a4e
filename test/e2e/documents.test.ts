import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchAttached } from '../../scripts/launch/attached.ts';
import { prepareDesktop } from '../../scripts/launch/index.ts';
import { htmlOf } from '../../src/main/document/index.ts';
import { controlMapPage } from '../../src/main/evidence/control-page.ts';
import { passPolicyPage } from '../../src/main/evidence/index.ts';
import { before, documentOf, reportOf } from '../../src/main/reporting/index.ts';
import { writtenPolicyOf, writtenPolicyPage } from '../../src/main/written-policy/index.ts';
import { passPolicy, someConfig } from '../support/evidence.ts';
import { simulatedQuarter } from '../support/quarter/quarter.ts';

// What people read of a quarter, in a browser, as people with other eyes and hands meet it.

const { input } = simulatedQuarter(7, 200);
const period = { from: Date.UTC(2026, 7, 12), until: input.now };
const person = { administrator: false, guest: false, mfaCapable: true, methods: [] };

const pages: Readonly<Record<string, string>> = {
  report: htmlOf(
    documentOf(
      reportOf({
        ...{ madeAt: input.now, site: 'Site', timeZone: 'UTC', period, previous: before(period) },
        ...{ entries: input.entries, audit: input.audit, signIns: input.signIns },
        holders: {
          known: true,
          value: [{ id: 'a', roleId: 'r', role: 'Security Reader', standing: false, scope: '/' }],
        },
        maturity: {
          known: true,
          value: {
            registered: [
              { ...person, id: 'a', passwordlessCapable: true },
              { ...person, id: 'b', passwordlessCapable: false },
            ],
            groups: [],
          },
        },
      }),
    ),
  ),
  'written-policy': htmlOf(
    writtenPolicyPage(writtenPolicyOf(someConfig, { previous: null, madeAt: input.now }), someConfig),
  ),
  'pass-policy': htmlOf(passPolicyPage(passPolicy, '2026-09-28')),
  'control-map': htmlOf(controlMapPage),
};

let server: Server;
let address: string;
let app: ElectronApplication;
let page: Page;
let dispose: () => Promise<void>;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(pages[request.url?.slice(1) ?? ''] ?? pages['report']);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // `address` tells a port for a server that listens on one.
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const desktop = await prepareDesktop({
    app: path.resolve(import.meta.dirname, '../fixtures/gallery'),
    display: 'virtual',
  });
  dispose = () => desktop.dispose();
  app = await launchAttached(desktop, {
    args: [`--user-data-dir=${desktop.makeDataFolder('documents')}`, `${address}/report`],
  });
  page = await app.firstWindow();
}, 180_000);

afterAll(async () => {
  await app.close();
  await dispose();
  server.close();
});

test.each(Object.keys(pages))('%s meets WCAG 2.2 AA in the light and in the dark', async (name) => {
  await page.goto(`${address}/${name}`);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page })
      .setLegacyMode(true)
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html) }))).toEqual([]);
  }
});
