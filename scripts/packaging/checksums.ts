import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const shipped = /\.(deb|AppImage|exe|msi|dmg|zip|cdx\.json)$|^licences\.txt$/;

const digestOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
};

/** Writes SHA256SUMS beside the packages, in the form that `sha256sum --check` reads. */
export const writeChecksums = async (folder: string): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => shipped.test(name)).sort();
  const lines: string[] = [];
  for (const name of names) lines.push(`${await digestOf(path.join(folder, name))}  ${name}\n`);
  await writeFile(path.join(folder, 'SHA256SUMS'), lines.join(''));
};
