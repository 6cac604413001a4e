import { ConfidentialClientApplication, ProtocolMode } from '@azure/msal-node';
import { X509Certificate } from 'node:crypto';
import { identityError } from './failures.ts';
import type { MsalIdentityOptions } from './msal.ts';
import { createNetwork } from './network.ts';
import { IdentityError } from './port.ts';

/** The station's own reading identity: an application with a certificate, and permissions to read alone. */
export interface ReaderKey {
  readonly clientId: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM (PKCS#8). */
  readonly privateKey: string;
}

/** Tokens of an application, without anybody signed in. */
export interface Reader {
  readonly clientId: string;
  /**
   * An access token with everything that an administrator has consented to for the application.
   *
   * @param claims a claims challenge of the service, to be answered once
   * @throws IdentityError
   */
  readonly accessToken: (claims?: string) => Promise<string>;
}

type Options = Pick<
  MsalIdentityOptions,
  'authority' | 'knownAuthorities' | 'protocolMode' | 'fetch' | 'log'
> & {
  readonly graphHost: string;
};

/** SHA-256 of the certificate in hex, by which MSAL signs with PS256. Source: MSAL Node, certificate credentials. */
const thumbprintOf = (certificate: string): string =>
  new X509Certificate(certificate).fingerprint256.replaceAll(':', '');

const createClient = (key: ReaderKey, options: Options) => {
  const network = createNetwork(options.fetch);
  const application = new ConfidentialClientApplication({
    auth: {
      clientId: key.clientId,
      authority: options.authority,
      knownAuthorities: [...options.knownAuthorities],
      clientCertificate: {
        thumbprintSha256: thumbprintOf(key.certificate),
        privateKey: key.privateKey,
      },
    },
    system: { networkClient: network.client, protocolMode: ProtocolMode[options.protocolMode] },
  });
  return { application, network };
};

/**
 * Signs an application in by its certificate (client credentials). MSAL keeps the token in memory and renews it.
 *
 * @throws IdentityError where the certificate is none
 */
export const createReader = (key: ReaderKey, options: Options): Reader => {
  let client: ReturnType<typeof createClient>;
  try {
    client = createClient(key, options);
  } catch (cause) {
    throw identityError(cause, undefined, 'sign-in.failed');
  }
  const { application, network } = client;
  return {
    clientId: key.clientId,
    accessToken: async (claims) => {
      try {
        const result = await application.acquireTokenByClientCredential({
          scopes: [`${options.graphHost}/.default`],
          ...(claims === undefined ? {} : { claims, skipCache: true }),
        });
        if (result === null) throw new IdentityError('sign-in.failed');
        return result.accessToken;
      } catch (cause) {
        const error = identityError(cause, network.trouble(), 'sign-in.failed');
        options.log?.warn('identity.reader-not-signed-in', {
          problem: error.code,
          cause: String(error.cause),
        });
        throw error;
      }
    },
  };
};
