/** Where the ledger is and who asks. */
export interface LedgerAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** The role, which the certificate must name. */
  readonly user: string;
  /** PEM of the authority that the server's certificate comes from. */
  readonly ca: string;
  readonly certificate: string;
  readonly privateKey: string;
}

/** An entry on its way to the ledger. */
export interface OutgoingEntry {
  readonly seq: number;
  /** 64 hex digits. */
  readonly hash: string;
  /** Of the entry before; 64 zeros for the first. */
  readonly prev: string;
  /** Canonical JSON. */
  readonly bytes: string;
}

/** The last entry of a station that is in the ledger. */
export interface LedgerHead {
  readonly epoch: number;
  readonly seq: number;
  readonly hash: string;
}

/** What a station tells of itself while it runs. */
export interface SignOfLife {
  readonly version: string;
  readonly open: boolean;
  /** How many entries are not in the ledger yet. */
  readonly unsent: number;
}

/**
 * Why something did not get into the ledger, or could not be read there. `ledger.away`: it does not answer, and may
 * do so later. `ledger.refused`: what was sent is not right. `ledger.denied`: the station may not.
 * `ledger.contradicts`: something else stands there already.
 */
export type LedgerCode =
  | 'ledger.away'
  | 'ledger.refused'
  | 'ledger.denied'
  | 'ledger.contradicts'
  | 'ledger.newer'
  | 'ledger.not-made';

/** Something between station and ledger failed. */
export class LedgerError extends Error {
  readonly code: LedgerCode;
  /** Which of the database's own rules refused it, such as `entries_hash`; null where it was none. */
  readonly rule: string | null;

  constructor(code: LedgerCode, details: { readonly rule?: string | null; readonly cause?: unknown } = {}) {
    super(code, { cause: details.cause });
    this.name = 'LedgerError';
    this.code = code;
    this.rule = details.rule ?? null;
  }
}
