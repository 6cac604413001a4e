import type { Directory } from '../directory/index.ts';
import type { Logger } from '../log/index.ts';
import type { Lease } from './lease.ts';
import type { Recorder } from './recorder.ts';
import type { EnrollmentSettings } from './settings.ts';

/** Time as the engine needs it. */
export interface EnrollmentClock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly monotonicMs: () => number;
  /** Settles after so many milliseconds, or at once when the signal says stop; it never fails. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** What effects are performed with: one enrollment's person and record. */
export interface EffectPorts {
  readonly directory: Directory;
  readonly recorder: Recorder;
  readonly clock: EnrollmentClock;
  /** A new guid. */
  readonly newId: () => string;
  readonly log: Logger;
  readonly settings: EnrollmentSettings;
  readonly personId: string;
  /** The hold on the person among all desks; null where there is one desk, or nothing is begun. */
  readonly lease: Lease | null;
  /** Whether the card that the enrollment began with lies where it was read. */
  readonly cardIsThere: () => boolean;
}
