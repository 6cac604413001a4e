import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { digestOf } from './digest.ts';
import { runMain } from './main.ts';
import { root } from './setup/paths.mjs';
import { SetupError, timed } from './setup/report.mjs';
import { run } from './setup/spawn.mjs';

/** What the built application is made from. */
const SOURCES = [
  'src/main',
  'src/preload',
  'src/renderer',
  'src/shared',
  '.config/electron.vite.config.ts',
  'package-lock.json',
];
const RESULTS = [
  'out/main/index.js',
  'out/main/card-process.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
];
const STAMP = path.join(root, 'node_modules/.cache/tapdesk/built');

const readStamp = (): string | undefined => (existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined);
const areBuilt = (): boolean => RESULTS.every((file) => existsSync(path.join(root, file)));

/**
 * Builds the application into out/, unless nothing it is made from has changed since the last time.
 * @throws SetupError when the build fails; the builder's own message has been printed then
 */
export const ensureBuilt = async (): Promise<void> => {
  const digest = digestOf(SOURCES.map((file) => path.join(root, file)));
  if (areBuilt() && readStamp() === digest) return;
  await timed('building', async () => {
    const builder = path.join(root, 'node_modules/electron-vite/bin/electron-vite.js');
    const args = [builder, 'build', '--config', '.config/electron.vite.config.ts'];
    const { code, output } = await run(process.execPath, args, {
      cwd: root,
      quiet: true,
      env: { ...process.env, NO_COLOR: '1' },
    });
    if (code !== 0 || !areBuilt()) {
      process.stderr.write(output);
      throw new SetupError('the application could not be built; the message is above.');
    }
  });
  mkdirSync(path.dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, digest);
};

if (import.meta.main) {
  await runMain(async () => {
    await ensureBuilt();
    return 0;
  });
}
