import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Webhook } from 'standardwebhooks';
import { expect, it, onTestFinished } from 'vitest';
import { openOutbox } from '../../../src/main/alerts/index.ts';
import { alertLike } from '../../support/alerts.ts';
import { httpsReceiver, newTls } from '../../support/receivers.ts';

const NOW = Date.now();
/** Whoever died holds an alert for two minutes. */
const LATER = NOW + 3 * 60_000;
const ids = ['a', 'b', 'c'].map((letter) => letter.repeat(32));

it('delivers every alert at least once, known by its id, wherever a kill -9 strikes while it is sent', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-killed-'));
  const tls = await newTls();
  const receiver = await httpsReceiver(tls);
  onTestFinished(async () => {
    await receiver.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const [outboxFile, caFile] = [path.join(folder, 'alerts.sqlite'), path.join(folder, 'ca.pem')];
  const secret = randomBytes(32);
  writeFileSync(caFile, tls.ca);
  const outbox = openOutbox(outboxFile);
  outbox.raise(
    ids.map((id) => alertLike({ id })),
    ['webhook'],
    NOW,
  );
  outbox.close();

  const send = (now: number, dies: string) => {
    const program = path.join(import.meta.dirname, 'sender.ts');
    const words = [outboxFile, receiver.url, caFile, secret.toString('hex'), String(now), dies];
    const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'ignore', 'inherit'] });
    return { child, ended: once(child, 'exit') };
  };
  const seen = (): readonly string[] => receiver.received.map(({ headers }) => headers['webhook-id'] ?? '');

  // Before it is sent.
  expect(await send(NOW, 'claimed').ended).toEqual([null, 'SIGKILL']);
  expect(seen()).toEqual([]);
  // While the receiver has it, and has not answered. What the first held is left to it.
  receiver.answers('hang');
  const waiting = send(NOW, 'never');
  await expect.poll(() => seen().length, { timeout: 20_000, interval: 20 }).toBe(1);
  waiting.child.kill('SIGKILL');
  expect(await waiting.ended).toEqual([null, 'SIGKILL']);
  // After it is taken, and before that is on record.
  receiver.answers({ status: 204 });
  expect(await send(NOW, 'answered').ended).toEqual([null, 'SIGKILL']);
  const twice = seen();
  expect(new Set(twice).size).toBe(2);

  expect(await send(LATER, 'never').ended).toEqual([0, null]);
  expect([...seen()].sort()).toEqual([...ids, ...twice].sort());
  const verifier = new Webhook(`whsec_${secret.toString('base64')}`);
  const messages = receiver.received.map(({ body, headers }) =>
    // The clock of the last run is ahead; what is signed is whole all the same.
    verifier.verify(body, headers),
  );
  expect(messages).toHaveLength(5);
  for (const [index, message] of messages.entries()) expect(message).toMatchObject({ id: seen()[index] });

  const after = openOutbox(outboxFile);
  onTestFinished(() => after.close());
  const deliveries = after
    .list('all')
    .map(({ alert, deliveries: [one] }) => [alert.id, one?.error, one?.deliveredAt]);
  expect(deliveries.sort()).toEqual(ids.map((id) => [id, null, new Date(LATER).toISOString()]));
});
