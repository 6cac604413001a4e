import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../setup/paths.mjs';

/** One npm package as the lockfile has it. */
const locked = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  optional: z.boolean().optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
  peerDependencies: z.record(z.string(), z.string()).optional(),
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).optional(),
});
export type Locked = z.infer<typeof locked>;
const lockfile = z.object({ packages: z.record(z.string(), locked) });
export type Packages = Readonly<Record<string, Locked>>;

/** Every package of the lockfile by its path; the project itself has the empty one. */
export const readLockfile = (): Packages =>
  lockfile.parse(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))).packages;

/** Built into the window from `devDependencies`: a bundle needs none of them at run time. */
const bundled = [
  'react',
  'react-dom',
  '@fluentui/react-components',
  '@fontsource-variable/atkinson-hyperlegible-mono',
  '@fontsource-variable/atkinson-hyperlegible-next',
  'i18next',
  'react-i18next',
];

/** Where Node finds a package that is asked for by name: beside the asker, or in a folder above. */
const resolve = (packages: Packages, from: string, name: string): string | undefined => {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const candidate = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[candidate] !== undefined) return candidate;
    if (at === '') return undefined;
  }
};

/** What it cannot do without. The types and tools that it would merely use are no part of a program. */
const asks = (one: Locked): readonly string[] => {
  const peers = Object.keys(one.peerDependencies ?? {});
  const needed = peers.filter((name) => one.peerDependenciesMeta?.[name]?.optional !== true);
  return [...Object.keys({ ...one.dependencies, ...one.optionalDependencies }), ...needed];
};

/**
 * The paths of the packages that are in the program, in order: what is needed at run time and what is built into the
 * window, with everything that these ask for. Pure.
 */
export const shippedIn = (packages: Packages): readonly string[] => {
  const found = new Set<string>();
  const add = (from: string, name: string): void => {
    const at = resolve(packages, from, name);
    const one = at === undefined ? undefined : packages[at];
    if (at === undefined || one === undefined || found.has(at)) return;
    found.add(at);
    for (const next of asks(one)) add(at, next);
  };
  for (const name of [...Object.keys(packages['']?.dependencies ?? {}), ...bundled]) add('', name);
  return [...found].sort();
};

/** `@scope/name` of a path in node_modules. */
export const nameOf = (at: string): string =>
  at.slice(at.lastIndexOf('node_modules/') + 'node_modules/'.length);
