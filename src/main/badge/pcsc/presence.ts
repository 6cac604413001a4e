import type { BadgeEvent, BadgeRead } from '../port.ts';
import type { After } from './time-limit.ts';

/** A card that is back within so long was only lifted, or its contact failed for a moment (facts about faults, F6). */
const glitchMs = 600;

interface Lying {
  session: number;
  readonly identity: string;
  /** Calls off that its going is told; null while it lies there. */
  cancel: (() => void) | null;
}

export interface Presence {
  /** A card has been read. Told on, unless it is the one that was gone for less than a moment. */
  readonly read: (session: number, event: BadgeRead) => void;
  /** The card of that session has left its reader. */
  readonly removed: (session: number, reader: string) => void;
}

const identityOf = ({ identifier, proof }: BadgeRead): string =>
  JSON.stringify([identifier, proof?.certificateThumbprint]);

/** Tells of each card that was read when it has gone, once it has been gone for longer than a glitch. */
export const createPresence = (
  clock: { readonly now: () => number; readonly after: After },
  emit: (event: BadgeEvent) => void,
): Presence => {
  const lying = new Map<string, Lying>();
  const go = (reader: string): void => {
    lying.get(reader)?.cancel?.();
    if (lying.delete(reader)) emit({ kind: 'removed', reader, at: clock.now() });
  };
  return {
    read: (session, event) => {
      const identity = identityOf(event);
      const before = lying.get(event.reader);
      if (before?.cancel != null && before.identity === identity) {
        before.cancel();
        Object.assign(before, { session, cancel: null });
        return;
      }
      go(event.reader);
      lying.set(event.reader, { session, identity, cancel: null });
      emit(event);
    },
    removed: (session, reader) => {
      const card = lying.get(reader);
      if (card?.session !== session || card.cancel !== null) return;
      card.cancel = clock.after(glitchMs, () => go(reader));
    },
  };
};
