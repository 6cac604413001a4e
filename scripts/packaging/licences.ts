import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';
import { nameOf, shippedIn, type Packages } from './shipped.ts';

const isText = (name: string): boolean => /^(licen[cs]e|copying|notice|ofl)/i.test(name);

const textsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((one) => one.isFile() && isText(one.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(path.join(folder, name), 'utf8').trim());

/**
 * Every npm package in the program with its licence and the licence's text, as these licences ask for when a program is
 * passed on. Packages for other systems are not in it.
 */
export const licenceTexts = (packages: Packages): string =>
  shippedIn(packages)
    .filter((at) => existsSync(path.join(root, at)))
    .map((at) => {
      const one = packages[at];
      const title = `${nameOf(at)} ${one?.version ?? ''}, ${one?.license ?? ''}`;
      return [title, '='.repeat(title.length), ...textsIn(path.join(root, at)), ''].join('\n\n');
    })
    .join('\n');
