import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { fusesOf } from './fuses.ts';
import { writeManifest } from './manifest.ts';

/**
 * electron-builder's hook. Its own list of fuses can neither be strict nor name the last one, and from an unpacked
 * Electron it leaves the default application behind.
 */
export const afterPack = async (context: AfterPackContext): Promise<void> => {
  await rm(path.join(context.packager.getResourcesDir(context.appOutDir), 'default_app.asar'), {
    force: true,
  });
  // electron-builder brings its own copy of the kit, whose enum is another one to the compiler.
  const theirs: unknown = fusesOf(context.packager.info.framework.version);
  type Config = Parameters<typeof context.packager.addElectronFuses>[1];
  await context.packager.addElectronFuses(context, theirs as Config);
  // Last, over what is packaged. On Windows programs are signed after this.
  await writeManifest(
    context.appOutDir,
    (file) => context.electronPlatformName === 'win32' && file.endsWith('.exe'),
  );
};
