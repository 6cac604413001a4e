import { DirectoryError } from '../directory/index.ts';
import { codeOf } from './perform.ts';
import type { Parts, Work } from './work.ts';

/** Waits before the second look and those after it, in milliseconds: a page that was just answered is not read yet. */
const quickMs = [1_000, 1_000, 2_000] as const;

/** When the password was changed, by one look; null when nothing is known. A read that fails is followed by the next. */
const lookOnce = async ({ ports }: Parts, signal: AbortSignal): Promise<number | null> => {
  try {
    const call = { correlationId: ports.newId(), signal };
    return await ports.directory.readPasswordChange(ports.personId, call);
  } catch (error) {
    if (!(error instanceof DirectoryError)) throw error;
    ports.log.warn('look-failed', { code: codeOf(error) });
    return null;
  }
};

/**
 * Looks until the tenant says that the password was changed after the last look at the person before the pass. It says
 * when, and not by whom: an administrator who resets it in these minutes counts too, and stands in the audit log.
 */
export const watchPassword =
  (parts: Parts): Work =>
  async ({ signal }) => {
    const { ports, context } = parts;
    const since = context().facts?.readAt ?? Infinity;
    for (let look = 0; !signal.aborted; look += 1) {
      const at = await lookOnce(parts, signal);
      if (at !== null && at > since) return { type: 'password-changed', at };
      await ports.clock.sleep(quickMs[look] ?? ports.settings.pollSeconds * 1000, signal);
    }
    return null;
  };
