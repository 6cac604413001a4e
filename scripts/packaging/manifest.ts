import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Where the desk looks for it: `manifestName` in src/main/posture/station/package.ts. */
export const manifestName = 'package-manifest.json';

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
};

/** All files below a folder, relative to it, with `/`. */
const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
};

/**
 * Writes the SHA-256 of every packaged file beside them, so that a station can tell whether they are still those.
 *
 * @param folder of the packaged program
 * @param isSignedLater whose bytes change after this
 */
export const writeManifest = async (
  folder: string,
  isSignedLater: (file: string) => boolean,
): Promise<void> => {
  const all = (await filesIn(folder)).filter((file) => file !== manifestName);
  const files: Record<string, string> = {};
  for (const file of all.filter((one) => !isSignedLater(one)))
    files[file] = await hashOf(path.join(folder, file));
  const manifest = { v: 1, files, signedLater: all.filter(isSignedLater) };
  await writeFile(path.join(folder, manifestName), `${JSON.stringify(manifest, null, 1)}\n`);
};
