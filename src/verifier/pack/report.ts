/** What is found wrong with a pack; docs/evidence.md explains each. */
export const packFindingCodes = [
  'archive',
  'manifest',
  'signature',
  'foreign-key',
  'missing',
  'extra',
  'changed',
  'journal',
  'extract',
  'personal',
  'form',
  'unreconciled',
] as const;
export type PackFindingCode = (typeof packFindingCodes)[number];

/** One thing that is not as it should be. */
export interface PackFinding {
  /** Null for the pack as a whole. */
  readonly file: string | null;
  readonly code: PackFindingCode;
  /** In words, for people. */
  readonly what: string;
}

/** One journal of the pack. */
export interface CheckedJournal {
  readonly file: string;
  readonly station: string | null;
  readonly epoch: number | null;
  readonly entries: number;
  /** Good ones. */
  readonly checkpoints: number;
  /** Entries after the last of them: nobody has signed for these yet. */
  readonly uncovered: number;
  readonly ok: boolean;
}

/** How the journals and the tenant's audit log stand to each other. */
export interface Reconciliation {
  /** Passes that both tell of. */
  readonly matched: number;
  /** Ids of passes that one of them alone tells of. */
  readonly onlyInAudit: readonly string[];
  readonly onlyInJournal: readonly string[];
  /** Passes that the log at hand does not reach, or reaches too late to be sure. */
  readonly outOfReach: number;
}

/** One proof of a line of the alignment table. */
export interface Proof {
  readonly claim: string;
  readonly file: string;
  /** JSON pointer into the file, or a rule in words. */
  readonly field: string;
  readonly value: string;
  /** Null: it cannot be told from this pack. */
  readonly holds: boolean | null;
}

/** One line of the zero trust guide's alignment table, with what proves it. */
export interface Alignment {
  readonly principle: string;
  readonly design: string;
  readonly proofs: readonly Proof[];
}

/** What the verification of a pack came to. */
export interface PackReport {
  /** Nothing is wrong with the pack; what it shows may still want looking into. */
  readonly ok: boolean;
  readonly station: string | null;
  readonly tenantId: string | null;
  /** Of a simulated tenant: practice, no evidence. */
  readonly simulated: boolean | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly madeAt: string | null;
  readonly trust: 'given-key' | 'key-in-pack' | 'unsigned';
  /** Personal values were taken out; everything else still verifies. */
  readonly redacted: boolean;
  readonly files: number;
  readonly journals: readonly CheckedJournal[];
  /** Null: it could not be told. */
  readonly reconciliation: Reconciliation | null;
  readonly alignment: readonly Alignment[];
  /** What could not be checked, in words. */
  readonly notChecked: readonly string[];
  /** The first hundred. */
  readonly findings: readonly PackFinding[];
  readonly findingsInAll: number;
}

const KEPT = 100;

/** Findings and what could not be checked; small however many there are. */
export interface Notes {
  readonly find: (file: string | null, code: PackFindingCode, what: string) => void;
  readonly skip: (what: string) => void;
  readonly all: () => Pick<PackReport, 'findings' | 'findingsInAll' | 'notChecked'>;
}

export const createNotes = (): Notes => {
  const findings: PackFinding[] = [];
  const notChecked: string[] = [];
  let findingsInAll = 0;
  return {
    find: (file, code, what) => {
      findingsInAll += 1;
      if (findings.length < KEPT) findings.push({ file, code, what });
    },
    skip: (what) => void notChecked.push(what),
    all: () => ({ findings, findingsInAll, notChecked }),
  };
};
