import { BasicOCSPResponse, CertID, InfoAccess, OCSPRequest, OCSPResponse } from 'pkijs';
import type { SingleResponse } from 'pkijs';
import { parseCertificate, type ParsedCertificate } from './certificate.ts';
import { download } from './download.ts';
import type { AskStanding, Standing } from './revocation.ts';
import { isSignedWith } from './signed-by.ts';

const oids = {
  authorityInformation: '1.3.6.1.5.5.7.1.1',
  ocsp: '1.3.6.1.5.5.7.48.1',
  basicResponse: '1.3.6.1.5.5.7.48.1.1',
  signsOcsp: '1.3.6.1.5.5.7.3.9',
} as const;
const skewMs = 5 * 60_000;
/** A responder that names no next time has just looked. */
const freshMs = 60 * 60_000;

export interface OcspOptions {
  /** The site's own responder; null for the one that a certificate names. */
  readonly url: string | null;
  readonly fetch: typeof fetch;
  readonly now: () => number;
}

const responderOf = ({ parsed }: ParsedCertificate): string | null => {
  const found: unknown = parsed.extensions?.find(
    ({ extnID }) => extnID === oids.authorityInformation,
  )?.parsedValue;
  if (!(found instanceof InfoAccess)) return null;
  const access = found.accessDescriptions.find(({ accessMethod }) => accessMethod === oids.ocsp);
  const value: unknown = access?.accessLocation.type === 6 ? access.accessLocation.value : null;
  return typeof value === 'string' ? value : null;
};

/** Whether the issuer let somebody answer for it (RFC 6960, 4.2.2.2). */
const mayAnswer = (responder: ParsedCertificate, issuer: ParsedCertificate, now: number): boolean =>
  responder.extendedKeyUsage?.includes(oids.signsOcsp) === true &&
  now >= responder.notBefore &&
  now <= responder.notAfter &&
  responder.parsed.issuer.isEqual(issuer.parsed.subject) &&
  isSignedWith(issuer.publicKey, {
    signed: responder.parsed.tbsView,
    algorithm: responder.parsed.signatureAlgorithm.algorithmId,
    signature: responder.parsed.signatureValue.valueBlock.valueHexView,
  });

const isTrusted = (response: BasicOCSPResponse, issuer: ParsedCertificate, now: number): boolean => {
  const signed = {
    signed: response.tbsResponseData.tbsView,
    algorithm: response.signatureAlgorithm.algorithmId,
    signature: response.signature.valueBlock.valueHexView,
  };
  if (isSignedWith(issuer.publicKey, signed)) return true;
  return (response.certs ?? [])
    .map((one) => parseCertificate(new Uint8Array(one.toSchema().toBER(false))))
    .some((one) => mayAnswer(one, issuer, now) && isSignedWith(one.publicKey, signed));
};

const isCurrent = ({ thisUpdate, nextUpdate }: SingleResponse, now: number): boolean =>
  thisUpdate.getTime() <= now + skewMs && (nextUpdate?.getTime() ?? thisUpdate.getTime() + freshMs) >= now;

/** [0] good, [1] revoked, [2] unknown (RFC 6960, 4.2.1). */
const standings: readonly Standing[] = ['good', 'revoked', 'unknown'];

// The library gives the choice as ASN.1, untyped; its tag is the answer.
const standingOf = ({ certStatus }: SingleResponse): Standing =>
  standings[(certStatus as { idBlock?: { tagNumber?: number } }).idBlock?.tagNumber ?? -1] ?? 'unknown';

const basicIn = (bytes: Uint8Array): BasicOCSPResponse | null => {
  const { responseStatus, responseBytes } = OCSPResponse.fromBER(Uint8Array.from(bytes));
  if (responseStatus.valueBlock.valueDec !== 0 || responseBytes?.responseType !== oids.basicResponse)
    return null;
  return BasicOCSPResponse.fromBER(Uint8Array.from(responseBytes.response.valueBlock.valueHexView));
};

interface Pair {
  readonly certificate: ParsedCertificate;
  readonly issuer: ParsedCertificate;
}

const idsOf = ({ certificate, issuer }: Pair): Promise<readonly CertID[]> =>
  Promise.all(
    ['SHA-1', 'SHA-256'].map(async (hashAlgorithm) => {
      const id = new CertID();
      await id.createForCertificate(certificate.parsed, { hashAlgorithm, issuerCertificate: issuer.parsed });
      return id;
    }),
  );

const standingIn = async (bytes: Uint8Array, pair: Pair, now: number): Promise<Standing> => {
  const response = basicIn(bytes);
  if (response === null || !isTrusted(response, pair.issuer, now)) return 'unknown';
  const ids = await idsOf(pair);
  const about = response.tbsResponseData.responses.filter((one) => ids.some((id) => one.certID.isEqual(id)));
  const current = about.filter((one) => isCurrent(one, now)).map(standingOf);
  return current.includes('revoked') ? 'revoked' : (current[0] ?? 'unknown');
};

/**
 * Asks the issuer's responder about a certificate (RFC 6960). There is no nonce, which many responders leave out:
 * an answer counts until the time that it names itself, and for an hour where it names none.
 */
export const createAskOcsp = ({ url, fetch: send, now }: OcspOptions): AskStanding => {
  return async (certificate, issuer) => {
    const pair = { certificate, issuer };
    const responder = url ?? responderOf(certificate);
    if (responder === null) return 'unknown';
    const request = new OCSPRequest();
    await request.createForCertificate(certificate.parsed, {
      hashAlgorithm: 'SHA-1',
      issuerCertificate: issuer.parsed,
    });
    const bytes = await download(send, responder, {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request' },
      body: request.toSchema(true).toBER(false),
    });
    if (bytes === null) return 'unknown';
    try {
      return await standingIn(bytes, pair, now());
    } catch {
      // What does not parse says nothing.
      return 'unknown';
    }
  };
};
