/** What CTAP messages are made of. */
export type Cbor = number | string | boolean | Uint8Array | readonly Cbor[] | ReadonlyMap<Cbor, Cbor>;

const head = (major: number, length: number): Buffer => {
  const first = major << 5;
  if (length < 24) return Buffer.from([first | length]);
  if (length < 256) return Buffer.from([first | 24, length]);
  return Buffer.from([first | 25, length >> 8, length & 255]);
};

const encodeNumber = (value: number): Buffer => (value >= 0 ? head(0, value) : head(1, -1 - value));

/** Members stand in the order in which they are given: whoever calls keeps to CTAP's. Source: RFC 8949 §3, CTAP 2.1 §8. */
export const encode = (value: Cbor): Buffer => {
  if (typeof value === 'number') return encodeNumber(value);
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4]);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) {
    const members = [...value].flatMap(([key, member]: [Cbor, Cbor]) => [encode(key), encode(member)]);
    return Buffer.concat([head(5, value.size), ...members]);
  }
  // Of the type's members only lists are left, which TypeScript cannot see behind a read-only map.
  const list = value as readonly Cbor[];
  return Buffer.concat([head(4, list.length), ...list.map(encode)]);
};

interface Read {
  readonly value: Cbor;
  readonly end: number;
}

const lengthAt = (data: Buffer, at: number): { readonly length: number; readonly end: number } => {
  const low = data.readUInt8(at) & 0x1f;
  if (low < 24) return { length: low, end: at + 1 };
  if (low === 24) return { length: data.readUInt8(at + 1), end: at + 2 };
  if (low === 25) return { length: data.readUInt16BE(at + 1), end: at + 3 };
  return { length: data.readUInt32BE(at + 1), end: at + 5 };
};

const readList = (data: Buffer, from: number, count: number): { list: Cbor[]; end: number } => {
  const list: Cbor[] = [];
  let end = from;
  for (let index = 0; index < count; index += 1) {
    const one = read(data, end);
    list.push(one.value);
    end = one.end;
  }
  return { list, end };
};

const readMap = (data: Buffer, from: number, count: number): Read => {
  const { list, end } = readList(data, from, count * 2);
  const value = new Map<Cbor, Cbor>();
  for (let index = 0; index < list.length; index += 2) value.set(list[index] ?? '', list[index + 1] ?? '');
  return { value, end };
};

function read(data: Buffer, at: number): Read {
  const major = data.readUInt8(at) >> 5;
  const { length, end } = lengthAt(data, at);
  switch (major) {
    case 0:
      return { value: length, end };
    case 1:
      return { value: -1 - length, end };
    case 2:
      return { value: data.subarray(end, end + length), end: end + length };
    case 3:
      return { value: data.toString('utf8', end, end + length), end: end + length };
    case 4: {
      const { list, end: after } = readList(data, end, length);
      return { value: list, end: after };
    }
    case 5:
      return readMap(data, end, length);
    default:
      return { value: length === 21, end };
  }
}

/** The first value in the bytes. */
export const decode = (data: Buffer): Cbor => read(data, 0).value;
