import { createHash } from 'node:crypto';
import type { Archive } from './archive.ts';
import {
  MANIFEST,
  manifestProblem,
  readManifest,
  SIGNATURE,
  type Manifest,
  type NamedFile,
} from './manifest.ts';
import type { Notes } from './report.ts';

/** SHA-256 over the bytes of a file, hex. */
export const digestIn = (archive: Archive, name: string): string => {
  const digest = createHash('sha256');
  for (const piece of archive.pieces(name)) digest.update(piece);
  return digest.digest('hex');
};

/** Most that a file may have that is read at once. */
const MOST_BYTES = 64 << 20;

/** The bytes of a small file. @throws RangeError where it is a large one */
export const bytesIn = (archive: Archive, name: string): Buffer => {
  if (archive.sizeOf(name) > MOST_BYTES) throw new RangeError(`${name} is too large to be read at once`);
  const copies: Buffer[] = [];
  for (const piece of archive.pieces(name)) copies.push(Buffer.from(piece));
  return Buffer.concat(copies);
};

/** The manifest, once its signature was looked at; null where nothing can be made of it. */
export const checkManifest = (archive: Archive, notes: Notes): Manifest | null => {
  for (const name of [MANIFEST, SIGNATURE]) {
    if (!archive.names.includes(name)) notes.find(name, 'missing', 'it is not there');
  }
  if (!archive.names.includes(MANIFEST)) return null;
  const manifest = readManifest(bytesIn(archive, MANIFEST));
  if (manifest === null) {
    notes.find(MANIFEST, 'manifest', 'it is none of this format');
    return null;
  }
  if (archive.names.includes(SIGNATURE)) {
    const jws = bytesIn(archive, SIGNATURE).toString('latin1').replace(/\n$/, '');
    const problem = manifestProblem(jws, { manifest, sha256: digestIn(archive, MANIFEST) });
    if (problem?.of === 'manifest') notes.find(MANIFEST, 'changed', problem.what);
    if (problem !== null) notes.find(SIGNATURE, 'signature', problem.what);
  }
  return manifest;
};

const checkFile = (archive: Archive, { name, bytes, sha256 }: NamedFile, notes: Notes): boolean => {
  const right = archive.sizeOf(name) === bytes && digestIn(archive, name) === sha256;
  if (!right) notes.find(name, 'changed', 'its bytes are not those that were signed for');
  return right;
};

/** Personal values go all or not at all: some of them missing is a loss. */
const withheldIn = (archive: Archive, { files }: Manifest): readonly string[] => {
  const personal = files.filter(({ kind }) => kind === 'personal').map(({ name }) => name);
  return personal.every((name) => !archive.names.includes(name)) ? personal : [];
};

/** The files that are there and right, and the names of those that were taken out on purpose. */
export interface CheckedFiles {
  readonly right: readonly NamedFile[];
  readonly withheld: readonly string[];
}

/** Holds every file against the manifest. */
export const checkFiles = (archive: Archive, manifest: Manifest, notes: Notes): CheckedFiles => {
  const named = new Set([MANIFEST, SIGNATURE, ...manifest.files.map(({ name }) => name)]);
  for (const name of archive.names) {
    if (!named.has(name)) notes.find(name, 'extra', 'the manifest does not name it');
  }
  const withheld = withheldIn(archive, manifest);
  const right = manifest.files.filter((file) => {
    if (archive.names.includes(file.name)) return checkFile(archive, file, notes);
    if (!withheld.includes(file.name)) notes.find(file.name, 'missing', 'it is not there');
    return false;
  });
  return { right, withheld };
};
