import { PNG } from 'pngjs';
import type { Look } from '../tenant/model.ts';
import { both, box, either, ellipse, moved, without, type Shape } from './shapes.ts';
import { signs } from './signs.ts';

// Flat drawn faces, on a canvas of 100 × 100 units. Nothing here comes from a picture of anybody.

interface Layer {
  readonly shape: Shape;
  readonly color: string;
}

const shoulders = either(ellipse(50, 100, 38, 26), box(14, 98, 86, 100));
const layer = (color: string, shape: Shape): Layer => ({ color, shape });

function hairBehind(look: Look): readonly Layer[] {
  switch (look.hairStyle) {
    case 'long':
      return [layer(look.hair, either(ellipse(50, 42, 25, 27), box(25, 42, 75, 76)))];
    case 'bun':
      return [layer(look.hair, either(ellipse(50, 14, 10, 9), ellipse(50, 38, 23, 23)))];
    case 'curly': {
      const curls = [28, 36, 46, 56, 66, 73].map((x, index) => ellipse(x, index % 5 === 0 ? 38 : 24, 11, 11));
      return [layer(look.hair, either(...curls))];
    }
    case 'short':
      return [layer(look.hair, ellipse(50, 38, 23, 22))];
    case 'none':
      return [];
  }
}

function clothes(look: Look): readonly Layer[] {
  const base = layer(look.topColor, shoulders);
  const collar = layer(
    '#ffffff',
    both(shoulders, (x, y) => Math.abs(x - 50) < (y - 72) * 0.55 && y < 92),
  );
  switch (look.top) {
    case 'shirt':
      return [base, collar];
    case 'tie':
      return [base, collar, layer('#7a1f2b', (x, y) => Math.abs(x - 50) < 2 + (y - 78) * 0.12 && y > 79)];
    case 'blazer':
      return [
        layer('#2d3440', shoulders),
        collar,
        layer(look.topColor, (x, y) => Math.abs(x - 50) < (y - 80) * 0.3 && y > 80),
      ];
    case 'apron':
      return [
        layer('#f4f1ea', shoulders),
        layer(
          look.topColor,
          both(shoulders, either(box(34, 86, 66, 100), box(36, 76, 40, 100), box(60, 76, 64, 100))),
        ),
      ];
    case 'vest':
      return [
        layer('#5d6670', shoulders),
        layer(look.topColor, without(shoulders, box(45, 70, 55, 100))),
        layer(
          '#f7f36b',
          both(shoulders, either(box(30, 74, 35, 100), box(65, 74, 70, 100), box(10, 92, 90, 95))),
        ),
      ];
    case 'hoodie':
      return [
        base,
        layer(look.topColor, ellipse(50, 76, 22, 10)),
        layer('#ffffff', either(box(44, 82, 45.2, 93), box(54.8, 82, 56, 93))),
      ];
  }
}

function face(look: Look): readonly Layer[] {
  const ink = '#26211e';
  return [
    layer(look.skin, either(box(43, 58, 57, 78), ellipse(50, 78, 7, 5))),
    layer(look.skin, either(ellipse(50, 45, 19, 23), ellipse(31, 46, 3.5, 5), ellipse(69, 46, 3.5, 5))),
    layer('#ffffff', either(ellipse(42.5, 44, 3.8, 3), ellipse(57.5, 44, 3.8, 3))),
    layer(ink, either(ellipse(42.5, 44, 1.9, 2.2), ellipse(57.5, 44, 1.9, 2.2))),
    layer(
      ink,
      without(either(ellipse(42.5, 39.5, 4.5, 2), ellipse(57.5, 39.5, 4.5, 2)), box(0, 39.8, 100, 50)),
    ),
    layer('#b5533c', without(ellipse(50, 55.5, 7, 5), box(0, 40, 100, 56.5))),
  ];
}

function hairAbove(look: Look): readonly Layer[] {
  return look.hairStyle === 'none'
    ? []
    : [layer(look.hair, without(ellipse(50, 36, 21, 17), ellipse(50, 47, 21, 16)))];
}

