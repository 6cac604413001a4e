import type { BadgeStrength, ProblemCode } from '../../shared/index.ts';
import type { FormatFault } from './formats/index.ts';

/** What names the person on a badge, as far as the adapter can know it; which person that is, is mapped elsewhere. */
export type BadgeIdentifier =
  | {
      readonly kind: 'number';
      /** Already taken out of prefix, suffix and format. */
      readonly value: string;
      /** The facility or company code beside the number, where the format has one. */
      readonly facility: string | null;
    }
  /** Upper-case hexadecimal. Anybody can copy it. */
  | { readonly kind: 'uid'; readonly value: string }
  | {
      readonly kind: 'piv';
      /** 32 decimal digits without separators (PACS 2.3). */
      readonly fascN: string | null;
      /** The card's UUID in its usual form, small letters. */
      readonly uuid: string | null;
      /** The certificate's subject, RFC 4514. */
      readonly subject: string | null;
    };

/** That the card holds the key of a certificate in whose issuer the site trusts. */
export interface BadgeProof {
  /** SHA-256 of the certificate, small hexadecimal. */
  readonly certificateThumbprint: string;
  /** Card authentication, or PIV authentication, which needs the PIN (SP 800-73). */
  readonly key: '9E' | '9A';
  readonly algorithm: 'RSA-2048' | 'P-256' | 'P-384';
  /** How it was found out that the certificate is not revoked. */
  readonly revocation: 'crl' | 'ocsp' | 'not-checked';
  /** RFC 4514. */
  readonly issuer: string;
  /** Epoch milliseconds. */
  readonly notAfter: number;
}

/** One badge read, parsed: raw bytes and keys stop at the adapter. */
export interface BadgeRead {
  readonly kind: 'read';
  readonly reader: string;
  readonly technology: 'typed' | 'wedge' | 'uid' | 'piv';
  readonly strength: BadgeStrength;
  readonly identifier: BadgeIdentifier;
  /** Null for what proves nothing. */
  readonly proof: BadgeProof | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Why a read cannot be used. */
export type MisreadCode = Extract<
  ProblemCode,
  | 'badge.incomplete'
  | 'badge.too-long'
  | 'badge.unreadable'
  | FormatFault
  | 'badge.no-proof'
  | 'badge.wrong-kind'
  | 'badge.wrong-answer'
  | 'badge.old-answer'
  | 'badge.expired'
  | 'badge.not-yet-valid'
  | 'badge.revoked'
  | 'badge.revocation-unknown'
  | 'badge.wrong-issuer'
  | 'badge.wrong-use'
  | 'badge.numbers-differ'
  | 'badge.cut-short'
  | 'badge.oversized'
  | 'badge.malformed'
  | 'badge.pin-wrong'
  | 'badge.pin-blocked'
  | 'badge.pin-missing'
  | 'badge.taken-away'
  | 'badge.reader-failed'
>;

/** A read that cannot be used; nothing of its content is kept. */
export interface BadgeMisread {
  readonly kind: 'misread';
  readonly reader: string;
  readonly code: MisreadCode;
  readonly at: number;
}

/**
 * The card that gave the last read has left its reader, or the reader itself or the card service has gone. Told
 * within a second, and not for a glitch. Readers that type like a keyboard never send it.
 */
export interface BadgeRemoved {
  readonly kind: 'removed';
  readonly reader: string;
  readonly at: number;
}

export type BadgeEvent = BadgeRead | BadgeMisread | BadgeRemoved;

/** A source of badge events. `listen` answers a function that stops listening. */
export interface BadgeReader {
  readonly listen: (listener: (event: BadgeEvent) => void) => () => void;
}

/** One reader with a cable, as the console shows it. */
export interface ReaderState {
  readonly name: string;
  /** `card`: a card lies on it. `gone`: it was attached since the start, and is not any more. */
  readonly state: 'ready' | 'card' | 'gone';
}

/** What is attached. */
export interface Attached {
  /** The operating system's card service; `not-there` where the program cannot speak to any. */
  readonly service: 'running' | 'not-running' | 'not-there';
  readonly readers: readonly ReaderState[];
}

/** Watches what is attached, whether or not a card is read. */
export interface ReaderWatch {
  readonly current: () => Attached;
  /** Answers a function that stops listening. */
  readonly onChange: (listener: (now: Attached) => void) => () => void;
}

/** A card waits for the PIN of the person it belongs to. */
export interface PinQuestion {
  readonly reader: string;
  /** Tries that the card has left, where it says so. */
  readonly triesLeft: number | null;
  /** Whether the PIN before this question was wrong. */
  readonly wasWrong: boolean;
}

/**
 * Asks the person for the card's PIN: 6 to 8 digits (SP 800-73-4 part 2, 2.4.3). The answer goes to the card and is
 * kept nowhere. Null when nobody answered. `signal` ends the question, as when the card is taken away.
 */
export type AskPin = (question: PinQuestion, signal: AbortSignal) => Promise<string | null>;
