/**
 * What a security key is asked to make for a person, binaries as base64url.
 * Source: Graph webauthnPublicKeyCredentialCreationOptions.
 */
export interface KeyOptions {
  /** Epoch milliseconds after which the challenge is of no use; null when the tenant does not say. */
  readonly expiresAt: number | null;
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly challenge: string;
  /** COSE algorithms, best first. */
  readonly algorithms: readonly number[];
  /** Credentials that the person has: a key that holds one of them makes no other. */
  readonly exclude: readonly string[];
  /** Whether the key is to keep a secret for the credential, where it can. */
  readonly hmacSecret: boolean;
  /** How well the key is to guard it: CTAP's levels, of which 1 is what every credential has. */
  readonly protection: 1 | 2 | 3;
}

/** What the key made, binaries as base64url. Nothing in it is secret. */
export interface MadeKey {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
}
