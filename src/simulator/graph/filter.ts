import { badRequest } from './failure.ts';

/** An object as Graph shows it. */
export type Shown = Readonly<Record<string, unknown>>;
export type Predicate = (item: Shown) => boolean;

type Literal = string | number | boolean | null;

const TOKEN = /\s*(?:('(?:[^']|'')*')|([A-Za-z0-9_][\w./:+-]*)|([(),]))/y;

function tokenize(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (match === null) throw badRequest('Invalid filter clause');
    tokens.push(match[0].trim());
  }
  return tokens;
}

function literalOf(token: string): Literal {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (token === 'null') return null;
  if (token === 'true' || token === 'false') return token === 'true';
  return /^-?\d+(\.\d+)?$/.test(token) ? Number(token) : token;
}

function valueAt(item: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? (value as Shown)[key] : undefined),
    item,
  );
}

const DATE = /^\d{4}-\d{2}-\d{2}T/;

const bothDates = (left: string, right: string) => DATE.test(left) && DATE.test(right);

/** Dates by time, other text without regard to case, as Entra compares them. */
function compareText(left: string, right: string): number {
  if (bothDates(left, right)) return Math.sign(Date.parse(left) - Date.parse(right));
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Custom security attributes are told apart by case. Source: Entra, "filter based on custom security attributes". */
const isCaseSensitive = (path: readonly string[]) => path[0] === 'customSecurityAttributes';

/** -1, 0, 1, or undefined when the two cannot be compared. */
function compare(left: unknown, right: Literal): number | undefined {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (typeof left === 'number' && typeof right === 'number') return Math.sign(left - right);
  return (left ?? null) === right ? 0 : undefined;
}

const operators: Readonly<Record<string, (order: number | undefined) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  ge: (order) => order !== undefined && order >= 0,
  gt: (order) => order === 1,
  le: (order) => order !== undefined && order <= 0,
  lt: (order) => order === -1,
};

const startsWith: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  startswith: (value, wanted) => value.toLowerCase().startsWith(wanted.toLowerCase()),
  endswith: (value, wanted) => value.toLowerCase().endsWith(wanted.toLowerCase()),
};

interface Reader {
  readonly next: () => string;
  readonly peek: () => string | undefined;
}

function textFunction(reader: Reader, name: string): Predicate {
  reader.next();
  const path = reader.next().split('/');
  if (reader.next() !== ',') throw badRequest('Invalid filter clause');
  const wanted = String(literalOf(reader.next()));
  if (reader.next() !== ')') throw badRequest('Invalid filter clause');
  return (item) => {
    const value = valueAt(item, path);
    return typeof value === 'string' && startsWith[name.toLowerCase()]?.(value, wanted) === true;
  };
}

/** `list/any(x:x/path eq value)`, or `x eq value` for lists of plain values. */
function anyOf(reader: Reader, list: readonly string[]): Predicate {
  reader.next();
  const first = reader.next();
  const [variable = '', rest = ''] = first.split(/:(.*)/s);
  const path = (rest === '' ? reader.next() : rest).split('/').slice(1);
  if (variable === '') throw badRequest('Invalid filter clause');
  const operator = operators[reader.next()];
  const wanted = literalOf(reader.next());
  if (operator === undefined || reader.next() !== ')') throw badRequest('Invalid filter clause');
  return (item) => {
    const values = valueAt(item, list);
    return Array.isArray(values) && values.some((value) => operator(compare(valueAt(value, path), wanted)));
  };
}

function term(reader: Reader): Predicate {
  const token = reader.next();
  if (token === '(') {
    const inner = expression(reader);
    if (reader.next() !== ')') throw badRequest('Invalid filter clause');
    return inner;
  }
  if (token.toLowerCase() in startsWith && reader.peek() === '(') return textFunction(reader, token);
  const path = token.split('/');
  if (path.at(-1) === 'any' && reader.peek() === '(') return anyOf(reader, path.slice(0, -1));
  const operator = operators[reader.next()];
  if (operator === undefined) throw badRequest('Invalid filter clause');
  const wanted = literalOf(reader.next());
  const isSame = isCaseSensitive(path) ? (value: unknown) => value === wanted : () => true;
  return (item) => {
    const value = valueAt(item, path);
    return operator(compare(value, wanted)) && isSame(value);
  };
}

function expression(reader: Reader): Predicate {
  let left = term(reader);
  while (reader.peek() === 'and' || reader.peek() === 'or') {
    const both = reader.next() === 'and';
    const [before, after] = [left, term(reader)];
    left = both ? (item) => before(item) && after(item) : (item) => before(item) || after(item);
  }
  return left;
}

/**
 * Reads a $filter: comparisons, startswith, endswith, any, and, or, brackets; `and` and `or` bind alike, from the
 * left, so mixed filters need brackets. Throws Graph's 400 when it cannot be read.
 */
export function parseFilter(text: string): Predicate {
  const tokens = tokenize(text);
  let position = 0;
  const reader: Reader = {
    peek: () => tokens[position],
    next: () => {
      const token = tokens[position];
      position += 1;
      if (token === undefined) throw badRequest('Invalid filter clause');
      return token;
    },
  };
  const predicate = expression(reader);
  if (position < tokens.length) throw badRequest('Invalid filter clause');
  return predicate;
}
