/** One row of `entries`, as it stands in the file. */
export interface EntryRow {
  readonly seq: number;
  readonly hash: string;
  /** Its text, where it is known to be one; its bytes otherwise. */
  readonly bytes: Uint8Array | string;
}

/** One row of `personal`. */
export interface PersonalRow {
  readonly seq: number;
  readonly name: string;
  readonly salt: string;
  readonly value: Uint8Array;
}

/** One row of `checkpoints`. */
export interface CheckpointRow {
  readonly seq: number;
  readonly jws: string;
}

/** What kinds of things are found; docs/journal-format.md explains each. */
export const findingCodes = [
  'missing',
  'order',
  'hash',
  'form',
  'number',
  'prev',
  'station',
  'epoch',
  'personal',
  'key',
  'unendorsed',
  'unacknowledged',
  'checkpoint',
  'contradicted',
  'tail-cut',
  'unsigned',
  'cut',
  'time',
  'schema',
  'file',
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** One thing that is not as it should be. */
export interface Finding {
  /** Number of the entry, or of the last entry that a checkpoint covers; null for the file as a whole. */
  readonly entry: number | null;
  readonly code: FindingCode;
  /** In words, for people. */
  readonly what: string;
  /** When the last entry was written that held until then, ISO date-time: what is later is in doubt. */
  readonly since: string | null;
}

/** What the first entry of an epoch says of the one before. */
export interface Begun {
  readonly cause: 'sealed' | 'damaged' | 'missing';
  readonly previousEpoch: number;
  /** Number and hash of the last entry known; 0 and null when nothing was. */
  readonly previousSize: number;
  readonly previousHead: string | null;
  /** Whether a supervisor has acknowledged what was found; true where there was nothing to. */
  readonly acknowledged: boolean;
}

/** What the verification of one journal came to. */
export interface Report {
  /** Whether there is no finding at all. */
  readonly ok: boolean;
  readonly station: string | null;
  /** Number of the epoch; null for an empty journal. */
  readonly epoch: number | null;
  /** Why the epoch began and what it says of the one before; null for the first. */
  readonly begun: Begun | null;
  /** Whether nothing can follow in this epoch. */
  readonly sealed: boolean;
  readonly entries: number;
  /** Hash of the last entry, hex; null for an empty journal. */
  readonly head: string | null;
  /** How many checkpoints of the file were good. */
  readonly checkpoints: number;
  /** Entries after the last good checkpoint: nobody has signed for them yet. */
  readonly uncovered: number;
  /** Whether signatures were checked with keys from elsewhere, or only with those that the journal itself names. */
  readonly trust: 'given-key' | 'key-in-journal' | 'no-checkpoint';
  /** The first hundred. */
  readonly findings: readonly Finding[];
  readonly findingsInAll: number;
}

const KEPT = 100;

/** A place for findings that stays small however many there are. */
export interface Findings {
  readonly add: (finding: Finding) => void;
  readonly all: () => Pick<Report, 'findings' | 'findingsInAll'>;
}

/** Keeps the first hundred findings and counts the rest. */
export const createFindings = (): Findings => {
  const findings: Finding[] = [];
  let findingsInAll = 0;
  return {
    add: (finding) => {
      findingsInAll += 1;
      if (findings.length < KEPT) findings.push(finding);
    },
    all: () => ({ findings, findingsInAll }),
  };
};
