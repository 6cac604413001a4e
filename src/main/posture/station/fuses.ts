/**
 * Fuses of the running Electron, read from its own binary: what the packaged application can be made to do from
 * outside. Source: Electron's docs, tutorial/fuses, "the fuse wire": a sentinel, a version, a length, one byte a fuse.
 */
const sentinel = new TextEncoder().encode('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const version = 1;
/** Longer than any wire yet. */
const longestWire = 64;

/** In the order of the wire, and how each has to stand. `scripts/packaging/fuses.ts` packages them so; a test compares. */
export const wantedFuses: readonly (readonly [name: string, enabled: boolean])[] = [
  ['RunAsNode', false],
  ['EnableCookieEncryption', true],
  ['EnableNodeOptionsEnvironmentVariable', false],
  ['EnableNodeCliInspectArguments', false],
  ['EnableEmbeddedAsarIntegrityValidation', true],
  ['OnlyLoadAppFromAsar', true],
  ['LoadBrowserProcessSpecificV8Snapshot', false],
  ['GrantFileProtocolExtraPrivileges', false],
  ['WasmTrapHandlers', true],
];

const on = 0x31;

/** The wires in a stretch of bytes; one that the stretch cuts off is not among them. */
const wiresIn = (bytes: Buffer): readonly Uint8Array[] => {
  const wires: Uint8Array[] = [];
  for (let at = bytes.indexOf(sentinel); at >= 0; at = bytes.indexOf(sentinel, at + 1)) {
    const start = at + sentinel.length;
    const length = bytes[start + 1];
    const wire = bytes.subarray(start + 2, start + 2 + (length ?? 0));
    if (bytes[start] === version && length !== undefined && wire.length === length) wires.push(wire);
  }
  return wires;
};

/**
 * Every fuse wire of a binary; a universal one for macOS has two.
 *
 * @param chunks its bytes in order
 */
export const readFuseWires = async (chunks: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]> => {
  const wires: Uint8Array[] = [];
  const overlap = sentinel.length + 2 + longestWire;
  let [kept, offset]: [Buffer, number] = [Buffer.alloc(0), 0];
  const found = new Set<number>();
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([kept, chunk]);
    for (const wire of wiresIn(bytes)) {
      const at = offset + wire.byteOffset - bytes.byteOffset;
      // The overlap shows a wire twice.
      if (!found.has(at)) wires.push(Uint8Array.from(wire));
      found.add(at);
    }
    kept = Buffer.from(bytes.subarray(Math.max(0, bytes.length - overlap)));
    offset += bytes.length - kept.length;
  }
  return wires;
};

const wrongOn = (wire: Uint8Array): readonly string[] => [
  ...wantedFuses.flatMap(([name, enabled], index) =>
    index < wire.length && (wire[index] === on) === enabled ? [] : [name],
  ),
  // A fuse of a later Electron, on which nobody has decided.
  ...Array.from(wire.subarray(wantedFuses.length)).map((_, index) => `fuse ${wantedFuses.length + index}`),
];

/** Names of fuses that stand wrong on any of the wires; null: there is no wire, so nothing can be told. */
export const wrongFusesOn = (wires: readonly Uint8Array[]): readonly string[] | null =>
  wires.length === 0 ? null : [...new Set(wires.flatMap(wrongOn))];
