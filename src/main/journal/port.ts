import { z } from 'zod';

/**
 * What one entry says. `kind` separates effects (intent, outcome) from states and remarks. Values are ids,
 * codes and numbers; names and other personal values go into `personal`, which the chain holds as salted
 * commitments only.
 */
export const entryBody = z.strictObject({
  /** Such as `effect.intent`, `effect.outcome`, `enrollment.state`, `decision`, `desk.opened`. */
  type: z.string().min(1).max(64),
  enrollment: z.string().nullable(),
  /** The step an effect belongs to, such as `issue`. */
  step: z.string().nullable(),
  /** Object id of who acted; `station` for the desk itself. */
  actor: z.string(),
  /** Object id of whom it concerns. */
  subject: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])),
});
export type EntryBody = z.infer<typeof entryBody>;

/** An entry as it stands in the chain. */
export interface Entry extends EntryBody {
  readonly v: 1;
  readonly station: string;
  readonly epoch: number;
  /** From 1, without gaps. */
  readonly seq: number;
  /** Hex SHA-256 of the entry before; 64 zeros for the first. */
  readonly prev: string;
  /** ISO date-time of the station's wall clock. */
  readonly at: string;
  /** Milliseconds since the process began, by the monotonic clock. */
  readonly monotonicMs: number;
  /** Commitments to personal values, by name. */
  readonly commitments: Readonly<Record<string, string>>;
}

/** An entry with its place in the chain. */
export interface Stored {
  readonly entry: Entry;
  readonly hash: string;
}

/** The station's record. `append` returns only when the entry is on disk (WAL, synchronous=FULL). */
export interface Journal {
  /** @throws JournalError when the entry could not be made durable: the effect must then not happen. */
  readonly append: (body: EntryBody, personal?: Readonly<Record<string, string>>) => Stored;
  readonly read: (from?: number) => Iterable<Stored>;
  /** Entries of one enrollment in order. */
  readonly ofEnrollment: (enrollment: string) => readonly Stored[];
  /**
   * Entries of one type in order. Quick for the turning points (`enrollment.begun`, `enrollment.ended`,
   * `enrollment.unresolved`), which are indexed; anything else reads the whole journal.
   *
   * @param filter only those that concern this person; only those at or after this ISO date-time
   */
  readonly ofType: (
    type: string,
    filter?: { readonly subject?: string; readonly since?: string },
  ) => readonly Stored[];
  /** Ids of enrollments without an ending, in order of their beginning. */
  readonly openEnrollments: () => readonly string[];
  /**
   * The moment, ISO date-time, before which entries may be missing that the station wrote: what is not found there need
   * not be so. Null when nothing is missing as far back as the policy's windows reach.
   */
  readonly missingUntil: () => string | null;
  readonly verify: () => Verification;
  /**
   * Covers what is not covered yet by a signed checkpoint. The journal does so by itself at turning points and
   * when it closes; whoever owns it calls this once a minute besides. Without a signer it does nothing. Does not
   * throw: what goes wrong is told to the setup's `checkpointFailed`, and the next one covers the same entries.
   */
  readonly checkpoint: () => void;
  readonly close: () => void;
}

/** An earlier epoch that was found not to be right, and that no supervisor has acknowledged yet. */
export interface Damage {
  /** Number of the epoch that was damaged. */
  readonly epoch: number;
  /** The name under which its file was set aside; null when there was none any more. */
  readonly file: string | null;
  /** What was found, in words, for whoever investigates. */
  readonly found: string;
}

/** Why a supervisor lets the desk go on after its journal was damaged. */
export const acknowledgement = z.enum(['disk-fault', 'restored-copy', 'under-investigation']);
export type Acknowledgement = z.infer<typeof acknowledgement>;

/** The station's journal over all its epochs. Nothing can be appended before it was examined. */
export interface StationJournal extends Journal {
  /**
   * Examines the journal whole, once; later calls answer at once, and after a failure they try again. A journal that
   * is not right is set aside as it is and a new epoch begun, which is no failure: `damage` tells.
   *
   * @throws JournalError `station.journal-unwritable` or `station.no-key` when nothing can be recorded
   */
  readonly examine: () => Promise<void>;
  /** What no supervisor has acknowledged yet; null when nothing stands against issuing. */
  readonly damage: () => Damage | null;
  /** Object ids of who opened this desk, in this epoch and in the damaged one. */
  readonly operators: () => ReadonlySet<string>;
  /** Records that a supervisor knows of the damage. @throws JournalError when that could not be made durable */
  readonly acknowledge: (by: { readonly supervisor: string; readonly reason: Acknowledgement }) => void;
}

/** The station's key, as far as the journal needs it. */
export interface Signer {
  /** Thumbprint of the public key (RFC 7638, SHA-256, base64url). */
  readonly kid: string;
  /** The public key's JWK: `kty` OKP, `crv` Ed25519, `x`. */
  readonly publicJwk: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };
  /** The word of the station's key before for this one, compact JWS; absent when there is none. */
  readonly endorsement?: string;
  /** The Ed25519 signature (RFC 8032) over these bytes, 64 bytes. */
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

export type Verification =
  | { readonly ok: true; readonly entries: number; readonly head: string }
  | {
      readonly ok: false;
      /** How many entries are right. */
      readonly entries: number;
      /** Number of the first entry that is not; null when it is the file itself, not one of its entries. */
      readonly firstBad: number | null;
      readonly problem: string;
    };

/** The journal could not be written or read; no effect may follow. */
export class JournalError extends Error {
  readonly code:
    'station.journal-unwritable' | 'station.journal-damaged' | 'station.journal-newer' | 'station.no-key';

  constructor(code: JournalError['code'], cause?: unknown) {
    super(code, { cause });
    this.name = 'JournalError';
    this.code = code;
  }
}
