import type { INetworkModule, NetworkResponse } from '@azure/msal-node';

/** The fetch that the adapter is given. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** How long one request to the sign-in service may take, in milliseconds. */
const timeoutMs = 15_000;

type NetworkOptions = Parameters<INetworkModule['sendPostRequestAsync']>[1];

/** MSAL's requests over the given fetch, and the reason why the last of them failed, which MSAL itself drops. */
export interface Network {
  readonly client: INetworkModule;
  /** The rejection of the latest request, undefined when it was answered. */
  readonly trouble: () => unknown;
}

/** Makes the network module of one MSAL client. */
export const createNetwork = (fetch: Fetch): Network => {
  let trouble: unknown;
  const send = async (
    address: string,
    init: RequestInit,
    options: NetworkOptions,
  ): Promise<NetworkResponse<never>> => {
    trouble = undefined;
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(address, { ...init, headers: options?.headers ?? {}, signal });
      const body: unknown = await response.json();
      // MSAL names the form that it expects and checks it itself; `never` stands for each of them.
      return {
        headers: Object.fromEntries(response.headers),
        body: body as never,
        status: response.status,
      };
    } catch (cause) {
      trouble = cause;
      throw cause;
    }
  };
  return {
    client: {
      sendGetRequestAsync: (address: string, options?: NetworkOptions) =>
        send(address, { method: 'GET' }, options),
      sendPostRequestAsync: (address: string, options?: NetworkOptions) =>
        send(address, { method: 'POST', body: options?.body ?? '' }, options),
    },
    trouble: () => trouble,
  };
};
