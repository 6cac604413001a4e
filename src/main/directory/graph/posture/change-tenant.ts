import { z } from 'zod';
import type { CallContext } from '../../port.ts';
import type { TenantRequest } from '../../tenant-change.ts';
import { jsonOf, rejection } from '../answers.ts';
import type { Call } from '../call.ts';
import type { GraphDirectoryOptions } from '../directory.ts';
import { createSend } from '../send.ts';

/**
 * Makes one change to the tenant's settings as whoever signed in for it.
 *
 * @returns the id of what was made; null where the answer names none
 * @throws DirectoryError; with `outcome` unknown the tenant has to be read before anything else is done
 */
export type ChangeTenant = (request: TenantRequest, context: CallContext) => Promise<string | null>;

const made = z.object({ id: z.string().min(1) });

/** Conditional Access takes one request in a second. Source: Graph throttling limits. */
const paceMs = 1_000;
const isPaced = ({ path }: TenantRequest): boolean => path.startsWith('/identity/conditionalAccess/');

/** Sends each change once: it is repeated only where the service says that it did not take it. */
export const createChangeTenant = (options: GraphDirectoryOptions): ChangeTenant => {
  const graphHost = new URL(options.graphHost).origin;
  const send = createSend({ ...options, graphHost, timeoutMs: options.timeoutMs ?? 30_000 });
  return async (request, context) => {
    if (isPaced(request)) await options.sleep(paceMs, context.signal);
    const { method, path, body } = request;
    const call: Call = { method, path, effect: 'once', context, ...(body === null ? {} : { body }) };
    const answer = await send(call);
    if (answer.status < 200 || answer.status > 299) throw rejection(call, answer);
    const parsed = made.safeParse(jsonOf(answer));
    return parsed.success ? parsed.data.id : null;
  };
};
