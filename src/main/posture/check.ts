import type { Need, Part } from '../directory/index.ts';
import type { ProblemCode } from '../../shared/index.ts';
import type { CheckId } from './check-ids.ts';
import type { Reading } from './reading.ts';
import type { PostureSettings } from './settings.ts';

/** What came of looking: in the tenant's own words, never a secret. */
export interface Seen {
  readonly fine: boolean;
  readonly found: readonly string[];
}

/** What a look gave, or why it gave nothing: a read that failed, or a station that cannot tell. */
export type Look =
  | { readonly known: true; readonly value: Seen }
  | { readonly known: false; readonly because: ProblemCode | 'not-told'; readonly need: Need | null };

/** One thing that the baseline wants of tenant or station. */
export interface Check {
  readonly id: CheckId;
  /** `high`: a pass can reach the wrong hands; `medium`: a guard is missing; `low`: worth mending. */
  readonly severity: 'high' | 'medium' | 'low';
  /** Whether the desk stays closed while it is not fine, unless the site says otherwise. */
  readonly blocking: boolean;
  readonly serves: {
    /** Part of the two documents under requirements, or of a fact sheet. */
    readonly requirement: string;
    /** CMMC level 2 practices, which carry the numbers of NIST SP 800-171. */
    readonly controls: readonly string[];
  };
  readonly mend: {
    /** Where an administrator finds it, in the words of the admin centre. */
    readonly portal: string;
    /** The Graph call that does the same; null where there is none. */
    readonly graph: string | null;
  };
  /** What the baseline wants, in the same words as `found`. */
  readonly wanted: (settings: PostureSettings) => readonly string[];
  /** Pure. */
  readonly look: (reading: Reading, settings: PostureSettings) => Look;
}

/** What a check came to. */
export interface Result {
  readonly id: CheckId;
  readonly state: 'fine' | 'not-fine' | 'unknown';
  readonly severity: Check['severity'];
  readonly blocking: boolean;
  readonly found: readonly string[];
  readonly wanted: readonly string[];
  /** Why it is unknown, and what reading it needs; null otherwise. */
  readonly unknown: Omit<Extract<Look, { known: false }>, 'known'> | null;
  readonly serves: Check['serves'];
  readonly mend: Check['mend'];
}

/** Looks at a part that may be unknown. */
export const see = <T>(part: Part<T>, look: (value: T) => Seen): Look =>
  part.known ? { known: true, value: look(part.value) } : part;

/** Fine where nothing was found against it. */
export const nothing = (against: readonly string[], otherwise: readonly string[] = []): Seen =>
  against.length === 0 ? { fine: true, found: otherwise } : { fine: false, found: against };
