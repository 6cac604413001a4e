import type { CDPSession, Page } from 'playwright';
import type { Held } from '../keys/index.ts';
import { authenticator } from './authenticator.ts';

/** What the person carries: a security key that goes from one window to the next. */
export interface SecurityKey {
  /** Puts the key into the machine that shows this page; the credentials it has come along. */
  readonly plugInto: (page: Page) => Promise<void>;
  /** Takes it out, remembering what was registered on it. */
  readonly unplug: () => Promise<void>;
  readonly credentials: () => number;
  /** From now on it is the key that the desk's tools put these on. */
  readonly takeOver: (held: readonly Held[]) => void;
}

type Credential = Awaited<ReturnType<typeof readCredentials>>[number];

const readCredentials = async ({ session, authenticatorId }: Plugged) =>
  (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;

interface Plugged {
  readonly session: CDPSession;
  readonly authenticatorId: string;
}

const options = authenticator('usb');

export const createSecurityKey = (): SecurityKey => {
  let credentials: readonly Credential[] = [];
  let plugged: Plugged | null = null;

  return {
    plugInto: async (page) => {
      const session = await page.context().newCDPSession(page);
      await session.send('WebAuthn.enable');
      const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options });
      for (const credential of credentials) {
        await session.send('WebAuthn.addCredential', {
          authenticatorId,
          credential,
        });
      }
      plugged = { session, authenticatorId };
    },
    unplug: async () => {
      if (plugged === null) return;
      credentials = await readCredentials(plugged);
      plugged = null;
    },
    credentials: () => credentials.length,
    takeOver: (held) => {
      credentials = held.map(({ id, rpId, userId, privateKey, counter }) => ({
        credentialId: Buffer.from(id, 'base64url').toString('base64'),
        isResidentCredential: true,
        rpId,
        privateKey,
        userHandle: Buffer.from(userId, 'base64url').toString('base64'),
        signCount: counter,
      }));
    },
  };
};
