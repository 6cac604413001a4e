/** The files of a pack, wherever they lie. */
export interface Archive {
  /** Every name, in order; `/` between folders. */
  readonly names: readonly string[];
  /** What is not as an archive has to be, in words. */
  readonly problems: readonly string[];
  readonly sizeOf: (name: string) => number;
  /** The bytes of a file, piece by piece; a piece lives until the next is asked for. */
  readonly pieces: (name: string) => Iterable<Buffer>;
}

/** Whether a name can be written into a folder and stay in it. */
export const isSafe = (name: string): boolean =>
  /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i.test(name) && !name.split('/').includes('..');
