/** What became of a checkpoint that was to be put somewhere. `different`: something else stands there, and stays. */
export type Put = 'written' | 'there' | 'different';

/**
 * Somewhere outside the station and outside its ledger, under other people's hands. Nothing is ever changed or removed
 * there by this program. Everything throws PlaceError.
 */
export interface Place {
  /** Stands in the log and in the name of the file that remembers how far it got. */
  readonly name: 'folder' | 's3';
  /** Puts a text where nothing is yet. It can be repeated: what is there already is left as it is. */
  readonly put: (key: string, text: string) => Promise<Put>;
  /** The keys below a folder, which ends with `/`, in order; with `after` only those that come behind it. */
  readonly keys: (folder: string, after?: string) => AsyncIterable<string>;
  readonly read: (key: string) => Promise<string>;
}

/** Why a place did not do it. `place.away`: it may later. `place.denied`: it does not let us. `place.gone`: nothing stands there. */
export type PlaceCode = 'place.away' | 'place.denied' | 'place.gone';

/** Something outside failed. */
export class PlaceError extends Error {
  readonly code: PlaceCode;

  constructor(code: PlaceCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'PlaceError';
    this.code = code;
  }
}
