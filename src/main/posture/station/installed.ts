import { createHash } from 'node:crypto';
import type * as NodeFs from 'node:fs';
import path from 'node:path';
import { manifestName, type Installation } from './package.ts';

/** The part of `node:fs` that is needed; inside Electron it must be the one that takes an archive for a file. */
export type Files = Pick<typeof NodeFs, 'createReadStream' | 'promises'>;

/** The installed files of a program, in its folder. */
export const installedIn = (folder: string, fs: Files, platform: NodeJS.Platform): Installation => {
  const at = (file: string): string => path.join(folder, file);
  const below = async (inner: string): Promise<readonly string[]> => {
    const entries = await fs.promises.readdir(at(inner), { withFileTypes: true });
    const lists = entries.map((entry) => {
      const name = inner === '' ? entry.name : `${inner}/${entry.name}`;
      return entry.isDirectory() ? below(name) : Promise.resolve([name]);
    });
    return (await Promise.all(lists)).flat();
  };
  return {
    files: () => below(''),
    hashOf: async (file) => {
      const hash = createHash('sha256');
      for await (const chunk of fs.createReadStream(at(file))) hash.update(chunk as Uint8Array);
      return hash.digest('hex');
    },
    rightsOf: async (file) => {
      // Windows tells it by access lists, which are not looked at.
      if (platform === 'win32') return null;
      const { uid, mode } = await fs.promises.lstat(at(file));
      return { ownerId: uid, mode };
    },
    manifest: async () => {
      try {
        return await fs.promises.readFile(at(manifestName), 'utf8');
      } catch {
        return null;
      }
    },
  };
};
