import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { createFetch, demoConfig, type Fetch } from '../../src/main/cli/index.ts';
import { checkConfig, postureAsk } from '../../src/main/config/index.ts';
import { createReadTenant } from '../../src/main/directory/index.ts';
import { startTenant } from '../launch/tenant.ts';
import { median, ratioRow, type Row } from './rows.ts';

const LATENCY_MS = 100;
/** So many that Conditional Access comes in several pages, which is where its limit is felt. */
const POLICIES = 250;
/** Source: Graph throttling limits, Conditional Access. */
const EVERY_MS = 1_000;
/** First a batch, then what it reveals, then further pages of that; the groups that policies leave out come last. */
const BATCHES = 3;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What one request costs from here, with the same latency injected. */
const tripMs = async (fetch: Fetch, address: string, token: string): Promise<number> => {
  const times: number[] = [];
  for (let run = 0; run < 6; run += 1) {
    const startedAt = performance.now();
    const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
    await answer.arrayBuffer();
    times.push(performance.now() - startedAt);
  }
  // The first has the connection to make.
  return median(times.slice(1));
};

/**
 * One whole reading of a tenant against the longest chain that the service's limits allow: the pages of Conditional
 * Access a second apart, then one batch more; or the batches, where they take longer.
 */
export const benchPosture = async (runs: number): Promise<readonly Row[]> => {
  const tenant = await startTenant([
    '--latency',
    String(LATENCY_MS),
    '--policies',
    String(POLICIES),
    '--throttle',
    'on',
  ]);
  const own = createFetch(await readFile(tenant.info.caFile, 'utf8'));
  let pages = 0;
  const counting: Fetch = (address, init) => {
    if (address.includes('/conditionalAccess/')) pages += 1;
    return own.fetch(address, init);
  };
  try {
    const { info } = tenant;
    const trip = await tripMs(own.fetch, `${info.graph}/v1.0/organization`, info.adminToken);
    const ask = postureAsk(
      checkConfig(demoConfig(info, { caFile: info.caFile, dataFolder: null })),
      Date.now(),
    );
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      // Both limits have forgotten the run before.
      await sleep(run === 0 ? EVERY_MS : 10 * EVERY_MS);
      pages = 0;
      const read = createReadTenant({
        graphHost: info.graph,
        fetch: counting,
        accessToken: () => Promise.resolve(info.adminToken),
        clock: { now: () => Date.now(), monotonicMs: () => performance.now() },
        random: Math.random,
        sleep,
      });
      const startedAt = performance.now();
      await read(ask, { correlationId: crypto.randomUUID() });
      times.push(performance.now() - startedAt);
    }
    const baseline = Math.max(BATCHES * trip, (pages - 1) * EVERY_MS + 2 * trip);
    return [
      ratioRow(`doctor: one reading, ${pages} pages of policies`, median(times), { baseline, most: 1.5 }),
    ];
  } finally {
    await own.close();
    await tenant.stop();
  }
};
