import path from 'node:path';
import type { Config } from '../../config/index.ts';

/** Where exports go: where the site says, else beside the journal. */
export const exportFolderOf = ({ retention }: Pick<Config, 'retention'>, dataFolder: string): string =>
  retention.exportFolder ?? path.join(dataFolder, 'exports');
