import type { Session } from 'electron';

/** Certificates of the simulated tenant, as `sha256/` and base64; null on a real tenant. */
export interface GuestTrust {
  readonly fingerprints: readonly string[];
}

/** What of a server's certificate the verdict needs. */
export interface ServerCertificate {
  readonly certificate: { readonly fingerprint: string };
  /** Whether it was issued by a public authority, not by one that somebody added to this machine. */
  readonly isIssuedByKnownRoot: boolean;
}

export interface CertificateRules {
  readonly trust: GuestTrust | null;
  /** Whether the site decrypts its people's traffic (a TLS-inspecting proxy) and wants the desk to work there. */
  readonly allowPrivateRoots: boolean;
}

const accept = 0;
const refuse = -2;
const asChromiumSays = -3;

/**
 * The answer to Electron's verify procedure. 0 would also switch off Certificate Transparency, so it is given for
 * nothing but the simulated tenant's own certificate. Source: facts, section 1.5, and Electron's session page.
 */
export const verdictOn = (server: ServerCertificate, rules: CertificateRules): 0 | -2 | -3 => {
  if (rules.trust !== null) {
    return rules.trust.fingerprints.includes(server.certificate.fingerprint) ? accept : refuse;
  }
  return server.isIssuedByKnownRoot || rules.allowPrivateRoots ? asChromiumSays : refuse;
};

/** Has every certificate of the session judged by the rules. */
export const guardCertificates = (session: Session, rules: CertificateRules): void => {
  session.setSSLConfig({ minVersion: 'tls1.2' });
  session.setCertificateVerifyProc((request, callback) => callback(verdictOn(request, rules)));
};
