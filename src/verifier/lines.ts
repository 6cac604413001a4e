import { closeSync, openSync, readSync } from 'node:fs';

const PIECE = 1 << 16;
const BREAK = 0x0a;

/**
 * A stretch of a file, piece by piece. The bytes of a piece live until the next is asked for.
 *
 * @param stretch its first byte and the one after its last; the whole file when left out
 */
export function* piecesOf(file: string, stretch = { from: 0, until: Infinity }): Generator<Buffer> {
  const handle = openSync(file, 'r');
  try {
    const piece = Buffer.alloc(PIECE);
    for (let at = stretch.from; at < stretch.until;) {
      const read = readSync(handle, piece, 0, Math.min(PIECE, stretch.until - at), at);
      if (read === 0) return;
      yield piece.subarray(0, read);
      at += read;
    }
  } finally {
    closeSync(handle);
  }
}

/**
 * The lines in some pieces as bytes, without their ends. The bytes of a line live until the next is asked for. A last
 * line without an end is a line too. Only a line that lies in two pieces is copied.
 */
export function* linesIn(pieces: Iterable<Buffer>): Generator<Buffer> {
  let rest: Buffer | null = null;
  for (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf(BREAK); end >= 0; end = piece.indexOf(BREAK, from)) {
      const line = piece.subarray(from, end);
      yield rest === null ? line : Buffer.concat([rest, line]);
      [rest, from] = [null, end + 1];
    }
    const left = piece.subarray(from);
    if (left.length > 0) rest = Buffer.concat(rest === null ? [left] : [rest, left]);
  }
  if (rest !== null) yield rest;
}

/** The lines of a file, as `linesIn`. */
export const linesOf = (file: string): Generator<Buffer> => linesIn(piecesOf(file));
