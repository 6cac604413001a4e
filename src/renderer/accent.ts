import type { BrandVariants } from '@fluentui/react-components';

type Rgb = readonly [number, number, number];

const BUILT_IN_ACCENT = '#1f5fa8';
const WHITE: Rgb = [255, 255, 255];
/** What text stands on in the dark, the lightest of it. */
const DARK_CARD = '#292929';
const BLACK: Rgb = [0, 0, 0];

const parse = (hex: string): Rgb | null => {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (found === null) return null;
  const [, red = '0', green = '0', blue = '0'] = found;
  return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)];
};

const format = (color: Rgb): string =>
  `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

const linear = (part: number): number => {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** Contrast of two colours, 1 to 21. Source: WCAG 2.2, "contrast ratio". */
export const contrast = (one: string, other: string): number => {
  const [a, b] = [luminance(parse(one) ?? BLACK), luminance(parse(other) ?? BLACK)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

/** The nearest darker shade on which white text can be read (WCAG 2.2 AA: 4.5, with a little to spare). */
const readable = (accent: Rgb): Rgb => {
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mix(accent, BLACK, share);
    if (contrast(format(shade), '#ffffff') >= 5) return shade;
  }
  return BLACK;
};

/** The nearest lighter shade that can be read itself on the dark desk. */
const readableOnDark = (base: Rgb): string => {
  for (let share = 0.5; share < 1; share += 0.02) {
    const shade = format(mix(base, WHITE, share));
    if (contrast(shade, DARK_CARD) >= 5) return shade;
  }
  return format(WHITE);
};

/** Sixteen shades around the site's colour; 80 is the one that carries white text. */
export const brandOf = (accent: string | null): BrandVariants => {
  const base = readable(parse(accent ?? BUILT_IN_ACCENT) ?? parse(BUILT_IN_ACCENT) ?? BLACK);
  const dark = (share: number): string => format(mix(base, BLACK, share));
  const light = (share: number): string => format(mix(base, WHITE, share));
  return {
    10: dark(0.86),
    20: dark(0.76),
    30: dark(0.64),
    40: dark(0.52),
    50: dark(0.4),
    60: dark(0.28),
    70: dark(0.14),
    80: format(base),
    90: light(0.14),
    100: readableOnDark(base),
    110: light(0.6),
    120: light(0.68),
    130: light(0.76),
    140: light(0.84),
    150: light(0.9),
    160: light(0.96),
  };
};
