import type { Middleware } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import type { Call } from './call.ts';
import { timeout } from './no-answer.ts';

/** The tenant's small quota of reads of methods and logs, shared by all its desks. */
export interface ReadQuota {
  /**
   * Settles when so many reads may be made at once.
   *
   * @returns false when the signal said stop first
   */
  readonly take: (reads: number, signal?: AbortSignal) => Promise<boolean>;
}

/** Source: Microsoft Graph, throttling limits, identity and access reports, and the resources listed there. */
const COUNTED = /\/(?:auditLogs|reports|authentication)\//;

const items = z.object({ requests: z.array(z.object({ method: z.string(), url: z.string() })) });

/** How many reads a call counts for; what changes something never waits. */
export const countedReads = ({ method, path, body }: Call): number => {
  if (path === '/$batch')
    return items.parse(body).requests.filter((one) => one.method === 'GET' && COUNTED.test(one.url)).length;
  return method === 'GET' && COUNTED.test(path) ? 1 : 0;
};

/** Has each attempt wait for its turn, the repeated ones too. */
export const pacing = (call: Call, quota: ReadQuota): Middleware => {
  let next: Middleware | undefined;
  return {
    setNext: (middleware) => {
      next = middleware;
    },
    execute: async (context) => {
      const reads = countedReads(call);
      if (reads > 0 && !(await quota.take(reads, call.context.signal))) throw timeout(call, false);
      await next?.execute(context);
    },
  };
};
