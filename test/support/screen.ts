import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';

/** What somebody before the display sees of its windows. */
export interface Seen {
  /** Windows that a window manager looks after. */
  readonly clients: readonly string[];
  readonly active: string;
  readonly state: string;
  readonly title: string;
  /** SHA-256 of every pixel. */
  readonly picture: string;
}

/** The display as it is watched from outside, by the tools of the X Window System. */
export interface Screen {
  readonly see: () => Seen;
  /** A key with what is held down, by the X names: `ctrl+shift+i`. */
  readonly press: (keys: string) => void;
  /** Any words for xdotool. */
  readonly act: (...words: readonly string[]) => void;
  /** The middle of all pixels of a colour, as red, green and blue; null where there are none. */
  readonly find: (colour: readonly [number, number, number]) => readonly [number, number] | null;
}

/**
 * The window of the screen as `xwd` writes it: a header whose first word is its own length, a table, the pixels. The
 * table has bytes in it that nobody sets, so that two dumps of one picture can differ there.
 */
const pixelsOf = (dump: Buffer): { readonly pixels: Buffer; readonly width: number } => {
  const [headerBytes, width, colours] = [0, 16, 76].map((at) => dump.readUInt32BE(at));
  const bytesOfColour = 12;
  return {
    pixels: dump.subarray((headerBytes ?? 0) + (colours ?? 0) * bytesOfColour),
    width: width ?? 0,
  };
};

/** Whether two screens, as `xwd` writes them, show the same, pixel by pixel. Pure */
export const isSamePicture = (one: Buffer, other: Buffer): boolean => {
  const [first, second] = [pixelsOf(one), pixelsOf(other)];
  return first.width === second.width && first.pixels.length > 0 && first.pixels.equals(second.pixels);
};

/** How many different colours there are on a screen as `xwd` writes it. Pure */
export const coloursIn = (dump: Buffer): number => {
  const { pixels } = pixelsOf(dump);
  const found = new Set<number>();
  for (let at = 0; at + 3 < pixels.length; at += 4) found.add(pixels.readUInt32LE(at));
  return found.size;
};

const middleOf = (dump: Buffer, [red, green, blue]: readonly [number, number, number]) => {
  const { pixels, width } = pixelsOf(dump);
  let [count, x, y] = [0, 0, 0];
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    // Little-endian, four bytes a pixel: blue first.
    if (pixels[at] !== blue || pixels[at + 1] !== green || pixels[at + 2] !== red) continue;
    count += 1;
    x += (at / 4) % width;
    y += Math.floor(at / 4 / width);
  }
  return count === 0 ? null : ([Math.round(x / count), Math.round(y / count)] as const);
};

/** @param env that names the display and the key to it */
export const watchScreen = (env: Readonly<Record<string, string>>): Screen => {
  const tool = (name: string, ...args: readonly string[]): Buffer => {
    const { stdout, error } = spawnSync(name, args, {
      env: { ...env },
      maxBuffer: 1 << 25,
    });
    if (error !== undefined) throw error;
    return stdout;
  };
  const text = (name: string, ...args: readonly string[]): string => tool(name, ...args).toString();
  const dump = (): Buffer => tool('xwd', '-root', '-silent');
  const see = (): Seen => {
    const root = text('xprop', '-root', '_NET_CLIENT_LIST', '_NET_ACTIVE_WINDOW');
    const clients = [...(root.split('\n')[0] ?? '').matchAll(/0x[0-9a-f]+/g)].map(([id]) => id);
    const active = /0x[0-9a-f]+/.exec(root.split('\n')[1] ?? '')?.[0] ?? '';
    const [state = '', title = ''] = text('xprop', '-id', active, '_NET_WM_STATE', '_NET_WM_NAME').split(
      '\n',
    );
    return {
      ...{ clients, active, state, title },
      picture: createHash('sha256').update(pixelsOf(dump()).pixels).digest('hex'),
    };
  };
  const act = (...words: readonly string[]): void => void tool('xdotool', ...words);
  return {
    see,
    act,
    press: (keys) => {
      act('key', '--clearmodifiers', keys);
    },
    find: (colour) => middleOf(dump(), colour),
  };
};
