import { renameSync, writeFileSync } from 'node:fs';
import { checkLayers, ConfigError, readLayer } from './read.ts';
import { policiesKey } from './policies.ts';
import { merged, type Json } from './merge.ts';

/** Why settings could not be saved. */
export type NotSaved = 'station.settings-locked' | 'station.settings-not-written';

/**
 * Saves settings into the last configuration file, which is the site's. All files together are checked before anything is
 * written, so that what an earlier file locks stays as it is. The file is written beside and moved.
 *
 * @param files the machine's before the site's
 * @returns null when it was saved; the files are as they were otherwise
 */
export const saveSettings = (files: readonly string[], settings: Json): NotSaved | null => {
  const site = files.at(-1);
  // Policies are the management tool's alone.
  if (site === undefined || site === policiesKey) return 'station.settings-not-written';
  try {
    const layers = files.map(readLayer);
    const changed = layers.map((layer) =>
      layer.file === site ? { ...layer, json: merged(layer.json, settings) } : layer,
    );
    checkLayers(changed);
    const beside = `${site}.new`;
    writeFileSync(beside, `${JSON.stringify(changed.at(-1)?.json, null, 2)}\n`, { flush: true });
    renameSync(beside, site);
    return null;
  } catch (error) {
    return error instanceof ConfigError ? 'station.settings-locked' : 'station.settings-not-written';
  }
};
