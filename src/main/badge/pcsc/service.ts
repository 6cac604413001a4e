import type { Transmit } from './apdu.ts';

/** A card that is being talked to; nobody else can in between. */
export interface CardLink {
  readonly transmit: Transmit;
  /** Lets the card go. `reset` makes it forget a PIN that it was given. */
  readonly close: (how: 'leave' | 'reset') => Promise<void>;
}

/** How a reader stands: `mute` has something on it that does not answer. */
export type ReaderCondition = 'empty' | 'card' | 'mute' | 'gone';

export interface ServiceListener {
  /** @param atr the card's answer to reset, hexadecimal; empty without a card */
  readonly reader: (name: string, condition: ReaderCondition, atr: string) => void;
  /** The service has ended. Nothing is told after it. */
  readonly lost: () => void;
}

/** The operating system's card service, as far as it is used here. */
export interface CardService {
  /**
   * Tells every reader there is and everything that changes, until stopped.
   *
   * @throws when no service runs
   */
  readonly watch: (listener: ServiceListener) => () => void;
  /** @throws a ServiceError */
  readonly open: (reader: string) => Promise<CardLink>;
}

/** What a call of the service came to, when it came to nothing. */
export class ServiceError extends Error {
  /** `away`: the card or its reader is no longer there. */
  readonly reason: 'away' | 'failed';

  constructor(reason: ServiceError['reason'], options?: ErrorOptions) {
    super(reason, options);
    this.name = 'ServiceError';
    this.reason = reason;
  }
}
