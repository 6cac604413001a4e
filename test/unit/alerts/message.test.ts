import { expect, it } from 'vitest';
import { messageSchema } from '../../../src/main/alerts/index.ts';
import { messageOf } from '../../../src/main/alerts/message.ts';
import { alertLike } from '../../support/alerts.ts';

it('is as the published schema says, with nothing more and nothing less', () => {
  const sender = { station: 'desk-1', simulated: false };
  const alert = alertLike({ subject: null, params: { passId: 'p-1', minutes: 7, over: true } });
  const message: unknown = JSON.parse(messageOf(alert, sender));
  expect(messageSchema.parse(message)).toEqual(message);
  expect(messageSchema.safeParse({ ...Object(message), name: 'Somebody' }).success).toBe(false);
});
