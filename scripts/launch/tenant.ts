import path from 'node:path';
import { startTenant as start, type RunningTenant } from '../../src/main/cli/index.ts';
import { root } from '../setup/paths.mjs';

export type { RunningTenant, TenantInfo } from '../../src/main/cli/index.ts';

/** The simulated tenant of this checkout. @param args its options, such as `--latency 100` */
export const startTenant = (args: readonly string[] = []): Promise<RunningTenant> =>
  start(path.join(root, 'src/simulator/main.ts'), args);
