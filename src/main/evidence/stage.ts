import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { FileKind, NamedFile } from '../../verifier/pack/manifest.ts';
import type { Opening } from './records.ts';

/** A file of the pack while it is written, line by line. */
export interface Written {
  readonly line: (text: string) => void;
  readonly end: () => void;
}

/** Where the files of a pack are written before they become one archive. */
export interface Stage {
  readonly folder: string;
  readonly open: (name: string, kind: FileKind, of?: string) => Written;
  /** A file at once; a line break at its end is added. */
  readonly write: (name: string, kind: FileKind, text: string) => void;
  /** A file that lines of another belong to: personal values, kept apart so that they can be left out. */
  readonly openings: (of: string) => (opening: Opening) => void;
  /** What was written, in the order of the names. */
  readonly end: () => readonly NamedFile[];
}

/** So much text is written at once; up to three bytes a character, so that it always fits its place. */
const AT_ONCE = 1 << 16;
const BYTES_A_CHARACTER = 3;

interface Open {
  readonly handle: number;
  readonly digest: Hash;
  waiting: string[];
  length: number;
  bytes: number;
}

/** Bytes of a text, in the same place each time: a million buffers would be memory that nobody uses any more. */
const bytesIn = (place: Buffer, text: string): Buffer =>
  text.length * BYTES_A_CHARACTER > place.length
    ? Buffer.from(text)
    : place.subarray(0, place.write(text, 'utf8'));

const flush = (open: Open, place: Buffer): void => {
  if (open.waiting.length === 0) return;
  const bytes = bytesIn(place, `${open.waiting.join('\n')}\n`);
  open.digest.update(bytes);
  writeSync(open.handle, bytes);
  open.bytes += bytes.length;
  open.waiting = [];
  open.length = 0;
};

/** Writes files into a folder of its own, and remembers what each came to. */
export const createStage = (folder: string): Stage => {
  const done = new Map<string, NamedFile>();
  const ending: (() => void)[] = [];
  const place = Buffer.alloc(2 * AT_ONCE * BYTES_A_CHARACTER);
  const open = (name: string, kind: FileKind, of: string | null = null): Written => {
    const target = path.join(folder, name);
    mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
    const file: Open = {
      ...{ handle: openSync(target, 'wx', 0o600), digest: createHash('sha256') },
      ...{ waiting: [], length: 0, bytes: 0 },
    };
    let isOpen = true;
    const end = (): void => {
      if (!isOpen) return;
      isOpen = false;
      flush(file, place);
      closeSync(file.handle);
      done.set(name, { bytes: file.bytes, kind, name, of, sha256: file.digest.digest('hex') });
    };
    ending.push(end);
    return {
      line: (text) => {
        file.waiting.push(text);
        file.length += text.length;
        if (file.length > AT_ONCE) flush(file, place);
      },
      end,
    };
  };
  return {
    folder,
    open,
    write: (name, kind, text) => {
      const file = open(name, kind);
      file.line(text.replace(/\n$/, ''));
      file.end();
    },
    openings: (of) => {
      // Only where there is something: an empty file says nothing.
      let file: Written | null = null;
      return ({ line, place, salt, value }) => {
        file ??= open(`personal/${of}`, 'personal', of);
        file.line(JSON.stringify([line, place, salt, value]));
      };
    },
    end: () => {
      for (const one of ending) one();
      return [...done.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
    },
  };
};
