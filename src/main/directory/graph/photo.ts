const signatures = [
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
] as const;

/** Graph's largest size is 648 × 648 pixels; a photo beyond this is not one of its own. */
const maximumBytes = 2 * 1024 * 1024;

/**
 * A photo as a `data:` address, or null when it is none that a window should decode: only PNG and JPEG by their
 * first bytes, whatever the answer's header says. (Graph gives a 1 × 1 GIF in places where there is no photo.)
 */
export const photoAddress = (bytes: Uint8Array): string | null => {
  if (bytes.length > maximumBytes) return null;
  const found = signatures.find((one) => one.bytes.every((byte, index) => bytes[index] === byte));
  return found === undefined ? null : `data:${found.type};base64,${Buffer.from(bytes).toString('base64')}`;
};
