import { CertificateRevocationList, CRLDistributionPoints, IssuingDistributionPoint } from 'pkijs';
import type { DistributionPoint, GeneralName } from 'pkijs';
import type { ParsedCertificate } from './certificate.ts';
import { download } from './download.ts';
import type { AskStanding, Standing } from './revocation.ts';
import { isSignedWith } from './signed-by.ts';

const oids = {
  distributionPoints: '2.5.29.31',
  issuingDistributionPoint: '2.5.29.28',
  deltaIndicator: '2.5.29.27',
} as const;
const CRL_SIGN = 0x02;

/** The station's clock may be behind the issuer's by so much. */
const skewMs = 5 * 60_000;

const addresses = (names: DistributionPoint['distributionPoint']): readonly string[] =>
  Array.isArray(names)
    ? names.flatMap(({ type, value }: GeneralName) =>
        type === 6 && typeof value === 'string' ? [value] : [],
      )
    : [];

/** Where a certificate says that its issuer's list is. */
const pointsOf = ({ parsed }: ParsedCertificate): readonly string[] => {
  const found: unknown = parsed.extensions?.find(
    ({ extnID }) => extnID === oids.distributionPoints,
  )?.parsedValue;
  if (!(found instanceof CRLDistributionPoints)) return [];
  return found.distributionPoints.flatMap(({ distributionPoint }) => addresses(distributionPoint));
};

/** @returns undefined for what is no list */
export const parseCrl = (bytes: Uint8Array): CertificateRevocationList | undefined => {
  try {
    return CertificateRevocationList.fromBER(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
};

const isCurrent = ({ thisUpdate, nextUpdate }: CertificateRevocationList, now: number): boolean =>
  thisUpdate.value.getTime() <= now + skewMs && nextUpdate !== undefined && nextUpdate.value.getTime() >= now;

/** Whether a list that only holds some certificates holds this one (RFC 5280, 5.2.5 and 6.3.3 b). */
const covers = (part: IssuingDistributionPoint, certificate: ParsedCertificate): boolean => {
  if (part.indirectCRL || part.onlyContainsAttributeCerts || part.onlySomeReasons !== undefined) return false;
  if (certificate.isAuthority ? part.onlyContainsUserCerts : part.onlyContainsCACerts) return false;
  if (part.distributionPoint === undefined) return true;
  const own = pointsOf(certificate);
  return addresses(part.distributionPoint).some((one) => own.includes(one));
};

/** Whether everything in the list that must be understood is. */
const isUnderstood = (list: CertificateRevocationList, certificate: ParsedCertificate): boolean =>
  (list.crlExtensions?.extensions ?? []).every(({ extnID, critical, parsedValue }) => {
    if (extnID === oids.deltaIndicator) return false;
    if (extnID !== oids.issuingDistributionPoint) return !critical;
    return parsedValue instanceof IssuingDistributionPoint && covers(parsedValue, certificate);
  });

const isFrom = (
  list: CertificateRevocationList,
  { parsed, publicKey, keyUsage }: ParsedCertificate,
): boolean =>
  list.issuer.isEqual(parsed.subject) &&
  (keyUsage === null || (keyUsage & CRL_SIGN) !== 0) &&
  isSignedWith(publicKey, {
    signed: list.tbsView,
    algorithm: list.signatureAlgorithm.algorithmId,
    signature: list.signatureValue.valueBlock.valueHexView,
  });

/**
 * What a list says of a certificate (RFC 5280, 6.3). Lists of changes and lists for others say nothing.
 *
 * @param now epoch milliseconds
 */
export const standingIn = (
  list: CertificateRevocationList,
  pair: { readonly certificate: ParsedCertificate; readonly issuer: ParsedCertificate },
  now: number,
): Standing => {
  const { certificate, issuer } = pair;
  if (!isCurrent(list, now) || !isUnderstood(list, certificate) || !isFrom(list, issuer)) return 'unknown';
  const isListed = (list.revokedCertificates ?? []).some(({ userCertificate }) =>
    userCertificate.isEqual(certificate.parsed.serialNumber),
  );
  return isListed ? 'revoked' : 'good';
};

export interface CrlOptions {
  /** Lists that the site keeps as files, read anew when they may have changed. */
  readonly local: () => Promise<readonly CertificateRevocationList[]>;
  /** Null where nothing is fetched. */
  readonly fetch: typeof fetch | null;
  readonly now: () => number;
}

/** Lists by the address they came from, until they say that there is a newer one. */
const createCache = (send: typeof fetch | null, now: () => number) => {
  const kept = new Map<string, CertificateRevocationList>();
  return async (url: string): Promise<CertificateRevocationList | undefined> => {
    const before = kept.get(url);
    if (before !== undefined && isCurrent(before, now())) return before;
    if (send === null) return undefined;
    const bytes = await download(send, url);
    const list = bytes === null ? undefined : parseCrl(bytes);
    if (list !== undefined) kept.set(url, list);
    return list;
  };
};

/** Looks a certificate up in its issuer's lists: the site's files first, then where the certificate says they are. */
export const createAskCrl = ({ local, fetch: send, now }: CrlOptions): AskStanding => {
  const get = createCache(send, now);
  return async (certificate, issuer) => {
    const pair = { certificate, issuer };
    let standing: Standing = 'unknown';
    for (const list of await local()) {
      const one = standingIn(list, pair, now());
      if (one === 'revoked') return one;
      if (one === 'good') standing = one;
    }
    if (standing !== 'unknown') return standing;
    for (const url of pointsOf(certificate)) {
      const list = await get(url);
      const one = list === undefined ? 'unknown' : standingIn(list, pair, now());
      if (one !== 'unknown') return one;
    }
    return 'unknown';
  };
};
