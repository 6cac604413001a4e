import { canonicalOf, isObject, readObject, type JsonObject } from '../canonical.ts';
import { keyOf, signatureProblem, takeJws, type PublicKey } from '../checkpoint.ts';

/** What a file of a pack is, as far as it is checked. */
export const fileKinds = [
  'journal',
  'extract',
  'audit',
  'sign-ins',
  'findings',
  'personal',
  'data',
  'page',
] as const;
export type FileKind = (typeof fileKinds)[number];

/** A file as the manifest names it. */
export interface NamedFile {
  readonly name: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly kind: FileKind;
  /** Which file the personal values in this one belong to; null for any other kind. */
  readonly of: string | null;
}

/** What a pack says of itself. */
export interface Manifest {
  readonly station: string;
  readonly tenantId: string;
  readonly madeAt: string;
  readonly from: string;
  readonly until: string;
  readonly simulated: boolean;
  readonly key: PublicKey;
  readonly files: readonly NamedFile[];
}

export const MANIFEST = 'manifest.json';
export const SIGNATURE = 'manifest.jws';

const MEMBERS = ['files', 'format', 'key', 'madeAt', 'period', 'simulated', 'station', 'tenantId', 'v'];
const FILE_MEMBERS = ['bytes', 'kind', 'name', 'of', 'sha256'];

const isKind = (value: unknown): value is FileKind => fileKinds.some((one) => one === value);

const fileOf = (value: unknown): NamedFile | null => {
  if (!isObject(value) || Object.keys(value).join() !== FILE_MEMBERS.join()) return null;
  const { bytes, kind, name, of, sha256 } = value;
  const right =
    typeof bytes === 'number' &&
    isKind(kind) &&
    typeof name === 'string' &&
    (typeof of === 'string' || of === null) &&
    typeof sha256 === 'string';
  return right ? { bytes, kind, name, of, sha256 } : null;
};

const texts = (value: JsonObject, names: readonly string[]): readonly string[] | null => {
  const found = names.map((name) => value[name]);
  return found.every((one) => typeof one === 'string') ? found : null;
};

/** Who made it, about what, and by which key; null where any of it is missing. */
const headOf = (value: JsonObject): Omit<Manifest, 'files'> | null => {
  const { period, simulated } = value;
  const key = keyOf(value['key']);
  const own = texts(value, ['station', 'tenantId', 'madeAt']);
  const span = isObject(period) ? texts(period, ['from', 'until']) : null;
  const isWhole = key !== null && own !== null && span !== null && typeof simulated === 'boolean';
  if (!isWhole) return null;
  const word = (index: number): string => [...own, ...span][index] ?? '';
  return {
    ...{ station: word(0), tenantId: word(1), madeAt: word(2), from: word(3), until: word(4) },
    ...{ simulated, key },
  };
};

/** Reads a manifest, which must be in its one canonical spelling. Null for anything else. */
export const readManifest = (bytes: Buffer): Manifest | null => {
  const value = readObject(bytes, MEMBERS);
  if (value?.['format'] !== 'tapdesk-evidence' || value['v'] !== 1) return null;
  const { files: listed } = value;
  const head = headOf(value);
  const files = Array.isArray(listed) ? listed.map(fileOf) : [null];
  const whole = files.filter((one) => one !== null);
  return head !== null && whole.length === files.length ? { ...head, files: whole } : null;
};

const TYPE = 'tapdesk-evidence+jws';
const PAYLOAD = ['at', 'files', 'manifest', 'station', 'v'];

/** What is wrong with a signature: with itself, or because the manifest is not the one that it is over. */
export interface SignatureProblem {
  readonly of: 'signature' | 'manifest';
  readonly what: string;
}

/**
 * What is wrong with the signature over a manifest; null when it is good.
 *
 * @param on.sha256 of the manifest's bytes, hex
 */
export const manifestProblem = (
  jws: string,
  { manifest, sha256 }: { readonly manifest: Manifest; readonly sha256: string },
): SignatureProblem | null => {
  const taken = takeJws(jws, TYPE, PAYLOAD);
  if (taken === null) return { of: 'signature', what: 'it is none of this format' };
  const { madeAt: at, files, station, key } = manifest;
  const says = { at, files: files.length, manifest: sha256, station, v: 1 };
  const what = signatureProblem(taken, key);
  if (what !== null) return { of: 'signature', what };
  return canonicalOf(taken.payload) === canonicalOf(says)
    ? null
    : { of: 'manifest', what: 'its bytes are not those that were signed for' };
};
