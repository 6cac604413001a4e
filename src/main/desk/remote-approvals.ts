import type { ApprovalAnswer, ApprovalOffer } from '../../shared/index.ts';
import type { Person } from '../directory/index.ts';
import type { SecondSession } from '../identity/index.ts';

/** What stands in the ledger as an answer: what was said, or why it does not count. */
export interface RemoteAnswer {
  /** SHA-256, hex. */
  readonly digest: string;
  readonly station: string;
  /** As it was signed, compact JWS. */
  readonly jws: string;
  readonly judged: { readonly claim: ApprovalAnswer } | { readonly why: string };
}

/** A request of another desk, its signature checked. */
export interface RemoteRequest {
  readonly offer: string;
  readonly site: string;
  readonly claim: ApprovalOffer;
}

/** An answer that this station has signed. */
export interface SignedHere {
  readonly offer: string;
  readonly digest: string;
  readonly jws: string;
}

/** Approvals between desks, through the fleet's ledger. Everything that reaches for it fails while it is away. */
export interface RemoteApprovals {
  /** @returns how the request is called there */
  readonly offer: (what: Omit<ApprovalOffer, 'v' | 'station'>, seconds: number) => Promise<string>;
  readonly close: (offer: string) => Promise<void>;
  readonly answers: (offer: string) => Promise<readonly RemoteAnswer[]>;
  readonly open: () => Promise<readonly RemoteRequest[]>;
  readonly sign: (what: Omit<ApprovalAnswer, 'v' | 'station'>) => SignedHere;
  /** `gone`: nobody is to answer it any more. */
  readonly answer: (signed: SignedHere) => Promise<'sent' | 'gone'>;
}

/** What a desk needs to take part in approvals of others. */
export interface ApprovalsElsewhere {
  readonly ledger: RemoteApprovals;
  /** What the approver's session asks for: who they are, their roles, and who the people are that the request names. */
  readonly scopes: readonly string[];
  /** Who somebody is, and their photo, read with the approver's own session. @throws DirectoryError */
  readonly whoIs: (
    session: SecondSession,
    personId: string,
  ) => Promise<{ readonly person: Person; readonly photo: string | null }>;
}
