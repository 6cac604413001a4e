import type { Page } from 'playwright';
import { z } from 'zod';
import type { TenantInfo } from '../launch/tenant.ts';
import { authenticator } from './authenticator.ts';
import { createTenantCaller } from './tenant-state.ts';

/** The phone that the person brought: the simulated tenant plays it. */
export interface PersonsPhone {
  /** Signs in there with the code that the desk shows, and sets up what the way says. */
  readonly register: (kind: 'authenticator' | 'passkey') => Promise<void>;
  /** Types the number of the sign-in page in the app. */
  readonly approve: (number: string) => Promise<void>;
  /** Signs in there with what is on it, and sets a new password. */
  readonly changePassword: (password: string) => Promise<void>;
  /** Comes near the machine that shows this page: its passkey can be used there (as over the hybrid transport). */
  readonly comeNear: (page: Page) => Promise<void>;
}

const passkey = z.object({
  credentialId: z.string(),
  privateKey: z.string(),
  userHandle: z.string(),
  rpId: z.string(),
});
const registered = z.object({ passkey: passkey.optional() });
const issued = z.object({ passes: z.array(z.looseObject({ text: z.string() })) });

/** Chromium's virtual authenticators know no phone that is reached from another machine: it stands as built in. */
const options = authenticator('internal');

export const createPersonsPhone = (tenant: TenantInfo, userPrincipalName: string): PersonsPhone => {
  let kept: z.infer<typeof passkey> | undefined;
  const ask = async (where: string, body?: object): Promise<unknown> => {
    const caller = createTenantCaller(tenant);
    try {
      return JSON.parse(await (body === undefined ? caller.get(where) : caller.post(where, body)));
    } finally {
      caller.close();
    }
  };
  return {
    register: async (kind) => {
      // The person reads it on the screen; here it comes from the tenant, so that no picture shows it.
      const { passes } = issued.parse(await ask('/simulator/issued-passes'));
      const pass = passes.at(-1)?.text ?? '';
      kept = registered.parse(
        await ask('/simulator/phone', { userPrincipalName, pass, register: kind }),
      ).passkey;
    },
    approve: async (number) => {
      await ask('/simulator/phone/approve', { userPrincipalName, number });
    },
    changePassword: async (password) => {
      await ask('/simulator/phone/password', { userPrincipalName, password });
    },
    comeNear: async (page) => {
      if (kept === undefined) throw new Error('there is no passkey on the phone');
      const session = await page.context().newCDPSession(page);
      await session.send('WebAuthn.enable');
      const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options });
      const credential = { ...kept, isResidentCredential: true, signCount: 0 };
      await session.send('WebAuthn.addCredential', { authenticatorId, credential });
    },
  };
};
