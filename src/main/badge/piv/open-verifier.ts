import { createAskCrl, parseCrl } from './crl.ts';
import { createLocalLists } from './files.ts';
import { createAskOcsp } from './ocsp.ts';
import { createPathFinder, type Trust } from './path.ts';
import { createRevocationCheck } from './revocation.ts';
import { createPivVerifier, type PivVerifier } from './verifier.ts';

/** The site's choice of how it is found out whether a card is revoked. */
export interface RevocationSettings {
  readonly by: 'crl' | 'ocsp' | 'none';
  readonly acceptUnknown: boolean;
  /** Files and folders of lists that the site keeps itself. */
  readonly lists: readonly string[];
  /** Whether lists are fetched from where a certificate says they are. */
  readonly fetchLists: boolean;
  readonly responder: string | null;
}

export interface OpenVerifierOptions {
  readonly key: '9E' | '9A';
  readonly trust: Trust;
  readonly revocation: RevocationSettings;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
}

/** Puts a verifier of cards together. It is large: import it where cards that sign are read, and only there. */
export const openPivVerifier = (options: OpenVerifierOptions): PivVerifier => {
  const { key, trust, revocation, fetch: send, now, random } = options;
  const { by, acceptUnknown, lists, fetchLists, responder } = revocation;
  return createPivVerifier({
    key,
    findPath: createPathFinder(trust),
    checkRevocation: createRevocationCheck({
      by,
      acceptUnknown,
      crl: createAskCrl({ local: createLocalLists(lists, parseCrl), fetch: fetchLists ? send : null, now }),
      ocsp: createAskOcsp({ url: responder, fetch: send, now }),
    }),
    now,
    random,
  });
};
