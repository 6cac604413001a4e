import type { Directory } from '../port.ts';
import type { AccessToken } from './authentication.ts';
import { createAsk } from './batch.ts';
import type { Fetch } from './call.ts';
import { createKeys } from './keys.ts';
import type { Means } from './means.ts';
import { createMemberships } from './membership.ts';
import { createMethods } from './methods.ts';
import { createReadApprover, createReadOperator } from './operator.ts';
import type { ReadQuota } from './pacing.ts';
import { createPasses } from './passes.ts';
import { createPeople } from './people.ts';
import { createReadFacts } from './read-facts.ts';
import type { ReadAccess } from './posture/read-access.ts';
import type { Waiting } from './retry.ts';
import { askAsBoth } from './two-readers.ts';
import { createSend } from './send.ts';
import { createSignIns } from './sign-ins.ts';

/** What the directory needs from outside. */
export interface GraphDirectoryOptions extends Waiting {
  /** The cloud's Graph, such as `https://graph.microsoft.com`: no version, no path. */
  readonly graphHost: string;
  readonly fetch: Fetch;
  /** A token for that host; with claims, one that answers a claims challenge. */
  readonly accessToken: AccessToken;
  /** The station's own reading identity, for what the operator may not read; the operator reads all when left out. */
  readonly readerToken?: AccessToken | undefined;
  /** The tenant's quota of reads, where several desks share it. */
  readonly quota?: ReadQuota | undefined;
  /** How long one request may take, in milliseconds; 30 s when left out. */
  readonly timeoutMs?: number;
  /** Conditional Access for facts about people; left out: it stays unknown. */
  readonly access?: { readonly read: ReadAccess; readonly maximumAgeMs: number };
}

const defaultTimeoutMs = 30_000;

/** The directory by Microsoft Graph v1.0, as the signed-in operator. */
export const createGraphDirectory = (options: GraphDirectoryOptions): Directory => {
  const graphHost = new URL(options.graphHost).origin;
  const send = createSend({ ...options, graphHost, timeoutMs: options.timeoutMs ?? defaultTimeoutMs });
  const { readerToken } = options;
  const sendAsReader =
    readerToken === undefined
      ? null
      : createSend({
          ...options,
          accessToken: readerToken,
          graphHost,
          timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
        });
  const reader = sendAsReader === null ? null : createAsk(sendAsReader, options);
  const means: Means = { graphHost, send, ask: askAsBoth(createAsk(send, options), reader) };
  return {
    ...createPeople(means),
    ...createPasses(means),
    ...createMemberships(means),
    ...createMethods(means),
    ...createKeys(means),
    ...createSignIns({ ...means, send: sendAsReader ?? send }),
    readFacts: createReadFacts(means, options.access),
    readOperator: createReadOperator(means),
    readApprover: createReadApprover(means),
  };
};
