import { closeSync, openSync, readSync } from 'node:fs';

const PIECE = 1 << 16;
const BREAK = 0x0a;

/**
 * The lines of a file as bytes, without their ends, read piece by piece. The bytes of a line live until the next is
 * asked for. A last line without an end is a line too.
 */
export function* linesOf(file: string): Generator<Buffer> {
  const handle = openSync(file, 'r');
  try {
    let rest = Buffer.alloc(0);
    const piece = Buffer.alloc(PIECE);
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece)) {
      rest = Buffer.concat([rest, piece.subarray(0, read)]);
      let from = 0;
      for (let end = rest.indexOf(BREAK); end >= 0; end = rest.indexOf(BREAK, from)) {
        yield rest.subarray(from, end);
        from = end + 1;
      }
      rest = rest.subarray(from);
    }
    if (rest.length > 0) yield rest;
  } finally {
    closeSync(handle);
  }
}
