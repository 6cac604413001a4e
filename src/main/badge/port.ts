import type { BadgeStrength, ProblemCode } from '../../shared/index.ts';

/** One badge read, parsed: raw bytes and keys stop at the adapter. */
export interface BadgeRead {
  readonly kind: 'read';
  readonly reader: string;
  readonly technology: 'wedge' | 'typed';
  readonly strength: BadgeStrength;
  /** The number that names the person, already taken out of prefix and suffix. */
  readonly identifier: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A read that cannot be used; nothing of its content is kept. */
export interface BadgeMisread {
  readonly kind: 'misread';
  readonly reader: string;
  readonly code: Extract<ProblemCode, 'badge.incomplete' | 'badge.too-long' | 'badge.unreadable'>;
  readonly at: number;
}

export type BadgeEvent = BadgeRead | BadgeMisread;

/** A source of badge events. `listen` answers a function that stops listening. */
export interface BadgeReader {
  readonly listen: (listener: (event: BadgeEvent) => void) => () => void;
}
