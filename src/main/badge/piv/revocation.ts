import type { BadgeProof } from '../port.ts';
import { CardFault } from './card-fault.ts';
import type { ParsedCertificate } from './certificate.ts';
import type { Path } from './path.ts';

/** What one source says of one certificate. `unknown`: it does not say, or what it says cannot be trusted. */
export type Standing = 'good' | 'revoked' | 'unknown';

/** Asks one kind of source. Never throws for what it cannot reach. */
export type AskStanding = (certificate: ParsedCertificate, issuer: ParsedCertificate) => Promise<Standing>;

/** @throws CardFault `badge.revoked`, `badge.revocation-unknown` */
export type RevocationCheck = (path: Path) => Promise<BadgeProof['revocation']>;

export interface RevocationOptions {
  readonly by: 'crl' | 'ocsp' | 'none';
  /** Whether a card of which it cannot be found out is taken for good. */
  readonly acceptUnknown: boolean;
  readonly crl: AskStanding;
  readonly ocsp: AskStanding;
}

/** An authority often has no responder of its own; its own issuer's list then answers. */
const askInTurn = async (
  asks: readonly AskStanding[],
  certificate: ParsedCertificate,
  issuer: ParsedCertificate,
): Promise<Standing> => {
  for (const ask of asks) {
    const standing = await ask(certificate, issuer);
    if (standing !== 'unknown') return standing;
  }
  return 'unknown';
};

/**
 * Finds out whether anything between the card and the root is revoked. The root itself is trusted by the site's own
 * choice.
 */
export const createRevocationCheck = ({
  by,
  acceptUnknown,
  crl,
  ocsp,
}: RevocationOptions): RevocationCheck => {
  if (by === 'none') return () => Promise.resolve('not-checked');
  const asksFor = (certificate: ParsedCertificate): readonly AskStanding[] => {
    if (by === 'crl') return [crl];
    return certificate.isAuthority ? [ocsp, crl] : [ocsp];
  };
  return async (path) => {
    const asked = path.slice(0, -1).map((certificate, index) => {
      const issuer = path[index + 1];
      if (issuer === undefined) throw new Error('a path ends with its root');
      return askInTurn(asksFor(certificate), certificate, issuer);
    });
    const standings = await Promise.all(asked);
    if (standings.includes('revoked')) throw new CardFault('badge.revoked');
    if (!standings.includes('unknown')) return by;
    if (!acceptUnknown) throw new CardFault('badge.revocation-unknown');
    return 'not-checked';
  };
};
