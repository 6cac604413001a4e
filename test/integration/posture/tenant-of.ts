import { readFile } from 'node:fs/promises';
import { createFetch, demoConfig, tenantInfo, type TenantInfo } from '../../../src/main/cli/index.ts';
import { checkConfig, postureAsk, postureSettings, type Config } from '../../../src/main/config/index.ts';
import {
  createReadTenant,
  type GraphDirectoryOptions,
  type ReadTenant,
  type TenantReading,
} from '../../../src/main/directory/index.ts';
import { runChecks, stationFacts, type Result } from '../../../src/main/posture/index.ts';
import type { Fault } from '../../../src/simulator/faults/fault.ts';
import { readOptions } from '../../../src/simulator/options.ts';
import { startTenant } from '../../../src/simulator/start.ts';

/** A simulated tenant in this process, read with the token that may read everything. */
export interface ReadableTenant {
  readonly info: TenantInfo;
  readonly config: Config;
  /** Graph with the token that may do everything. */
  readonly graph: GraphDirectoryOptions;
  readonly read: ReadTenant;
  readonly reading: () => Promise<TenantReading>;
  /** Every check, on a reading; on one made now where none is given. */
  readonly check: (reading?: TenantReading) => Promise<readonly Result[]>;
  readonly close: () => Promise<void>;
}

/**
 * Whoever waits moves the tenant's clock on instead, so that its limits hold and nobody waits.
 *
 * @param args as the simulated tenant's own command line takes them
 * @param faults what goes wrong with requests
 */
export const tenantOf = async (
  args: readonly string[] = [],
  faults: readonly Fault[] = [],
): Promise<ReadableTenant> => {
  const options = readOptions(args);
  if (!options.ok) throw new Error(options.message);
  const report = (error: unknown): void => {
    throw error;
  };
  const running = await startTenant({ ...options.options, faults, report });
  const info = tenantInfo.parse(running.announcement);
  const own = createFetch(await readFile(info.caFile, 'utf8'));
  const config = checkConfig(demoConfig(info, { caFile: info.caFile, dataFolder: null }));
  const { now, advance } = running.tenant.clock;
  const clock = { now, monotonicMs: now };
  const graph: GraphDirectoryOptions = {
    graphHost: info.graph,
    fetch: own.fetch,
    accessToken: () => Promise.resolve(info.adminToken),
    clock,
    random: Math.random,
    sleep: (ms) => {
      advance(ms / 60_000);
      return Promise.resolve();
    },
  };
  const read = createReadTenant(graph);
  const reading = () => read(postureAsk(config, clock.now()), { correlationId: crypto.randomUUID() });
  return {
    info,
    config,
    graph,
    read,
    reading,
    check: async (given) => {
      const tenant = given ?? (await reading());
      const station = stationFacts.parse(info.station?.facts);
      return runChecks({ tenant, station, at: clock.now() }, postureSettings(config));
    },
    close: async () => {
      await own.close();
      await running.close();
    },
  };
};
