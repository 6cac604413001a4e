import { Agent, fetch as undiciFetch } from 'undici';

/** A request by address and options, as the directory and the sign-in make them. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** A fetch with connections of its own. */
export interface OwnFetch {
  readonly fetch: Fetch;
  /** Ends its connections. */
  readonly close: () => Promise<void>;
}

/**
 * A fetch outside Electron.
 *
 * @param ca the one certificate authority to trust, as PEM; the machine's own when left out
 */
export const createFetch = (ca?: string): OwnFetch => {
  const agent = new Agent({ connect: ca === undefined ? {} : { ca }, keepAliveTimeout: 1_000 });
  return {
    fetch: async (address, init) => {
      // undici's types name the same classes as the global ones, but TypeScript holds them apart.
      const options: unknown = { ...init, dispatcher: agent };
      const response: unknown = await undiciFetch(address, options as Parameters<typeof undiciFetch>[1]);
      return response as Response;
    },
    close: () => agent.destroy(),
  };
};
