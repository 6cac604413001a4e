import type { Context } from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { expectJson } from './answers.ts';
import { traceOf, type Call, type Fetch } from './call.ts';
import { unexpected } from './no-answer.ts';
import { transport } from './transport.ts';

const discovery = z.object({ issuer: z.string() });
const timeoutMs = 10_000;

/**
 * Asks a sign-in service for its public description, without signing in: whether it can be reached and trusted,
 * and what time it has. A captive portal's page is no such description.
 *
 * @param authority such as `https://login.microsoftonline.com/TENANT`, no slash at the end
 * @returns the Date header as epoch milliseconds, null when there was none
 * @throws DirectoryError
 */
export const probeService = async (
  authority: string,
  fetch: Fetch,
): Promise<{ readonly serverTime: number | null }> => {
  const path = '/.well-known/openid-configuration';
  const call: Call = { method: 'GET', path, effect: 'none', context: { correlationId: '' } };
  const exchange: Context = { request: `${authority}${path}`, options: { method: 'GET' } };
  await transport({ call, fetch, timeoutMs }).execute(exchange);
  const { response } = exchange;
  if (response === undefined) throw unexpected(call, undefined);
  const { status, headers } = response;
  const trace = traceOf(call.context, headers);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expectJson(discovery, call, { status, headers, bytes, trace, maybeDone: false });
  return { serverTime: trace.serverTime };
};
