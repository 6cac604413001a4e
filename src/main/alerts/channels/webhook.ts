import { createHmac } from 'node:crypto';
import { messageOf } from '../message.ts';
import type { Channel, Sender } from '../port.ts';
import type { ChannelSettings } from '../settings.ts';
import { post } from './https-post.ts';

/**
 * The signature of one message, so that a receiver knows who sent it, when, and that it is whole. Source: Standard
 * Webhooks 1.0.0, "Signature scheme": HMAC-SHA256 over id, seconds and body with points between.
 */
export const signatureOf = (
  { id, seconds, body }: { readonly id: string; readonly seconds: number; readonly body: string },
  secret: Buffer,
): string => `v1,${createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')}`;

/** Posts each alert to the site's own address, signed. The id is the alert's: the same at each attempt. */
export const createWebhook = (
  { url, secret, ca }: NonNullable<ChannelSettings['webhook']>,
  { sender, timeoutMs }: { readonly sender: Sender; readonly timeoutMs: number },
): Channel => ({
  name: 'webhook',
  deliver: async (alert, sentAt) => {
    const body = messageOf(alert, sender);
    const seconds = Math.floor(sentAt / 1_000);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': alert.id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signatureOf({ id: alert.id, seconds, body }, secret),
    };
    await post({ url, headers, body, ca, timeoutMs });
  },
});
