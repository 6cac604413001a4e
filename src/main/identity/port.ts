import type { ProblemCode } from '../../shared/index.ts';

/** Opens an address in a guarded window; `closed` settles when that window is gone for whatever reason. */
export interface SignInWindow {
  readonly open: (address: string) => Promise<{ readonly closed: Promise<void>; readonly close: () => void }>;
}

/** Who signed in, from a validated ID token. */
export interface SignedInAccount {
  /** Object id (oid). */
  readonly id: string;
  readonly tenantId: string | null;
  readonly userPrincipalName: string;
  readonly displayName: string;
}

/** The operator's session: tokens in memory alone. */
export interface OperatorSession {
  readonly account: SignedInAccount;
  /**
   * An access token for the directory, renewed silently.
   *
   * @param claims a claims challenge of the service, to be answered once
   */
  readonly accessToken: (claims?: string) => Promise<string>;
  /** Forgets all tokens. */
  readonly signOut: () => Promise<void>;
}

/** The session of a second person beside the operator's, such as an approver's. */
export interface SecondSession extends OperatorSession {
  /** Epoch milliseconds by the sign-in service: when the person proved who they are. */
  readonly signedInAt: number;
}

/** What an enrollee's test sign-in showed. Source: facts about ID tokens, no `amr`, `acrs` when asked and met. */
export interface SignInProof {
  readonly account: SignedInAccount;
  /** The authentication context that was asked for and met; null when none was asked for. */
  readonly authenticationContext: string | null;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
}

/** Signing people in. Throws only `IdentityError`. */
export interface Identity {
  /** Signs the operator in, in the window given. */
  readonly signInOperator: (window: SignInWindow, signal: AbortSignal) => Promise<OperatorSession>;
  /**
   * Signs a second person in beside the operator, always afresh: with a client, a cache and a window of their own,
   * and no permissions but these. Nothing of the operator's session is seen or changed.
   */
  readonly signInSecond: (
    ask: {
      /** Permissions by their full names, such as `https://graph.microsoft.com/User.Read`. */
      readonly scopes: readonly string[];
    },
    window: SignInWindow,
    signal: AbortSignal,
  ) => Promise<SecondSession>;
  /** One normal sign-in of the enrollee in a window of its own; its tokens are dropped at once. */
  readonly proveSignIn: (
    ask: {
      readonly userPrincipalName: string;
      /** Authentication context id such as `c1`, where the site has one bound to a strength. */
      readonly authenticationContext: string | null;
    },
    window: SignInWindow,
    signal: AbortSignal,
  ) => Promise<SignInProof>;
}

/** A failed or abandoned sign-in. */
export class IdentityError extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'IdentityError';
    this.code = code;
  }
}
