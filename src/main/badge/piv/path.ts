import { CertificateChainValidationEngine } from 'pkijs';
import { CardFault } from './card-fault.ts';
import { parseCertificate, type ParsedCertificate } from './certificate.ts';

/** Whom the site trusts to issue cards. */
export interface Trust {
  /** DER. */
  readonly roots: readonly Uint8Array[];
  /** Authorities between a root and the cards; nothing is trusted because it stands here. */
  readonly intermediates: readonly Uint8Array[];
}

/** From the card's certificate to the root. */
export type Path = readonly ParsedCertificate[];

const mostCertificates = 6;
const KEY_CERT_SIGN = 0x04;

/** With SHA-256 at least (SP 800-78-5, table 3). */
const strongSignatures: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.113549.1.1.10',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
]);

/** What an authority must be (RFC 5280, 6.1.4 k to n); the library looks at fewer of these. */
const mayIssue = (authority: ParsedCertificate, below: number): boolean =>
  authority.isAuthority &&
  (authority.keyUsage === null || (authority.keyUsage & KEY_CERT_SIGN) !== 0) &&
  (authority.pathLength === null || authority.pathLength >= below);

const isSound = (path: Path): boolean =>
  path.length >= 2 &&
  path.length <= mostCertificates &&
  path.every((one, index) => {
    const issuer = path[index + 1];
    if (issuer === undefined) return true;
    const named = one.parsed.issuer.isEqual(issuer.parsed.subject);
    // The number of authorities between this issuer and the card.
    return (
      named && mayIssue(issuer, index) && strongSignatures.has(one.parsed.signatureAlgorithm.algorithmId)
    );
  });

/**
 * Finds a path from a certificate to a root and validates it (RFC 5280, section 6.1; the library builds the path,
 * checks signatures, validity, policies and name constraints).
 *
 * @param now epoch milliseconds
 * @throws CardFault `badge.wrong-issuer`
 */
export const createPathFinder = ({ roots, intermediates }: Trust) => {
  const trusted = roots.map((der) => parseCertificate(der));
  const between = intermediates.map((der) => parseCertificate(der));
  return async (certificate: ParsedCertificate, now: number): Promise<Path> => {
    const engine = new CertificateChainValidationEngine({
      trustedCerts: trusted.map(({ parsed }) => parsed),
      certs: [...between.map(({ parsed }) => parsed), certificate.parsed],
      checkDate: new Date(now),
    });
    const { result, certificatePath = [] } = await engine.verify();
    if (!result) throw new CardFault('badge.wrong-issuer');
    const all = [certificate, ...between, ...trusted];
    const path = certificatePath.map((one) => {
      const found = all.find(({ parsed }) => parsed === one);
      if (found === undefined) throw new CardFault('badge.wrong-issuer');
      return found;
    });
    const last = path.at(-1);
    if (path[0] !== certificate || last === undefined || !trusted.includes(last) || !isSound(path)) {
      throw new CardFault('badge.wrong-issuer');
    }
    return path;
  };
};
export type FindPath = ReturnType<typeof createPathFinder>;
