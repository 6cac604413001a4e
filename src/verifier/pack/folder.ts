import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { piecesOf } from '../lines.ts';
import { isSafe, type Archive } from './archive.ts';

const namesIn = (folder: string, before = ''): readonly string[] =>
  readdirSync(path.join(folder, before), { withFileTypes: true }).flatMap((one) => {
    const name = before === '' ? one.name : `${before}/${one.name}`;
    return one.isDirectory() ? namesIn(folder, name) : [name];
  });

/** A pack that was unpacked. */
export const openFolder = (folder: string): Archive => {
  const names = [...namesIn(folder)].sort();
  const place = (name: string): string => path.join(folder, name);
  return {
    names,
    problems: names
      .filter((name) => !isSafe(name))
      .map((name) => `"${name}" is no name for a file of a pack`),
    sizeOf: (name) => statSync(place(name)).size,
    pieces: (name) => piecesOf(place(name)),
  };
};
