import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/index.ts';
import { createToolKey, runTool, toolsNeeded, type MakeKey } from '../keys/index.ts';
import type { Logger } from '../log/index.ts';
import type { KeyTools } from './station-ways.ts';

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The folder of the tools for keys; null where the site has none, and on every system that asks for PINs itself. */
export const keyToolsFolder = ({ keys }: Pick<Config, 'keys'>, platform: NodeJS.Platform): string | null =>
  platform === 'linux' ? keys.toolsFolder : null;

/** Whether each of the tools can be started, looked at anew at each opening of the desk. */
export const keyToolsAt = (folder: string | null): KeyTools => {
  if (folder === null) return 'off';
  return toolsNeeded.every((name) => isProgram(path.join(folder, name))) ? 'there' : 'missing';
};

/** As long as the tenant's own pages give people for a key. */
export const keyPatienceMs = 120_000;

/** Makes keys by the tools; null where the system's own WebAuthn does it. */
export const toolKeyOf = (config: Pick<Config, 'keys'>, log: Logger): MakeKey | null => {
  const folder = keyToolsFolder(config, process.platform);
  return folder === null ? null : createToolKey({ folder, run: runTool, log, patienceMs: keyPatienceMs });
};
