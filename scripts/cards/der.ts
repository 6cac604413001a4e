/** Just enough of ASN.1's encoding to make what no library here makes. */

const lengthOf = (length: number): readonly number[] => {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
};

/** One value with its tag. Works for the objects on cards too. */
export const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const tags =
    tag > 0xffff ? [tag >> 16, (tag >> 8) & 0xff, tag & 0xff] : tag > 0xff ? [tag >> 8, tag & 0xff] : [tag];
  return Buffer.concat([Buffer.from([...tags, ...lengthOf(content.length)]), content]);
};

const base128 = (value: number): readonly number[] => {
  const low = value & 0x7f;
  return value < 0x80 ? [low] : [...base128(value >> 7).map((one) => one | 0x80), low];
};

/** An object identifier such as `2.5.29.17`. */
export const oid = (text: string): Buffer => {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((one) => base128(one));
  return der(0x06, Buffer.from(bytes));
};
