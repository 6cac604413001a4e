import { gunzipSync } from 'node:zlib';
import { CardFault } from './card-fault.ts';
import { parseTlvs } from './tlv.ts';

const CERTIFICATE = 0x70;
const CERT_INFO = 0x71;
/** The lowest bit says gzip; cards made before SP 800-73-3 set the highest. */
const compressed = 0x81;

/** Certificates on cards have less than 3 kB. */
export const mostCertificateBytes = 8_192;

const inflate = (bytes: Uint8Array): Uint8Array => {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostCertificateBytes });
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw new CardFault(tooLarge ? 'badge.oversized' : 'badge.malformed');
  }
};

/**
 * Takes the certificate (DER) out of its data object, unpacked where the card keeps it packed (SP 800-73-5 part 1,
 * appendix A, X.509 certificate objects).
 *
 * @throws CardFault
 */
export const certificateIn = (bytes: Uint8Array): Uint8Array => {
  const objects = parseTlvs(bytes);
  const certificate = objects.find(({ tag }) => tag === CERTIFICATE)?.value;
  if (certificate === undefined || certificate.length === 0) throw new CardFault('badge.malformed');
  const info = objects.find(({ tag }) => tag === CERT_INFO)?.value[0] ?? 0;
  const der = (info & compressed) === 0 ? certificate : inflate(certificate);
  if (der.length > mostCertificateBytes) throw new CardFault('badge.oversized');
  return der;
};
