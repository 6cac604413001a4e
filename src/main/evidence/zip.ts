import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** The first moment that a ZIP archive knows, as its own clock has it: the same archive wherever it is made. */
const ALWAYS = new Date(1980, 0, 1);

/** So much is read at once: of smaller pieces there are ten thousands, and each costs more than its bytes. */
const AT_ONCE = 1 << 20;

/**
 * Files as one archive, each as it is: nothing is packed smaller, so that the same files give the same bytes whoever
 * packs them, and can be read piece by piece from where they lie.
 *
 * @param names in the order in which they stand in it
 */
export const writeZip = async (
  target: string,
  { folder, names }: { readonly folder: string; readonly names: readonly string[] },
): Promise<void> => {
  const zip = new ZipFile();
  for (const name of names) {
    const options = { mtime: ALWAYS, mode: 0o100600, compress: false, forceDosTimestamp: true };
    zip.addReadStreamLazy(name, options, (done) =>
      done(null, createReadStream(path.join(folder, name), { highWaterMark: AT_ONCE })),
    );
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }));
};
