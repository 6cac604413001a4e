import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';

// The package is CommonJS: how its one function is reached depends on who asks.
const decode = typeof jsqr === 'function' ? jsqr : jsqr.default;

/** What a camera reads from the pictures in a folder whose names hold `part`: one text for each that has a square. */
export const squaresIn = (folder: string, part: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.png') && name.includes(part))
    .sort()
    .flatMap((name) => {
      const { data, width, height } = PNG.sync.read(readFileSync(path.join(folder, name)));
      const found = decode(new Uint8ClampedArray(data), width, height);
      return found === null ? [] : [found.data];
    });
