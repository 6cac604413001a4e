import { Constructed, GeneralizedTime, Integer, OctetString, Primitive } from 'asn1js';
import {
  BasicOCSPResponse,
  Certificate,
  id_PKIX_OCSP_Basic,
  OCSPRequest,
  OCSPResponse,
  ResponseBytes,
  SingleResponse,
} from 'pkijs';
import type { Issuer } from './issuer.ts';

const CONTEXT = 3;
const day = 86_400_000;

export interface OcspAnswer {
  readonly issuer: Issuer;
  /** Who answers; the issuer itself when left out. */
  readonly signer?: Issuer;
  readonly status: 'good' | 'revoked' | 'unknown';
  /** Of another certificate than the one that was asked about. */
  readonly serialNumber?: string;
}

const statusOf = (status: OcspAnswer['status']): Primitive | Constructed => {
  if (status !== 'revoked') {
    return new Primitive({ idBlock: { tagClass: CONTEXT, tagNumber: status === 'good' ? 0 : 2 } });
  }
  const since = new GeneralizedTime({ valueDate: new Date(Date.now() - day) });
  return new Constructed({ idBlock: { tagClass: CONTEXT, tagNumber: 1 }, value: [since] });
};

/** Answers a question as an issuer's responder does (RFC 6960). */
export const answerOcsp = async (
  question: Uint8Array,
  { issuer, signer = issuer, status, serialNumber }: OcspAnswer,
): Promise<Buffer> => {
  const [asked] = OCSPRequest.fromBER(Uint8Array.from(question)).tbsRequest.requestList;
  if (asked === undefined) throw new Error('nothing was asked');
  const certID = asked.reqCert;
  if (serialNumber !== undefined) {
    certID.serialNumber = new Integer({ valueHex: Uint8Array.from(Buffer.from(serialNumber, 'hex')) });
  }
  const certificate = Certificate.fromBER(Uint8Array.from(signer.der));
  const basic = new BasicOCSPResponse();
  basic.tbsResponseData.responderID = certificate.subject;
  basic.tbsResponseData.producedAt = new Date();
  basic.tbsResponseData.responses = [
    new SingleResponse({
      certID,
      certStatus: statusOf(status),
      thisUpdate: new Date(),
      nextUpdate: new Date(Date.now() + day),
    }),
  ];
  basic.certs = [certificate];
  await basic.sign(signer.key, 'SHA-256');
  const response = new OCSPResponse();
  response.responseStatus.valueBlock.valueDec = 0;
  response.responseBytes = new ResponseBytes({
    responseType: id_PKIX_OCSP_Basic,
    response: new OctetString({ valueHex: basic.toSchema().toBER(false) }),
  });
  return Buffer.from(response.toSchema().toBER(false));
};
