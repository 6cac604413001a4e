// The real MSAL, with the simulated tenant's CA and a "browser" made of plain requests.
import {
  ConfidentialClientApplication,
  PublicClientApplication,
  type AuthenticationResult,
  type INetworkModule,
} from '@azure/msal-node';
import { hiddenFields, visit } from './browser.ts';
import { CookieJar, type Simulator } from './simulator.ts';

type Headers = Record<string, string>;
const noHeaders: Headers = {};

function networkOf(simulator: Simulator): INetworkModule {
  const asked = async (url: string, options: { method: string; headers?: Headers; body?: string }) => {
    const answer = await simulator.ask(url, {
      method: options.method,
      headers: options.headers ?? {},
      ...(options.body === undefined ? {} : { form: Object.fromEntries(new URLSearchParams(options.body)) }),
    });
    // MSAL says itself what it expects there, and checks it.
    const body = JSON.parse(answer.text) as never;
    return { headers: noHeaders, body, status: answer.status };
  };
  return {
    sendGetRequestAsync: (url, options) =>
      asked(url, { method: 'GET', ...(options?.headers === undefined ? {} : { headers: options.headers }) }),
    sendPostRequestAsync: (url, options) =>
      asked(url, {
        method: 'POST',
        ...(options?.headers === undefined ? {} : { headers: options.headers }),
        ...(options?.body === undefined ? {} : { body: options.body }),
      }),
  };
}

/** MSAL for the desk's own app registration, or another of the tenant's. */
export function createMsal(
  simulator: Simulator,
  capabilities: string[] = [],
  clientId = simulator.announced.clientId,
): PublicClientApplication {
  const { authority, graph } = simulator.announced;
  return new PublicClientApplication({
    auth: { clientId, authority, knownAuthorities: [new URL(graph).host], clientCapabilities: capabilities },
    system: { protocolMode: 'OIDC', networkClient: networkOf(simulator) },
  });
}

/** MSAL for the application that reads by itself; `privateKey` instead of its own, to be refused. */
export function createReaderMsal(simulator: Simulator, privateKey?: string): ConfidentialClientApplication {
  const { authority, graph, reader } = simulator.announced;
  if (reader === undefined) throw new Error('The tenant was started without --reader on.');
  return new ConfidentialClientApplication({
    auth: {
      clientId: reader.clientId,
      authority,
      knownAuthorities: [new URL(graph).host],
      clientCertificate: {
        thumbprintSha256: reader.thumbprintSha256,
        privateKey: privateKey ?? reader.privateKey,
      },
    },
    system: { protocolMode: 'OIDC', networkClient: networkOf(simulator) },
  });
}

export interface SignInAs {
  readonly part: string;
  readonly scopes: readonly string[];
  readonly jar?: CookieJar;
  readonly prompt?: string;
}

/** Signs somebody in by password through the pages. */
export async function signIn(
  simulator: Simulator,
  msal: PublicClientApplication,
  as: SignInAs,
): Promise<AuthenticationResult> {
  const user = simulator.userAs(as.part);
  const jar = as.jar ?? new CookieJar();
  return msal.acquireTokenInteractive({
    scopes: [...as.scopes],
    loginHint: user.userPrincipalName,
    ...(as.prompt === undefined ? {} : { prompt: as.prompt }),
    openBrowser: async (address) => {
      let page = await visit({ simulator, jar }, address);
      if (page.url.pathname.startsWith('/signin/')) {
        page = await visit({ simulator, jar }, page.url.href, { form: { switch: 'password' } });
        page = await visit({ simulator, jar }, page.url.href, {
          form: { step: 'password', password: user.password ?? '' },
        });
      }
      const action = /action="(http:\/\/localhost[^"]*)"/.exec(page.text)?.[1];
      if (action === undefined) throw new Error(`No form for the client: ${page.text}`);
      await fetch(action, { method: 'POST', body: new URLSearchParams(hiddenFields(page.text)) });
    },
  });
}
