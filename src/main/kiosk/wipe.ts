import { clipboard, type Session } from 'electron';
import { originsThatKeep } from './remains.ts';

/** What a partition still has. */
export interface Remains {
  readonly cookies: number;
  /** Origins that still keep something. */
  readonly origins: number;
}

type Step = readonly [name: string, run: () => Promise<void> | void];

const stepsOf = (session: Session): readonly Step[] => [
  ['connections', () => session.closeAllConnections()],
  ['data', () => session.clearData()],
  ['storage', () => session.clearStorageData()],
  ['cache', () => session.clearCache()],
  ['auth-cache', () => session.clearAuthCache()],
  ['host-resolver-cache', () => session.clearHostResolverCache()],
  ['code-caches', () => session.clearCodeCaches({})],
  ['shared-dictionary-cache', () => session.clearSharedDictionaryCache()],
  ['clipboard', () => clipboard.clear()],
];

/**
 * Empties a guest's partition and the clipboard, going on past a step that fails. Source: facts, section 1.5. It
 * signs nobody out at the server.
 *
 * @returns the names of the steps that failed
 */
export const wipe = async (session: Session): Promise<readonly string[]> => {
  const failed: string[] = [];
  for (const [name, run] of stepsOf(session)) {
    try {
      await run();
    } catch {
      failed.push(name);
    }
  }
  return failed;
};

/** Looks what a partition has, when nothing is open in it any more and nothing will be. */
export const remainsOf = async (session: Session, origins: Iterable<string>): Promise<Remains> => {
  const cookies = await session.cookies.get({});
  return {
    cookies: cookies.length,
    origins: await originsThatKeep(session, origins),
  };
};
