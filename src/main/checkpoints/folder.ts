import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, copyFile, link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { PlaceError, type Place, type PlaceCode, type Put } from './port.ts';

const systemError = z.object({ code: z.string() });
const codeOf = (error: unknown): string => {
  const parsed = systemError.safeParse(error);
  return parsed.success ? parsed.data.code : '';
};

const meaning: Readonly<Record<string, PlaceCode>> = {
  ENOENT: 'place.gone',
  EACCES: 'place.denied',
  EPERM: 'place.denied',
  EROFS: 'place.denied',
};

const placeErrorOf = (error: unknown): PlaceError =>
  error instanceof PlaceError ? error : new PlaceError(meaning[codeOf(error)] ?? 'place.away', error);

const translated = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw placeErrorOf(error);
  }
};

const writeWhole = async (file: string, text: string): Promise<void> => {
  const handle = await open(file, 'wx', 0o640);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Gives a whole file its name, only where nothing has that name. @returns false where something has */
const nameIt = async (from: string, to: string): Promise<boolean> => {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
  }
  try {
    // Many shares have no second names for a file.
    await copyFile(from, to, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
};

const compared = async (file: string, text: string): Promise<Put> =>
  (await readFile(file, 'utf8')) === text ? 'there' : 'different';

const putIn = async (root: string, key: string, text: string): Promise<Put> => {
  // A share that is not mounted must not become a folder of this machine.
  await access(root).catch((error: unknown) => {
    throw new PlaceError('place.away', error);
  });
  const file = path.join(root, key);
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  const whole = path.join(folder, `.new-${randomUUID()}`);
  try {
    await writeWhole(whole, text);
    return (await nameIt(whole, file)) ? 'written' : await compared(file, text);
  } finally {
    await rm(whole, { force: true });
  }
};

async function* keysIn(root: string, folder: string, after: string): AsyncGenerator<string> {
  const found = await readdir(path.join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw placeErrorOf(error);
  });
  const names = found
    .filter(({ name }) => !name.startsWith('.'))
    .map((one) => ({ key: `${folder}${one.name}${one.isDirectory() ? '/' : ''}`, inner: one.isDirectory() }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  for (const { key, inner } of names) {
    // What sorts before the mark as a whole is not even opened.
    if (key <= after && !after.startsWith(key)) continue;
    if (inner) yield* keysIn(root, key, after);
    else if (key > after) yield key;
  }
}

/** A folder, such as one of a mounted share. It has to be there already. */
export const createFolderPlace = (root: string): Place => ({
  name: 'folder',
  put: (key, text) => translated(() => putIn(root, key, text)),
  keys: (folder, after = '') => keysIn(root, folder, after),
  read: (key) => translated(() => readFile(path.join(root, key), 'utf8')),
});
