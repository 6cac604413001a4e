import type { BadgeEvent, BadgeHash } from '../badge/index.ts';
import type { BadgeTechnology } from '../../shared/index.ts';

/** A badge where it was read; nothing of it is kept but its hash. */
export interface BadgeInPlace {
  readonly reader: string;
  readonly technology: BadgeTechnology;
  readonly hash: string;
}

/** Which card lies on which reader, as far as the readers have told. */
export interface CardPresence {
  /** @throws JournalError when the station has no key to name a card by */
  readonly heard: (event: BadgeEvent) => void;
  /** Whether a card still lies where it was read; always so for what is no card. */
  readonly isThere: (badge: BadgeInPlace) => boolean;
}

/** Whether it can leave its reader: keys that were typed cannot. */
export const isCard = ({ technology }: Pick<BadgeInPlace, 'technology'>): boolean =>
  technology === 'uid' || technology === 'piv';

export const createCardPresence = (hash: BadgeHash): CardPresence => {
  const lying = new Map<string, string>();
  return {
    heard: (event) => {
      if (event.kind === 'removed') lying.delete(event.reader);
      else if (event.kind === 'read' && isCard(event)) lying.set(event.reader, hash(event));
    },
    isThere: (badge) => !isCard(badge) || lying.get(badge.reader) === badge.hash,
  };
};
