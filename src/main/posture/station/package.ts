import { z } from 'zod';

/** The installed files, as far as they are looked at. */
export interface Installation {
  /** Paths of all files, relative to the folder of the program, with `/`. */
  readonly files: () => Promise<readonly string[]>;
  /** SHA-256 in hex. */
  readonly hashOf: (file: string) => Promise<string>;
  /** Who owns a file or folder and may write to it; null where the system tells it in another way. */
  readonly rightsOf: (path: string) => Promise<{ readonly ownerId: number; readonly mode: number } | null>;
  /** The list made at packaging; null: there is none, as in development. */
  readonly manifest: () => Promise<string | null>;
}

/** As `scripts/packaging/manifest.ts` writes it. */
const manifest = z.strictObject({
  v: z.literal(1),
  files: z.record(z.string().min(1), z.string().regex(/^[0-9a-f]{64}$/)),
  /** Signed after packaging, so their hashes are not known then. */
  signedLater: z.array(z.string().min(1)),
});
type Manifest = z.infer<typeof manifest>;

/** Where the list lies, relative to the folder of the program. */
export const manifestName = 'package-manifest.json';

const manifestOf = (text: string): Manifest | null => {
  try {
    return manifest.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

const foldersOf = (files: readonly string[]): readonly string[] => [
  '.',
  ...new Set(
    files.flatMap((file) => {
      const parts = file.split('/').slice(0, -1);
      return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    }),
  ),
];

const groupAndOthersMayWrite = 0o022;

/** Whether anybody but the system's administrator may change a file or put one beside it. */
const isWritable = async (installation: Installation, files: readonly string[]): Promise<boolean> => {
  for (const path of [...foldersOf(files), ...files]) {
    const rights = await installation.rightsOf(path);
    if (rights === null) continue;
    if (rights.ownerId !== 0 || (rights.mode & groupAndOthersMayWrite) !== 0) return true;
  }
  return false;
};

const isChanged = async (
  installation: Installation,
  files: readonly string[],
  listed: Manifest,
): Promise<boolean> => {
  const expected = new Set([...Object.keys(listed.files), ...listed.signedLater]);
  if (files.length !== expected.size || !files.every((file) => expected.has(file))) return true;
  for (const [file, hash] of Object.entries(listed.files))
    if ((await installation.hashOf(file)) !== hash) return true;
  return false;
};

/**
 * Whether the installed files are those that were packaged. Whoever may change them may change the list as well: so
 * files that somebody else than the administrator may change are told apart, where the system shows it.
 *
 * @returns null where there is no list to compare with, or something cannot be read
 */
export const readPackage = async (
  installation: Installation,
): Promise<'intact' | 'changed' | 'writable' | null> => {
  try {
    const text = await installation.manifest();
    if (text === null) return null;
    const files = (await installation.files()).filter((file) => file !== manifestName);
    const listed = manifestOf(text);
    if (listed === null || (await isChanged(installation, files, listed))) return 'changed';
    return (await isWritable(installation, [...files, manifestName])) ? 'writable' : 'intact';
  } catch {
    return null;
  }
};
