import { z } from 'zod';
import { keyKinds, keyOf, keyText, type BadgeKey, type KeyKind } from './keys.ts';

/** HMAC-SHA-256 of a badge's key, in hex. */
export const badgeHash = z.string().regex(/^[0-9a-f]{64}$/);

/** Which badge is whose, by object id: a user principal name can be given to somebody else. */
export const badgeTable = z.strictObject({
  v: z.literal(2),
  /** By the badge's keyed hash: nobody reads badges off the disk to copy them. */
  people: z.record(badgeHash, z.guid()),
});
export type BadgeTable = z.infer<typeof badgeTable>;

/** One row of a file to be imported. */
export interface TableRow {
  /** In the file, from 1, the heading counted. */
  readonly line: number;
  readonly key: BadgeKey;
  /** Object id or user principal name. */
  readonly person: string;
}

export interface TableComplaint {
  readonly line: number;
  readonly what: string;
}

const HEADING = 'kind,badge,person';
/** More rows are a mistake: a station serves one site. */
const MOST_ROWS = 200_000;

/** Cells of one line; a cell with a comma stands in double quotes, a quote in it twice. Null: a quote is left open. */
const cellsOf = (line: string): readonly string[] | null => {
  const cells: string[] = [];
  const cell = /\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(,|$)/y;
  for (let end = false; !end;) {
    const [whole, quoted, bare, comma] = cell.exec(line) ?? [null];
    if (whole === null) return null;
    cells.push(quoted?.replaceAll('""', '"') ?? (bare ?? '').trim());
    end = comma === '';
  }
  return cells;
};

const isKind = (text: string): text is KeyKind => keyKinds.some((kind) => kind === text);

const rowOf = (text: string, line: number): TableRow | TableComplaint => {
  const cells = cellsOf(text);
  if (cells?.length !== 3) return { line, what: `three cells are needed: ${HEADING}` };
  const [kind = '', badge = '', person = ''] = cells;
  if (!isKind(kind)) return { line, what: `"${kind}" is no kind of badge; there are ${keyKinds.join(', ')}` };
  const key = keyOf(kind, badge);
  if (key === null) return { line, what: `the badge is not written as a ${kind}` };
  const named = z.guid().safeParse(person).success || /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(person);
  return named ? { line, key, person } : { line, what: 'the person is neither an object id nor a user name' };
};

const twice = (rows: readonly TableRow[]): readonly TableComplaint[] => {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, key }) => {
    const text = keyText(key);
    const before = first.get(text);
    first.set(text, before ?? line);
    return before === undefined ? [] : [{ line, what: `this badge stands in line ${before} already` }];
  });
};

/**
 * Reads a table as CSV (RFC 4180, one row a line) with the heading `kind,badge,person`. Nothing of a file with a
 * complaint may be used. Pure; no complaint repeats the number of a badge.
 */
export const readTable = (
  csv: string,
): { readonly rows: readonly TableRow[]; readonly complaints: readonly TableComplaint[] } => {
  const [heading = '', ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (heading.replaceAll(' ', '').toLowerCase() !== HEADING) {
    return { rows: [], complaints: [{ line: 1, what: `the heading must be ${HEADING}` }] };
  }
  if (lines.length > MOST_ROWS) {
    return { rows: [], complaints: [{ line: 1, what: `at most ${MOST_ROWS} rows can be taken` }] };
  }
  const read = lines.flatMap((text, index) => (text.trim() === '' ? [] : [rowOf(text, index + 2)]));
  const rows = read.flatMap((one) => ('key' in one ? [one] : []));
  const bad = read.flatMap((one) => ('key' in one ? [] : [one]));
  const complaints = [...bad, ...twice(rows)].toSorted((one, other) => one.line - other.line);
  return rows.length + complaints.length === 0
    ? { rows, complaints: [{ line: 1, what: 'there is no row' }] }
    : { rows, complaints };
};
