/** What a security key is asked to make: WebAuthn's options with binaries as base64url. */
export interface KeyAsk {
  readonly rp: { readonly id: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly displayName: string };
  readonly challenge: string;
  /** COSE numbers, the one that is wanted most first. */
  readonly algorithms: readonly number[];
  readonly exclude: readonly string[];
  /** Whether the key is to keep a secret for the credential, where it can. */
  readonly hmacSecret: boolean;
  /** How well the key guards it: CTAP's levels, of which 1 is what every credential has. */
  readonly protection: 1 | 2 | 3;
}

/** What it made, binaries as base64url; `authenticatorData` is what the attestation object holds too. */
export interface KeyAnswer {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
  readonly authenticatorData: string;
}

/**
 * Why nothing was made: nobody touched a key in time or somebody said no (`not-made`), it has a credential of the person
 * already, it is no key for this (`not-suitable`), its model is not allowed, three wrong PINs in a row (`pin-wait`: until
 * it was unplugged) or too many in all (`pin-locked`: until it is reset), or anything else.
 */
export type KeyFailure =
  | 'not-made'
  | 'already-there'
  | 'no-key'
  | 'several-keys'
  | 'removed'
  | 'not-touched'
  | 'not-allowed'
  | 'not-suitable'
  | 'full'
  | 'pin-wait'
  | 'pin-locked'
  | 'no-tools'
  | 'failed';

export type KeyResult = { readonly made: KeyAnswer } | { readonly made: null; readonly because: KeyFailure };

/** What the person is asked for on the desk's own screen, where the system has no question of its own for it. */
export interface PinQuestion {
  /** The key's own PIN, or a first one for a key that has none. */
  readonly kind: 'enter' | 'choose';
  readonly leastCharacters: number;
  /** Tries that the key has left, where it says so. */
  readonly triesLeft: number | null;
  /** What was the matter with the PIN before. */
  readonly before: 'wrong' | 'not-taken' | null;
}

/** The person before the key. A key whose questions the system asks has no use for it. */
export interface KeyPerson {
  /** Gives the PIN in UTF-8, which whoever asked overwrites after use; null when they go another way. */
  readonly askPin: (question: PinQuestion) => Promise<Uint8Array | null>;
  /** What happens from now on: the system asks for PIN and touch, or the key waits for a finger alone. */
  readonly show: (step: 'make' | 'touch') => void;
  /** Whether the policy takes a model, by what the key says of itself before it makes anything. */
  readonly allows: (aaGuid: string) => boolean;
}

/** One security key, asked once. It is let go when `signal` says stop. */
export type MakeKey = (ask: KeyAsk, signal: AbortSignal, person: KeyPerson) => Promise<KeyResult>;
