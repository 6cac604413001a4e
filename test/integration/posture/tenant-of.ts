import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { createFetch, demoConfig, tenantInfo, type TenantInfo } from '../../../src/main/cli/index.ts';
import { checkConfig, postureAsk, postureSettings, type Config } from '../../../src/main/config/index.ts';
import { createReadTenant, type ReadTenant, type TenantReading } from '../../../src/main/directory/index.ts';
import { runChecks, stationFacts, type Result } from '../../../src/main/posture/index.ts';
import { readOptions } from '../../../src/simulator/options.ts';
import { startTenant } from '../../../src/simulator/start.ts';

/** A simulated tenant in this process, read with the token that may read everything. */
export interface ReadableTenant {
  readonly info: TenantInfo;
  readonly config: Config;
  readonly read: ReadTenant;
  readonly reading: () => Promise<TenantReading>;
  /** Every check, on what was read just now. */
  readonly check: () => Promise<readonly Result[]>;
  readonly close: () => Promise<void>;
}

const clock = { now: () => Date.now(), monotonicMs: () => performance.now() };

/** @param args as the simulated tenant's own command line takes them */
export const tenantOf = async (...args: readonly string[]): Promise<ReadableTenant> => {
  const options = readOptions(args);
  if (!options.ok) throw new Error(options.message);
  const report = (error: unknown): void => {
    throw error;
  };
  const running = await startTenant({ ...options.options, faults: [], report });
  const info = tenantInfo.parse(running.announcement);
  const own = createFetch(await readFile(info.caFile, 'utf8'));
  const config = checkConfig(demoConfig(info, { caFile: info.caFile, dataFolder: null }));
  const read = createReadTenant({
    graphHost: info.graph,
    fetch: own.fetch,
    accessToken: () => Promise.resolve(info.adminToken),
    clock,
    random: Math.random,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  });
  const reading = () => read(postureAsk(config, clock.now()), { correlationId: crypto.randomUUID() });
  return {
    info,
    config,
    read,
    reading,
    check: async () => {
      const tenant = await reading();
      const station = stationFacts.parse(info.station?.facts);
      return runChecks({ tenant, station, at: clock.now() }, postureSettings(config));
    },
    close: async () => {
      await own.close();
      await running.close();
    },
  };
};
