import { isWritten } from './canonical.ts';

/**
 * The canonical spelling (RFC 8785) of what an entry is made of, as patterns. An entry's members are of fixed kinds,
 * so one look at its text tells whether it is in form, and where its members are, without building them all.
 */

const PLAIN = '[^"\\\\\\u0000-\\u001f\\ud800-\\udfff]*';
const ESCAPED = '\\\\["\\\\bfnrt]|\\\\u00(?:0[0-7bef]|1[0-9a-f])';

/** A text: escaped only what must be, in the one way that ECMAScript's own writer has; no lone surrogates. */
const TEXT = `"${PLAIN}(?:(?:${ESCAPED}|[\\ud800-\\udbff][\\udc00-\\udfff])${PLAIN})*"`;
const NUMBER = '-?[0-9][0-9.e+-]*';
/** Spelled out: an expression with counts takes longer than one without. */
const digits = (count: number): string => '[0-9]'.repeat(count);
const DATE = `${digits(4)}-${digits(2)}-${digits(2)}`;
const TIME = `${digits(2)}:${digits(2)}:${digits(2)}\\.${digits(3)}`;
const listOf = (one: string): string => `(?:${one}(?:,${one})*)?`;
const VALUE = `(?:${TEXT}|${NUMBER}|true|false|null|\\[${listOf(TEXT)}\\])`;
const NULLABLE = `(?:${TEXT}|null)`;

const FRAME = new RegExp(
  [
    `^\\{"actor":${TEXT}`,
    `"at":"(${DATE}T${TIME}Z)"`,
    `"commitments":(\\{${listOf(`${TEXT}:${TEXT}`)}\\})`,
    `"data":(\\{${listOf(`${TEXT}:${VALUE}`)}\\})`,
    `"enrollment":${NULLABLE}`,
    `"epoch":(${NUMBER})`,
    `"monotonicMs":(${NUMBER})`,
    `"prev":"([^"\\\\]*)"`,
    `"seq":(${NUMBER})`,
    `"station":"([^"\\\\]*)"`,
    `"step":${NULLABLE}`,
    `"subject":${NULLABLE}`,
    `"type":"([^"\\\\]*)"`,
    `"v":1\\}$`,
  ].join(','),
);

/** An entry's members that are looked at; `data` and `commitments` still as they are spelled. */
export interface Spelled {
  readonly at: string;
  readonly commitments: string;
  readonly data: string;
  readonly epoch: number;
  readonly prev: string;
  readonly seq: number;
  readonly station: string;
  readonly type: string;
}

/** Takes an entry of version 1 apart. Null when its text is none as far as its grammar goes. */
export const spelledIn = (text: string): Spelled | null => {
  const found = FRAME.exec(text);
  if (found === null) return null;
  // In the order of the groups above; none of them can be left out.
  const member = (group: number): string => found[group] ?? '';
  const [epoch, monotonicMs, seq] = [member(4), member(5), member(7)];
  if (!isWritten(epoch) || !isWritten(monotonicMs) || !isWritten(seq)) return null;
  return {
    at: member(1),
    commitments: member(2),
    data: member(3),
    epoch: Number(epoch),
    prev: member(6),
    seq: Number(seq),
    station: member(8),
    type: member(9),
  };
};
