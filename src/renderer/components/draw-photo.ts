/** @param address `data:image/png;base64,…` or `data:image/jpeg;base64,…`, which Chromium tells apart by their bytes */
const blobOf = (address: string): Blob => {
  const binary = atob(address.slice(address.indexOf(',') + 1));
  return new Blob([Uint8Array.from(binary, (character) => character.charCodeAt(0))]);
};

/** Halves a size as long as it stays large enough: what is drawn much larger than it is shown comes out ragged. */
const fitting = (size: number, needed: number): number =>
  needed > 0 && size / 2 >= needed ? fitting(size / 2, needed) : Math.round(size);

/**
 * Draws a photo in its own proportions, about as large as it is shown. An `<img>` would do, but Chromium keeps the last
 * thousand pictures that images have shown, decoded, in memory that several processes share: faces of people who have
 * long gone.
 *
 * @param photo a `data:` address of a PNG or JPEG
 * @param stillThere false: whoever wanted it has gone, and nothing is drawn
 * @throws DOMException when it cannot be decoded
 */
export const drawPhoto = async (
  canvas: HTMLCanvasElement,
  photo: string,
  stillThere: () => boolean,
): Promise<void> => {
  const bitmap = await createImageBitmap(blobOf(photo));
  try {
    if (!stillThere()) return;
    const needed = canvas.clientWidth * devicePixelRatio;
    canvas.width = fitting(bitmap.width, needed * Math.max(1, bitmap.width / bitmap.height));
    canvas.height = Math.round((canvas.width * bitmap.height) / bitmap.width);
    const context = canvas.getContext('2d');
    if (context === null) throw new DOMException('no canvas can be drawn on', 'InvalidStateError');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  } finally {
    bitmap.close();
  }
};

/** Takes a photo off and gives its memory back. */
export const wipePhoto = (canvas: HTMLCanvasElement): void => {
  canvas.width = 0;
  canvas.height = 0;
};
