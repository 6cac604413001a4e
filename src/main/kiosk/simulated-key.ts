import type { WebContents } from 'electron';

/**
 * A security key for people who try the simulation by hand and have none, or whose system cannot ask for its PIN.
 * It is Chromium's own virtual authenticator, so what it registers is real WebAuthn; it is touched by itself. One key
 * goes from one guarded window to the next. Never made on a real tenant.
 */
export interface SimulatedKey {
  /** Plugs the key into the machine that shows this page; call before the page is loaded. */
  readonly plugInto: (contents: WebContents) => Promise<void>;
  /** Takes it out, with all that was registered on it. */
  readonly unplug: (contents: WebContents) => Promise<void>;
}

const options = {
  protocol: 'ctap2',
  transport: 'usb',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const;

const partOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Makes a key with nothing registered on it. */
export const createSimulatedKey = (): SimulatedKey => {
  let credentials: readonly unknown[] = [];
  const plugged = new Map<WebContents, unknown>();

  const send = async (contents: WebContents, method: string, params: object = {}): Promise<unknown> => {
    // Electron gives whatever the browser answered.
    const answer: unknown = await contents.debugger.sendCommand(`WebAuthn.${method}`, params);
    return answer;
  };

  return {
    plugInto: async (contents) => {
      if (plugged.has(contents)) return;
      plugged.set(contents, null);
      if (!contents.debugger.isAttached()) contents.debugger.attach();
      await send(contents, 'enable');
      const added = await send(contents, 'addVirtualAuthenticator', {
        options,
      });
      const authenticatorId = partOf(added, 'authenticatorId');
      plugged.set(contents, authenticatorId);
      for (const credential of credentials) {
        await send(contents, 'addCredential', { authenticatorId, credential });
      }
    },
    unplug: async (contents) => {
      const authenticatorId = plugged.get(contents);
      plugged.delete(contents);
      if (authenticatorId === undefined || contents.isDestroyed()) return;
      const kept = partOf(await send(contents, 'getCredentials', { authenticatorId }), 'credentials');
      if (Array.isArray(kept)) credentials = kept;
      await send(contents, 'disable');
    },
  };
};
