import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ElectronApplication, JSHandle } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRoot, startPcscd, type CardPlan, type Issuer, type Pcscd } from '../../scripts/cards/index.ts';
import { launchAttached } from '../../scripts/launch/attached.ts';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import type { Harness } from '../fixtures/cards/main.ts';
import { goodCard, put, somebody } from '../support/cards.ts';
import { buildNode } from '../support/guarded.ts';

// pcscd and its virtual reader are Linux's; elsewhere real readers are tried by hand (docs/operations.md).
const root = path.resolve(import.meta.dirname, '../..');
const reader = 'Virtual PCD 00 00';
const uidCard: CardPlan = { uid: '04A1B2C3D4E5F6' };

let folder: string;
let pcscd: Pcscd;
let desktop: Desktop;
let app: ElectronApplication;
let harness: JSHandle<Harness>;
let issuer: Issuer;

const buildFixture = async (): Promise<string> => {
  const built = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-cards-'));
  await buildNode(path.join(root, 'test/fixtures/cards/main.ts'), built, 'main.js');
  await buildNode(path.join(root, 'src/main/badge/pcsc/entry.ts'), built, 'card-process.js');
  for (const name of ['pcsc-mini', '@pcsc-mini']) {
    cpSync(path.join(root, 'node_modules', name), path.join(built, 'node_modules', name), {
      recursive: true,
    });
  }
  const about = { name: 'cards', private: true, type: 'module', main: 'main.js' };
  writeFileSync(path.join(built, 'package.json'), JSON.stringify(about));
  return built;
};

const until = async <T>(look: () => Promise<T | null>, what: string): Promise<T> => {
  const end = Date.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > end) throw new Error(`not ${what} within 10 s: ${JSON.stringify(await seen())}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
};

const seen = () => harness.evaluate((one) => ({ events: one.events(), attached: one.attached() }));
const eventAfter = (count: number) =>
  until(async () => (await seen()).events[count] ?? null, `told a thing after ${count}`);
const attachedAs = (service: string, state: string | null) =>
  until(async () => {
    const { attached } = await seen();
    const found = attached?.readers.find(({ name }) => name === reader)?.state ?? null;
    return attached?.service === service && found === state ? true : null;
  }, `${service} and ${state}`);

beforeAll(async () => {
  [folder, pcscd, issuer] = await Promise.all([buildFixture(), startPcscd(), createRoot()]);
  await pcscd.stop();
  desktop = await prepareDesktop({ app: folder, display: 'virtual' });
  app = await launchAttached(desktop, {
    args: [`--user-data-dir=${desktop.makeDataFolder('user-data')}`],
    env: { PCSCLITE_CSOCK_NAME: pcscd.socket },
  });
  harness = await until(async () => {
    const found = await app.evaluateHandle(() => Reflect.get(globalThis, 'harness') as unknown);
    // The fixture's main.ts put it there.
    return (await found.evaluate((one) => one !== undefined)) ? (found as JSHandle<Harness>) : null;
  }, 'ready');
  await harness.evaluate((one, der) => one.start([der]), issuer.der.toString('base64'));
}, 120_000);

afterAll(async () => {
  await app.close();
  await desktop.dispose();
  await pcscd.close();
  rmSync(folder, { recursive: true, force: true });
});

const port = (): number => pcscd.ports['Virtual PCD'] ?? 0;

test('starts where no card service runs, and reads as soon as one does', async () => {
  await attachedAs('not-running', null);
  await pcscd.start();
  await attachedAs('running', 'ready');
  const card = await put(port(), uidCard);
  expect(await eventAfter(0)).toMatchObject({ kind: 'read', reader, identifier: { value: uidCard.uid } });
  await card.remove();
  expect(await eventAfter(1)).toMatchObject({ kind: 'removed', reader });
});

test('has a card that signs prove itself', async () => {
  const card = await put(port(), await goodCard(issuer));
  expect(await eventAfter(2)).toMatchObject({
    kind: 'read',
    technology: 'piv',
    strength: 'signed',
    identifier: somebody,
    proof: { key: '9E', algorithm: 'P-256' },
  });
  await card.remove();
  expect(await eventAfter(3)).toMatchObject({ kind: 'removed', reader });
});

test('reads within a second of the reader coming back, after its service was stopped and started', async () => {
  const before = await put(port(), uidCard);
  await eventAfter(4);
  await pcscd.stop();
  expect(await eventAfter(5)).toMatchObject({ kind: 'removed', reader });
  await attachedAs('not-running', 'gone');
  await before.remove();
  await pcscd.start();
  await put(port(), uidCard);
  const back = Date.now();
  expect(await eventAfter(6)).toMatchObject({ kind: 'read', reader });
  expect(Date.now() - back).toBeLessThan(1_000);
});

test('starts the process again that speaks to readers when it dies, and counts the card as taken away', async () => {
  const old = await harness.evaluate((one) => one.processId());
  process.kill(old ?? 0, 'SIGKILL');
  expect([await eventAfter(7), await eventAfter(8)]).toMatchObject([
    { kind: 'removed', reader },
    { kind: 'read', reader },
  ]);
  expect(await harness.evaluate((one) => one.processId())).not.toBe(old);
});

test('notices a reader that is unplugged, and reads within a second of its being back', async () => {
  pcscd.plug([]);
  await pcscd.stop();
  await pcscd.start();
  expect(await eventAfter(9)).toMatchObject({ kind: 'removed', reader });
  await attachedAs('running', 'gone');
  pcscd.plug(['Virtual PCD']);
  await pcscd.stop();
  await pcscd.start();
  await put(port(), uidCard);
  const back = Date.now();
  expect(await eventAfter(10)).toMatchObject({ kind: 'read', reader });
  expect(Date.now() - back).toBeLessThan(1_000);
});