function hat(look: Look): readonly Layer[] {
  switch (look.hat) {
    case 'none':
      return [];
    case 'hard-hat':
      return [
        layer('#ffc20e', either(without(ellipse(50, 30, 23, 19), box(0, 30, 100, 60)), box(24, 29, 76, 33))),
        layer('#d99e00', both(ellipse(50, 30, 23, 19), box(47, 8, 53, 29))),
      ];
    case 'chef':
      return [
        layer(
          '#ffffff',
          either(
            ellipse(38, 14, 11, 10),
            ellipse(50, 11, 12, 10),
            ellipse(62, 14, 11, 10),
            box(32, 14, 68, 31),
          ),
        ),
        layer('#d7dbe0', box(32, 28, 68, 31)),
      ];
    case 'cap':
      return [
        layer('#1f4e79', either(without(ellipse(50, 29, 22, 16), box(0, 30, 100, 60)), box(50, 28, 82, 32))),
      ];
    case 'headset':
      return [
        layer(
          '#222831',
          either(
            without(without(ellipse(50, 42, 25, 27), ellipse(50, 44, 22, 25)), box(0, 46, 100, 100)),
            ellipse(29, 48, 4.5, 7),
            ellipse(71, 48, 4.5, 7),
            box(33, 59, 46, 61),
          ),
        ),
      ];
    case 'crown':
      return [
        layer(
          '#f2b705',
          either(
            box(32, 20, 68, 27),
            (x, y) => y > 8 && y < 21 && Math.abs(((x - 32) % 12) - 6) < (y - 8) * 0.48 && x > 32 && x < 68,
          ),
        ),
      ];
  }
}

function badge(look: Look): readonly Layer[] {
  if (look.mark === 'none') return [];
  const { color, shape } = signs[look.mark];
  return [
    layer('#ffffff', ellipse(81, 19, 16, 16)),
    layer(color, ellipse(81, 19, 14.5, 14.5)),
    layer('#ffffff', moved(shape, 81, 19)),
  ];
}

const SIZE = 240;
const STEP = 100 / SIZE;

/** Colour of a point, as 0xRRGGBB. */
type ColorAt = (x: number, y: number) => number;

const numberOf = (color: string) => Number.parseInt(color.slice(1), 16);

/** The topmost layer counts. */
function painter(layers: readonly Layer[], background: string): ColorAt {
  const topFirst = layers.map(({ shape, color }) => ({ shape, color: numberOf(color) })).reverse();
  const ground = numberOf(background);
  return (x, y) => {
    for (const { shape, color } of topFirst) if (shape(x, y)) return color;
    return ground;
  };
}

/** The mean of 3 × 3 samples of a pixel, for edges. */
function smoothed(colorAt: ColorAt, left: number, top: number): number {
  let [red, green, blue] = [0, 0, 0];
  for (let sample = 0; sample < 9; sample += 1) {
    const x = left + ((sample % 3) + 0.5) * (STEP / 3);
    const color = colorAt(x, top + (Math.floor(sample / 3) + 0.5) * (STEP / 3));
    red += color >> 16;
    green += (color >> 8) & 255;
    blue += color & 255;
  }
  return (Math.round(red / 9) << 16) | (Math.round(green / 9) << 8) | Math.round(blue / 9);
}

/** Colours at the corners of all pixels, row by row. */
function cornersOf(colorAt: ColorAt): Uint32Array {
  const across = SIZE + 1;
  const corners = new Uint32Array(across * across);
  for (let row = 0; row < across; row += 1) {
    for (let column = 0; column < across; column += 1) {
      corners[row * across + column] = colorAt(column * STEP, row * STEP);
    }
  }
  return corners;
}

/** Draws a portrait as a PNG of 240 × 240 pixels. The same look always gives the same bytes. */
export function drawPortrait(look: Look): Uint8Array {
  const layers = [hairBehind, clothes, face, hairAbove, hat, badge].flatMap((part) => part(look));
  const colorAt = painter(layers, look.background);
  const corners = cornersOf(colorAt);
  const picture = new PNG({ width: SIZE, height: SIZE });
  for (let row = 0; row < SIZE; row += 1) {
    for (let column = 0; column < SIZE; column += 1) {
      const at = row * (SIZE + 1) + column;
      const first = corners[at] ?? 0;
      const flat =
        first === corners[at + 1] && first === corners[at + SIZE + 1] && first === corners[at + SIZE + 2];
      const color = flat ? first : smoothed(colorAt, column * STEP, row * STEP);
      picture.data.writeUInt32BE(((color << 8) | 255) >>> 0, (row * SIZE + column) * 4);
    }
  }
  return PNG.sync.write(picture, { filterType: 0, deflateLevel: 6 });
}
