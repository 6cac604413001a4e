import type { CleanupItem, ProblemCode } from '../../shared/index.ts';
import type { Method } from '../directory/index.ts';
import type { Rejection } from '../policy/index.ts';
import type { FactsOfFleet } from './context.ts';
import type { EnrollmentEvent, Trouble } from './port.ts';

/** What came of the machine's own work. */
export type WorkEvent =
  | { readonly type: 'facts-read'; readonly facts: FactsOfFleet }
  | { readonly type: 'facts-failed'; readonly code: ProblemCode; readonly trouble?: Trouble | null }
  /** Nobody has approved in time. */
  | { readonly type: 'approval-expired' }
  | { readonly type: 'stolen-removed' }
  | { readonly type: 'joined' }
  | { readonly type: 'issued'; readonly expiresAt: number }
  | { readonly type: 'usable' }
  | { readonly type: 'found'; readonly method: Method }
  | { readonly type: 'not-accepted'; readonly methodId: string; readonly because: Rejection }
  | { readonly type: 'unexpected'; readonly method: Method }
  | { readonly type: 'nothing-new' }
  /** The tenant did not take the key. */
  | { readonly type: 'key-refused'; readonly code: ProblemCode; readonly trouble?: Trouble | null }
  /** `at`: by the tenant, in epoch milliseconds. */
  | { readonly type: 'password-changed'; readonly at: number }
  | { readonly type: 'taken-back'; readonly undone: readonly CleanupItem[] }
  | { readonly type: 'closed'; readonly undone: readonly CleanupItem[] }
  | {
      readonly type: 'undone';
      readonly undone: readonly CleanupItem[];
      readonly notUndone: readonly CleanupItem[];
    }
  /** The work failed, time ran out, or the journal cannot be written. */
  | { readonly type: 'give-up'; readonly why: ProblemCode; readonly trouble?: Trouble | null };

export type MachineEvent = EnrollmentEvent | WorkEvent;
