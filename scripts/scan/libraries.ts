import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../setup/paths.mjs';
import type { Found } from './finding.ts';

const report = z.object({
  errors: z.array(z.string()),
  data: z.array(
    z.object({
      file: z.string(),
      results: z.array(z.object({ component: z.string(), version: z.string() })),
    }),
  ),
});

/**
 * retire over built files, by the database in the tree: libraries in them that are known to be vulnerable.
 * @param folder from the checkout
 * @throws Error when it cannot run or its database is none
 */
export const scanLibraries = (folder: string): readonly Found[] => {
  const words = ['node_modules/retire/lib/cli.js', '--jsrepo', '.config/scanners/retire.json'];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [...words, '--path', folder, '--outputformat', 'json'],
    { cwd: root, encoding: 'utf8' },
  );
  const start = stdout.indexOf('{');
  if (start === -1) throw new Error(`retire said nothing: ${stderr}`);
  const { errors, data } = report.parse(JSON.parse(stdout.slice(start)));
  if (errors.length > 0) throw new Error(errors.join('\n'));
  return data.flatMap(({ file, results }) =>
    results.map(({ component, version }) => ({
      tool: 'retire',
      rule: `${component}@${version}`,
      file: path.relative(root, path.resolve(root, file)).split(path.sep).join('/'),
    })),
  );
};
