import type { ApprovalRefusal, ChangedPart } from '../../shared/index.ts';
import type { OperatorFacts } from '../directory/index.ts';
import type { Consent, Reason } from '../policy/index.ts';
import type { Elsewhere } from './port.ts';
import type { Seen } from './fingerprint.ts';

/**
 * The second person's part of an enrollment. Who has consented stands in the context's `consents`, and counts for
 * exactly what `seen` says. Source: TAP for CMMC Level 2, "dual approval"; CMMC AC.L2-3.1.4.
 */
export interface ApprovalState {
  /** What is asked to be approved; null while nobody is asked. */
  readonly seen: Seen | null;
  /** Signed in, fit to approve, and looking at it. */
  readonly candidate: (Consent & { readonly elsewhere: Elsewhere | null }) | null;
  /** Who signed in last and may not approve this, with every reason. */
  readonly turnedAway: { readonly displayName: string; readonly reasons: readonly Reason[] } | null;
  /** What differs from what was approved before. */
  readonly changed: readonly ChangedPart[];
  /** Who said no, and why. */
  readonly refusal: { readonly by: OperatorFacts; readonly reason: ApprovalRefusal } | null;
}

export const nobodyAsked: ApprovalState = {
  seen: null,
  candidate: null,
  turnedAway: null,
  changed: [],
  refusal: null,
};
