// A process that sends what is due, and dies by SIGKILL where it is told to.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { createWebhook, deliverDue, openOutbox, type Channel } from '../../../src/main/alerts/index.ts';

const [outboxFile = '', url = '', caFile = '', secret = '', now = '', dies = ''] = process.argv.slice(2);

const die = (where: string): void => {
  if (dies === where) process.kill(process.pid, 'SIGKILL');
};

const webhook = createWebhook(
  { url, secret: Buffer.from(secret, 'hex'), ca: readFileSync(caFile, 'utf8') },
  { sender: { station: 'desk-1', simulated: false }, timeoutMs: 60_000 },
);
const channel: Channel = {
  name: webhook.name,
  deliver: async (alert, sentAt) => {
    die('claimed');
    await webhook.deliver(alert, sentAt);
    die('answered');
  },
};
const outbox = openOutbox(outboxFile);
await deliverDue({ outbox, channels: [channel], now: () => Number(now), random: () => 0 });
outbox.close();
