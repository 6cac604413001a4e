import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../setup/paths.mjs';
import { pinnedVersion } from '../setup/electron.mjs';
import type { Found } from './finding.ts';

const answer = z.object({
  errors: z.array(z.unknown()),
  issues: z.array(z.object({ id: z.string(), file: z.string() })),
});

type Run = (options: Readonly<Record<string, unknown>>, forCommandLine: boolean) => Promise<unknown>;

/**
 * Electronegativity over the product's own code. It asks the network for translations and for Electron's releases, and
 * ends badly where there is none: here it is told at once that there is none, so that it finds the same everywhere.
 * @throws Error when it could not read a file
 */
export const scanByElectronegativity = async (): Promise<readonly Found[]> => {
  const require = createRequire(path.join(root, 'node_modules/@doyensec/electronegativity/package.json'));
  const network = require.resolve('got');
  // It has no typings.
  const offline = (): Promise<never> => Promise.reject(new Error('offline'));
  require.cache[network] = Object.assign(Object.create(null) as NodeJS.Module, {
    id: network,
    filename: network,
    loaded: true,
    exports: Object.assign(offline, { default: offline }),
  });
  const run = require('./dist/runner.js') as Run;
  const options = { input: path.join(root, 'src'), isRelative: true, verbose: false };
  const said = await run(
    { ...options, electronVersionOverride: pinnedVersion(), customScan: [], excludeFromScan: [] },
    false,
  );
  const { errors, issues } = answer.parse(said);
  if (errors.length > 0) throw new Error(`electronegativity could not read ${errors.length} files`);
  return issues.map(({ id, file }) => ({
    tool: 'electronegativity',
    rule: id,
    file: file === 'N/A' ? 'src' : `src/${file}`,
  }));
};
