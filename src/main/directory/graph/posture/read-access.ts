import type { CallContext } from '../../port.ts';
import type { AccessPolicy, Part } from '../../tenant-reading.ts';
import type { GraphDirectoryOptions } from '../directory.ts';
import { createSend } from '../send.ts';
import { needs, partLater } from './needs.ts';
import { createReadPaced, type ReadPaced } from './paced.ts';
import { accessPolicyAnswer, accessPolicyOf } from './schemas/access.ts';

/**
 * Reads Conditional Access, or answers with what was read last where that is not too old: the service takes one
 * request a second from all applications of a tenant together.
 *
 * @param maximumAgeMs how old an answer may be; 0 reads anew
 */
export type ReadAccess = (
  context: CallContext,
  maximumAgeMs: number,
) => Promise<Part<readonly AccessPolicy[]>>;

/** One for whoever signed in: what one may read another may not. Only what could be read is remembered. */
export const createReadAccess = (
  options: GraphDirectoryOptions,
): { readonly readAccess: ReadAccess; readonly readPaced: ReadPaced } => {
  const graphHost = new URL(options.graphHost).origin;
  const send = createSend({ ...options, graphHost, timeoutMs: options.timeoutMs ?? 30_000 });
  const readPaced = createReadPaced(send, options);
  let last: { readonly at: number; readonly policies: readonly AccessPolicy[] } | null = null;
  const readAccess: ReadAccess = async (context, maximumAgeMs) => {
    const now = options.clock.monotonicMs();
    if (last !== null && now - last.at < maximumAgeMs) return { known: true, value: last.policies };
    const read = await partLater(needs.access, async () => {
      const answered = await readPaced(accessPolicyAnswer, '/identity/conditionalAccess/policies', context);
      return answered.map(accessPolicyOf);
    });
    if (read.known) last = { at: options.clock.monotonicMs(), policies: read.value };
    return read;
  };
  return { readAccess, readPaced };
};
