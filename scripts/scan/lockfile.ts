import { nameOf, shippedIn, type Locked, type Packages } from '../packaging/shipped.ts';
import type { Found } from './finding.ts';

/** Licences of what is in the program: each lets it be passed on under Apache-2.0 with its text beside it. */
const allowed: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'OFL-1.1',
]);

const licenceOf = (packages: Packages, at: string): readonly Found[] => {
  const licence = packages[at]?.license ?? 'none';
  return allowed.has(licence) ? [] : [{ tool: 'licences', rule: licence, file: nameOf(at) }];
};

/** Packages in the program whose licence is not on the list. Pure. */
export const scanLicences = (packages: Packages): readonly Found[] =>
  shippedIn(packages).flatMap((at) => licenceOf(packages, at));

const faultsOf = (one: Locked): readonly string[] => [
  // A registry is asked by name and version; what comes back has to be what was locked.
  ...(one.integrity?.startsWith('sha512-') === true ? [] : ['no-sha512']),
  ...(one.resolved === undefined ? [] : ['names-a-host']),
  ...(one.version !== undefined && /^\d+\.\d+\.\d+/.test(one.version) ? [] : ['no-version']),
];

/** Packages that npm would take from somewhere else, or without knowing what they have to be. Pure. */
export const scanLockfile = (packages: Packages): readonly Found[] =>
  Object.entries(packages)
    .filter(([at]) => at !== '')
    .flatMap(([at, one]) => faultsOf(one).map((rule) => ({ tool: 'lockfile', rule, file: nameOf(at) })));

const EXACT = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/;

/**
 * Dependencies of the project itself that are not one exact version. Pure.
 * @param manifest package.json's lists by name
 */
export const scanVersions = (
  manifest: Readonly<Record<string, Readonly<Record<string, string>>>>,
): readonly Found[] =>
  Object.values(manifest)
    .flatMap((list) => Object.entries(list))
    .filter(([, version]) => !EXACT.test(version))
    .map(([file]) => ({ tool: 'lockfile', rule: 'not-exact', file }));
