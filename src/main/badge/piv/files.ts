import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CertificateRevocationList } from 'pkijs';
import type { Trust } from './path.ts';

/** A file of the site that cannot be used; the message says which and why. */
export class TrustFileError extends Error {
  override readonly name = 'TrustFileError';
}

const pem = /-----BEGIN (?<kind>[A-Z0-9 ]+)-----(?<body>[A-Za-z0-9+/=\s]+)-----END \k<kind>-----/g;

/** Everything of one kind in a PEM text; the bytes themselves when it is none. */
const partsOf = (bytes: Buffer, kind: string): readonly Uint8Array[] => {
  const text = bytes.toString('latin1');
  if (!text.includes('-----BEGIN ')) return [bytes];
  return [...text.matchAll(pem)]
    .filter((found) => found.groups?.['kind'] === kind)
    .map((found) => Buffer.from(found.groups?.['body'] ?? '', 'base64'));
};

const filesIn = (place: string, endings: ReadonlySet<string>): readonly string[] => {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .filter((name) => endings.has(path.extname(name).toLowerCase()))
    .sort()
    .map((name) => path.join(place, name));
};

const certificateEndings: ReadonlySet<string> = new Set(['.pem', '.crt', '.cer', '.der']);
const listEndings: ReadonlySet<string> = new Set(['.crl', '.pem', '.der']);

const certificatesAt = (place: string): readonly Uint8Array[] => {
  if (place.startsWith('-----BEGIN ')) return partsOf(Buffer.from(place), 'CERTIFICATE');
  try {
    return filesIn(place, certificateEndings).flatMap((file) => partsOf(readFileSync(file), 'CERTIFICATE'));
  } catch (error) {
    throw new TrustFileError(`${place} cannot be read: ${error instanceof Error ? error.message : ''}`);
  }
};

const named = (place: string): string =>
  place.startsWith('-----') ? 'a certificate in the settings' : place;

const readCertificates = (places: readonly string[]): readonly Uint8Array[] =>
  places.flatMap((place) => {
    const found = certificatesAt(place);
    if (found.length === 0) throw new TrustFileError(`${named(place)} holds no certificate`);
    for (const der of found) {
      try {
        new X509Certificate(der);
      } catch {
        throw new TrustFileError(`${named(place)} holds something that is no certificate`);
      }
    }
    return found;
  });

/**
 * Reads whom the site trusts: files (PEM with one or several, or DER), folders of such files, or PEM texts.
 *
 * @throws TrustFileError
 */
export const readTrust = (places: {
  readonly roots: readonly string[];
  readonly intermediates: readonly string[];
}): Trust => ({
  roots: readCertificates(places.roots),
  intermediates: readCertificates(places.intermediates),
});

/**
 * The lists that the site keeps as files. A file is taken apart again when it has changed; one that cannot be read
 * just now says nothing.
 *
 * @param parse answers undefined for what is no list
 */
export const createLocalLists = (
  places: readonly string[],
  parse: (bytes: Uint8Array) => CertificateRevocationList | undefined,
) => {
  const kept = new Map<
    string,
    { readonly mark: string; readonly lists: readonly CertificateRevocationList[] }
  >();
  const listsIn = (file: string): readonly CertificateRevocationList[] => {
    const { mtimeMs, size } = statSync(file);
    const mark = `${mtimeMs} ${size}`;
    const before = kept.get(file);
    if (before?.mark === mark) return before.lists;
    const lists = partsOf(readFileSync(file), 'X509 CRL').flatMap((bytes) => parse(bytes) ?? []);
    kept.set(file, { mark, lists });
    return lists;
  };
  const quietly = <T>(look: () => readonly T[]): readonly T[] => {
    try {
      return look();
    } catch {
      return [];
    }
  };
  return (): Promise<readonly CertificateRevocationList[]> =>
    Promise.resolve(
      places
        .flatMap((place) => quietly(() => filesIn(place, listEndings)))
        .flatMap((file) => quietly(() => listsIn(file))),
    );
};
