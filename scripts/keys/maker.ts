import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** The certificate by which a maker vouches for a model of key, made up. Source: WebAuthn Level 3 §8.2.1. */
export const vouchFor = async (
  aaguid: string,
): Promise<{ readonly certificate: string; readonly privateKey: string }> => {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const model = Buffer.concat([Buffer.from([0x04, 0x10]), Buffer.from(aaguid, 'hex')]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: 'C=SE, O=Simulated maker, OU=Authenticator Attestation, CN=Simulated security key',
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 3_650 * 86_400_000),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.Extension('1.3.6.1.4.1.45724.1.1.4', false, model),
    ],
  });
  const secret = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    certificate: Buffer.from(certificate.rawData).toString('base64'),
    privateKey: Buffer.from(secret).toString('base64'),
  };
};
