import { waitAfter } from './backoff.ts';
import type { Outbox } from './outbox.ts';
import { DeliveryError, type Channel } from './port.ts';

/** What delivering takes. */
export interface Delivering {
  readonly outbox: Pick<Outbox, 'claim' | 'delivered' | 'failed'>;
  readonly channels: readonly Channel[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** What one round came to, a channel each. */
export interface Round {
  readonly channel: string;
  readonly delivered: number;
  /** Code of what ended the round before everything was delivered; null when nothing did. */
  readonly error: string | null;
}

/**
 * One receiver's turn. The first that it does not take ends it: a receiver that is down is not asked a hundred times.
 * What it refused comes after what it has not seen, so that one bad message holds up no other.
 */
const deliverTo = async (
  channel: Channel,
  { outbox, now, random }: Omit<Delivering, 'channels'>,
): Promise<Round> => {
  let delivered = 0;
  for (;;) {
    const next = outbox.claim(channel.name, now());
    if (next === null) return { channel: channel.name, delivered, error: null };
    const { alert, attempts } = next;
    try {
      await channel.deliver(alert, now());
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const due = now() + waitAfter(attempts + 1, random());
      outbox.failed(alert.id, channel.name, { error: error.code, due });
      return { channel: channel.name, delivered, error: error.code };
    }
    // Sent, and not yet on record: after a crash right here it is sent again, which receivers know by the id.
    outbox.delivered(alert.id, channel.name, now());
    delivered += 1;
  }
};

/** Sends what is due, to all receivers side by side: none waits for another. */
export const deliverDue = ({ channels, ...delivering }: Delivering): Promise<readonly Round[]> =>
  Promise.all(channels.map((one) => deliverTo(one, delivering)));
