import { clipboard, type Session } from 'electron';
import type { Partitions } from './partitions.ts';
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
];

const runAll = async (steps: readonly Step[]): Promise<readonly string[]> => {
  const failed: string[] = [];
  for (const [name, run] of steps) {
    try {
      await run();
    } catch {
      failed.push(name);
    }
  }
  return failed;
};

/**
 * Empties a partition, going on past a step that fails.
 *
 * @returns the names of the steps that failed
 */
export const clear = (session: Session): Promise<readonly string[]> => runAll(stepsOf(session));

/**
 * Empties a guest's partition and the clipboard, going on past a step that fails. Source: facts, section 1.5. It
 * signs nobody out at the server.
 *
 * @returns the names of the steps that failed
 */
export const wipe = (session: Session): Promise<readonly string[]> =>
  runAll([...stepsOf(session), ['clipboard', () => clipboard.clear()]]);

/** Looks what a partition has, when nothing is open in it any more and nothing will be. */
export const remainsOf = async (session: Session, origins: Iterable<string>): Promise<Remains> => {
  const cookies = await session.cookies.get({});
  return {
    cookies: cookies.length,
    origins: await originsThatKeep(session, origins),
  };
};

/** Empties the partition of a page that only showed what the desk itself had made, and gives it back. */
export const giveBackEmptied = async (session: Session, partitions: Partitions): Promise<void> => {
  const failed = await clear(session);
  partitions.giveBack(session, failed.length === 0);
};
