import type { BadgeIdentifier, BadgeProof } from '../port.ts';
import { CardFault } from './card-fault.ts';
import { parseCertificate, type KeyAlgorithm, type ParsedCertificate } from './certificate.ts';
import type { Chuid } from './chuid.ts';
import type { FindPath, Path } from './path.ts';
import type { RevocationCheck } from './revocation.ts';
import { blockFor, isSignedBy } from './signature.ts';
import { checkUse } from './use.ts';

/** Who and what a card has proven to be. */
export interface Proven {
  readonly identifier: BadgeIdentifier;
  readonly proof: BadgeProof;
}

/** A card whose certificate is in order, and what it is to sign. */
export interface PivChallenge {
  readonly key: '9E' | '9A';
  readonly algorithm: KeyAlgorithm;
  readonly block: Uint8Array;
  /**
   * Looks at the signature, and at last at revocation.
   *
   * @throws CardFault `badge.wrong-answer`, `badge.old-answer`, `badge.revoked`, `badge.revocation-unknown`
   */
  readonly accept: (signature: Uint8Array) => Promise<Proven>;
}

/** What is known of a card before it signs. */
export interface PivStatement {
  readonly chuid: Chuid | null;
  /** DER, base64. */
  readonly certificate: string;
}

export interface PivVerifier {
  /** @throws CardFault where the certificate is not in order, whoever holds its key */
  readonly challenge: (statement: PivStatement) => Promise<PivChallenge>;
}

export interface VerifierOptions {
  readonly key: '9E' | '9A';
  readonly findPath: FindPath;
  readonly checkRevocation: RevocationCheck;
  readonly now: () => number;
  /** So many random bytes, unguessable. */
  readonly random: (bytes: number) => Uint8Array;
}

const challengeBytes = 32;
/** So many challenges are remembered, to tell a recording from a defect. */
const mostEarlier = 64;

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10).replaceAll('-', '');

/** @throws CardFault */
const checkDates = ({ notBefore, notAfter }: ParsedCertificate, chuid: Chuid | null, now: number): void => {
  if (now < notBefore) throw new CardFault('badge.not-yet-valid');
  if (now > notAfter) throw new CardFault('badge.expired');
  const expires = chuid?.expires ?? null;
  if (expires !== null && expires < dayOf(now)) throw new CardFault('badge.expired');
};

/**
 * The card's own data is not signed by the key that answers, so only what its certificate says names a person; the
 * data may say nothing else.
 *
 * @throws CardFault `badge.numbers-differ`
 */
const identifierOf = (certificate: ParsedCertificate, chuid: Chuid | null): BadgeIdentifier => {
  const { fascN, uuid, subject } = certificate;
  const differ = (one: string | null, other: string | null | undefined): boolean =>
    one !== null && other != null && one !== other;
  if (differ(fascN, chuid?.fascN) || differ(uuid, chuid?.uuid)) throw new CardFault('badge.numbers-differ');
  return { kind: 'piv', fascN, uuid, subject: subject === '' ? null : subject };
};

/** Makes challenges and knows again which it has made. */
const createChallenges = (random: VerifierOptions['random']) => {
  const made: Uint8Array[] = [];
  return {
    next: (): Uint8Array => {
      const challenge = random(challengeBytes);
      made.push(challenge);
      if (made.length > mostEarlier) made.shift();
      return challenge;
    },
    /** @throws CardFault unless it is a signature over this very challenge */
    check: (challenge: Uint8Array, signs: (challenge: Uint8Array) => boolean): void => {
      if (signs(challenge)) return;
      throw new CardFault(made.some(signs) ? 'badge.old-answer' : 'badge.wrong-answer');
    },
  };
};

const proofOf = (
  certificate: ParsedCertificate,
  more: Pick<BadgeProof, 'key' | 'algorithm' | 'revocation'>,
): BadgeProof => ({
  certificateThumbprint: certificate.thumbprint,
  issuer: certificate.issuer,
  notAfter: certificate.notAfter,
  ...more,
});

/**
 * Decides whether a card is genuine. It runs in the main process: what it trusts is the certificate's path and the
 * signature over a challenge that it made itself, never the card, and never the process that speaks to the card.
 */
export const createPivVerifier = (options: VerifierOptions): PivVerifier => {
  const { key, findPath, checkRevocation, now, random } = options;
  const challenges = createChallenges(random);
  const examine = async ({ chuid, certificate: base64 }: PivStatement) => {
    const certificate = parseCertificate(Buffer.from(base64, 'base64'));
    checkDates(certificate, chuid, now());
    const algorithm = checkUse(certificate, key);
    const path = await findPath(certificate, now());
    return { certificate, algorithm, path, identifier: identifierOf(certificate, chuid) };
  };
  const revocationOf = (path: Path): Promise<BadgeProof['revocation']> => {
    const found = checkRevocation(path);
    // The answer is waited for later, or never when the card goes away.
    found.catch(() => undefined);
    return found;
  };
  return {
    challenge: async (statement) => {
      const { certificate, algorithm, path, identifier } = await examine(statement);
      const revocation = revocationOf(path);
      const challenge = challenges.next();
      const { publicKey } = certificate;
      return {
        key,
        algorithm,
        block: blockFor(challenge, algorithm),
        accept: async (signature) => {
          challenges.check(challenge, (one) => isSignedBy({ publicKey, algorithm }, one, signature));
          const how = await revocation;
          return { identifier, proof: proofOf(certificate, { key, algorithm, revocation: how }) };
        },
      };
    },
  };
};
