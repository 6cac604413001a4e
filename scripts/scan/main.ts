// Security scanners, held to the explained findings of .config/security-findings.json: `source` for what is written,
// `libraries` for what was built.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { runMain } from '../main.ts';
import { readLockfile } from '../packaging/shipped.ts';
import { root } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';
import { scanByElectronegativity } from './electron.ts';
import { counted, differences, type Found } from './finding.ts';
import { scanLibraries } from './libraries.ts';
import { scanBySecurityLint } from './lint.ts';
import { scanLicences, scanLockfile, scanVersions } from './lockfile.ts';

const explained = z.array(
  z.strictObject({
    tool: z.enum(['electronegativity', 'eslint', 'licences', 'lockfile', 'retire']),
    rule: z.string(),
    files: z.record(z.string(), z.union([z.int().min(1), z.literal('any')])),
    why: z.string().min(20),
  }),
);
const manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

const readJson = (name: string): unknown => JSON.parse(readFileSync(path.join(root, name), 'utf8'));

const scanSource = async (): Promise<readonly Found[]> => {
  const packages = readLockfile();
  return [
    ...(await scanBySecurityLint()),
    ...(await scanByElectronegativity()),
    ...scanLicences(packages),
    ...scanLockfile(packages),
    ...scanVersions(manifest.parse(readJson('package.json'))),
  ];
};

await runMain(async () => {
  const [what = 'source'] = process.argv.slice(2);
  if (what !== 'source' && what !== 'libraries')
    throw new SetupError('usage: scripts/scan/main.ts [source | libraries]');
  const found = counted(what === 'source' ? await scanSource() : scanLibraries('out'));
  const list = explained
    .parse(readJson('.config/security-findings.json'))
    .filter(({ tool }) => (tool === 'retire') === (what === 'libraries'));
  if (process.argv.includes('--list')) console.log(JSON.stringify(found, null, 1));
  const wrong = differences(found, list);
  for (const line of wrong) console.log(line);
  console.log(`security scan (${what}): ${found.length} findings, ${wrong.length} not as explained`);
  return wrong.length === 0 ? 0 : 1;
});
