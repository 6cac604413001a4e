import { cardNumberIn, isParityRight, largestIn, type CardLayout, type CardNumber } from './layout.ts';
import { cardLayouts, type CardLayoutName } from './table.ts';

/** What the characters of a reader stand for. */
export type NumberFormat =
  /** The number itself, as it is. */
  | { readonly layout: 'plain' }
  | {
      readonly layout: CardLayoutName;
      /** The raw value with its parity bits, in decimal or hex; or what the reader has taken out of it already. */
      readonly digits: 'decimal' | 'hex' | 'facility-and-card';
      /** Facility codes of this site; empty for any. Others' cards with the same number are told apart by it. */
      readonly facilityCodes: readonly string[];
    };

/** Why characters are no number of the format. */
export type FormatFault = 'badge.parity-wrong' | 'badge.wrong-format' | 'badge.other-site';

export type NumberRead = CardNumber | { readonly code: FormatFault };

type CardFormat = Exclude<NumberFormat, { layout: 'plain' }>;

const wrongFormat = { code: 'badge.wrong-format' } as const;

const decimalDigits = (largest: bigint): number => String(largest).length;

/** A raw value; null when it is none, or has more bits than the format. */
const rawIn = (text: string, { layout, digits }: CardFormat): bigint | null => {
  const isRaw = digits === 'hex' ? /^[0-9A-Fa-f]+$/.test(text) : /^[0-9]+$/.test(text);
  if (!isRaw) return null;
  const raw = BigInt(digits === 'hex' ? `0x${text}` : text);
  return raw < 1n << BigInt(cardLayouts[layout].bits) ? raw : null;
};

const readRaw = (text: string, format: CardFormat): NumberRead => {
  const layout: CardLayout = cardLayouts[format.layout];
  const raw = rawIn(text, format);
  if (raw === null) return wrongFormat;
  return isParityRight(raw, layout) ? cardNumberIn(raw, layout) : { code: 'badge.parity-wrong' };
};

/** Both numbers, each within its field. */
const within = (facility: string | null, value: string, layout: CardLayout): NumberRead => {
  const fits =
    BigInt(value) <= largestIn(layout.card) &&
    (facility === null || (layout.facility !== null && BigInt(facility) <= largestIn(layout.facility)));
  if (!fits) return wrongFormat;
  return {
    value: String(BigInt(value)),
    facility: facility === null ? null : String(BigInt(facility)),
  };
};

/** Facility and card number in decimal: with one sign between them, or each filled up with zeros to its full width. */
const readParts = (text: string, { layout: name }: CardFormat): NumberRead => {
  const layout: CardLayout = cardLayouts[name];
  const cardWidth = decimalDigits(largestIn(layout.card));
  if (layout.facility === null) {
    return /^[0-9]+$/.test(text) && text.length <= cardWidth ? within(null, text, layout) : wrongFormat;
  }
  const facilityWidth = decimalDigits(largestIn(layout.facility));
  const filled = new RegExp(`^([0-9]{${facilityWidth}})([0-9]{${cardWidth}})$`);
  const [, facility, value] = /^([0-9]+)[-:,/.]([0-9]+)$/.exec(text) ?? filled.exec(text) ?? [];
  return facility === undefined || value === undefined ? wrongFormat : within(facility, value, layout);
};

const ofThisSite = (read: NumberRead, { facilityCodes }: CardFormat): NumberRead => {
  if ('code' in read || facilityCodes.length === 0 || read.facility === null) return read;
  return facilityCodes.includes(read.facility) ? read : { code: 'badge.other-site' };
};

/** Reads what a reader has sent, without its prefix. Pure. */
export const readNumber = (text: string, format: NumberFormat): NumberRead => {
  if (format.layout === 'plain') return { value: text, facility: null };
  const read = format.digits === 'facility-and-card' ? readParts(text, format) : readRaw(text, format);
  return ofThisSite(read, format);
};

/**
 * Reads what somebody has typed off a badge, on which the raw value never stands: the card number or, with a hyphen
 * between them, the facility code and the card number. Pure.
 */
export const readTypedNumber = (text: string, format: NumberFormat): NumberRead => {
  if (format.layout === 'plain') return { value: text, facility: null };
  const layout: CardLayout = cardLayouts[format.layout];
  const [, facility, value] = /^(?:([0-9]{1,12})-)?([0-9]{1,12})$/.exec(text) ?? [];
  return value === undefined ? wrongFormat : ofThisSite(within(facility ?? null, value, layout), format);
};
