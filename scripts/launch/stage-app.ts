import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { digestOf } from '../digest.ts';
import { root } from '../setup/paths.mjs';
import { copyReadable, stage } from './stage.ts';

/** What the built application consists of, beside its npm packages; electron-builder.yml names the same. */
const APP_PARTS = ['package.json', 'out', 'assets'];

/** Only what is read here of npm's lockfile. */
interface Lockfile {
  readonly packages: Readonly<
    Record<string, { readonly dev?: boolean; readonly version?: string } | undefined>
  >;
}

/** Folders in node_modules that the application needs at run time: not for development, and for this platform. */
const productionModules = (): readonly string[] => {
  // npm wrote the file, and wrote it in this shape since its version 7.
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lockfile;
  return Object.entries(lock.packages)
    .filter(([name, one]) => name !== '' && one?.dev !== true && existsSync(path.join(root, name)))
    .map(([name]) => name);
};

const stageModules = (): string => {
  const names = productionModules();
  return stage({
    name: 'modules',
    key: names
      .map((name) => `${name}\0${readFileSync(path.join(root, name, 'package.json'), 'utf8')}`)
      .join('\n'),
    fill: (folder) => {
      mkdirSync(path.join(folder, 'node_modules'));
      // A package inside another package's folder came with it.
      for (const name of names.filter((one) => one.lastIndexOf('node_modules/') === 0)) {
        copyReadable(path.join(root, name), path.join(folder, name));
      }
    },
  });
};

const stageProject = (): string => {
  const parts = APP_PARTS.map((part) => path.join(root, part)).filter((file) => existsSync(file));
  const modules = path.join(stageModules(), 'node_modules');
  return stage({
    name: 'app',
    key: `${modules}\n${digestOf(parts)}`,
    fill: (folder) => {
      for (const part of parts) copyReadable(part, path.join(folder, path.basename(part)));
      symlinkSync(modules, path.join(folder, 'node_modules'));
    },
  });
};

/**
 * A copy of an application that an ordinary user can read wherever its original lies.
 * @param folder the checkout, of which the built application and its npm packages are taken, or any other folder
 *   with a package.json, which is taken whole
 * @returns the folder to give Electron
 */
export const stageApp = (folder: string): string => {
  if (path.resolve(folder) === root) return stageProject();
  return stage({
    name: 'fixture',
    key: digestOf([folder]),
    fill: (copy) => {
      for (const name of readdirSync(folder)) copyReadable(path.join(folder, name), path.join(copy, name));
    },
  });
};
