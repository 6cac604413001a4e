import { create } from 'qrcode';

/** Empty modules around the code that a camera needs. Source: ISO/IEC 18004, quiet zone. */
const QUIET = 4;

/** A square for a camera, as drawn: its dark modules as [x, y], and how many modules each side has with the margin. */
export interface Square {
  readonly dark: readonly (readonly [x: number, y: number])[];
  readonly size: number;
}

/** The square that holds a text and nothing else. Pure. */
export const squareOf = (text: string): Square => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const dark: [number, number][] = [];
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      if (modules.get(y, x) !== 0) dark.push([x + QUIET, y + QUIET]);
    }
  }
  return { dark, size: modules.size + 2 * QUIET };
};
