import { performance } from 'node:perf_hooks';
import type { Desktop } from '../launch/index.ts';
import { startTenant } from '../launch/tenant.ts';
import { sequentialRoundTrips, type Exchange } from '../walkthrough/graph-record.ts';
import { walkthroughsNamed } from '../walkthrough/names.ts';
import { createTenantCaller } from '../walkthrough/tenant-state.ts';
import { walk, type Walked } from '../walkthrough/walk.ts';
import { median, plainRow, ratioRow, type Row } from './rows.ts';

/** Injected at the tenant, a request. Source: DESIGN, "Numbers". */
export const LATENCY_MS = 100;

const isCreation = (one: Exchange): boolean =>
  one.method === 'POST' && /temporaryAccessPassMethods$/i.test(one.path);
const isLookup = (one: Exchange): boolean => one.method === 'GET' && /\/users$/i.test(one.path);

interface Trips {
  readonly toPerson: number;
  readonly toDecision: number;
  readonly toPass: number;
}

/**
 * Counts the round trips that followed on each other up to each point. The photo comes beside and holds nothing
 * up, and looking whether the pass is usable again is the tenant's own delay.
 */
const tripsOf = (exchanges: readonly Exchange[]): Trips => {
  const all = exchanges.filter((one) => !/\/photo\//.test(one.path));
  const lookup = all.findIndex(isLookup);
  const creation = all.findIndex(isCreation);
  const join = all.findIndex((one) => one.method === 'POST' && /members\/\$ref$/i.test(one.path));
  // The batch before the join is the check again at the moment of issue.
  const recheck = all.slice(0, join).findLastIndex((one) => /\$batch$/.test(one.path));
  const seen = all.findIndex(
    (one, index) => index > creation && one.method === 'GET' && /temporaryAccessPassMethods/i.test(one.path),
  );
  return {
    toPerson: sequentialRoundTrips(all.slice(lookup, lookup + 1)),
    toDecision: sequentialRoundTrips(all.slice(lookup, recheck)),
    toPass: sequentialRoundTrips(all.slice(recheck, seen + 1)),
  };
};

/** What one request costs from here, with the same latency injected: the baseline of all waits. */
export const measureRoundTrip = async (): Promise<number> => {
  const tenant = await startTenant(['--latency', String(LATENCY_MS)]);
  const caller = createTenantCaller(tenant.info);
  try {
    const times: number[] = [];
    for (let run = 0; run < 8; run += 1) {
      const startedAt = performance.now();
      await caller.get('/v1.0/organization');
      times.push(performance.now() - startedAt);
    }
    // The first has the connection to make, which the desk has made before.
    return median(times.slice(1));
  } finally {
    caller.close();
    await tenant.stop();
  }
};

interface Measured {
  readonly runs: readonly Walked[];
  readonly tripMs: number;
}

const own = ({ runs, tripMs }: Measured, waited: (run: Walked) => number, trips: (run: Trips) => number) => {
  const measured = median(runs.map(waited));
  const baseline = median(runs.map((run) => trips(tripsOf(run.exchanges)) * tripMs));
  return { measured, baseline, value: measured - baseline, most: 50 };
};

const toPerson = (run: Walked): number => run.summary.timings.badgeToPersonMs ?? Number.NaN;
const toPass = (run: Walked): number => run.summary.timings.approveToPassMs ?? Number.NaN;
/** What the machine took of the decision: finding the person, and whatever was not ready when the operator was. */
const toDecision = (run: Walked): number => toPerson(run) + (run.waits.get('operator/decide') ?? Number.NaN);

const countRow = (
  name: string,
  runs: readonly Walked[],
  { pick, most }: { readonly pick: (trips: Trips) => number; readonly most: number },
): Row => {
  const value = Math.max(...runs.map((run) => pick(tripsOf(run.exchanges))));
  return plainRow(name, 'count', { measured: value, baseline: null, value, most });
};

const rowsOf = (measured: Measured): readonly Row[] => {
  const { runs, tripMs } = measured;
  const revoked = median(runs.map((run) => run.summary.timings.registeredToRevokedMs ?? Number.NaN));
  const waited = median(runs.map((run) => run.summary.machineWaitMs));
  const trips = median(runs.map((run) => run.summary.graph.sequentialRoundTrips));
  return [
    countRow('badge read → person: round trips', runs, { pick: (one) => one.toPerson, most: 1 }),
    plainRow(
      'badge read → person: own time',
      'ms',
      own(measured, toPerson, (one) => one.toPerson),
    ),
    countRow('badge read → decision: sequential round trips', runs, {
      pick: (one) => one.toDecision,
      most: 3,
    }),
    plainRow(
      'badge read → decision: own time',
      'ms',
      own(measured, toDecision, (one) => one.toPerson),
    ),
    countRow('approve → pass: sequential round trips', runs, { pick: (one) => one.toPass, most: 4 }),
    plainRow(
      'approve → pass: own time',
      'ms',
      own(measured, toPass, (one) => one.toPass),
    ),
    plainRow('method registered → pass gone, group left', 'ms', {
      measured: revoked,
      baseline: tripMs,
      value: revoked,
      most: 3_000,
    }),
    quotaRow('looks at the methods in ten seconds, at the desk', runs),
    ratioRow('machine wait of a whole enrollment', waited, { baseline: trips * tripMs, most: 1.2 }),
  ];
};

const WINDOW_MS = 10_000;
const isListing = (one: Exchange): boolean =>
  one.method === 'GET' && /\/authentication\/methods$/i.test(one.path);

/** Most listings of methods within any ten seconds: Graph allows five, for all desks of a tenant together. */
const mostListings = (exchanges: readonly Exchange[]): number => {
  const times = exchanges.filter(isListing).map((one) => one.startedAt);
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + WINDOW_MS).length));
};

/** Source: Microsoft Graph, throttling limits: five reads of authentication methods in ten seconds. */
const quotaRow = (name: string, runs: readonly Walked[]): Row => {
  const value = Math.max(...runs.map((run) => mostListings(run.exchanges)));
  return plainRow(name, 'count', { measured: value, baseline: null, value, most: 5 });
};

/** What somebody waits for who registers on their own phone, where nothing tells the desk when to look. */
const phoneRows = ({ runs, tripMs }: Measured): readonly Row[] => {
  const revoked = Math.max(...runs.map((run) => run.summary.timings.registeredToRevokedMs ?? Number.NaN));
  return [
    plainRow('method on the phone → pass gone, group left', 'ms', {
      measured: revoked,
      baseline: tripMs,
      value: revoked,
      most: 8_000,
    }),
    quotaRow('looks at the methods in ten seconds, on the phone', runs),
  ];
};

/** The rows about waiting, from whole enrollments played on a tenant with latency. */
export const benchGraph = async (desktop: Desktop, runs: number): Promise<readonly Row[]> => {
  const tripMs = await measureRoundTrip();
  const walked: Walked[] = [];
  for (let run = 0; run < runs; run += 1) {
    for (const walkthrough of walkthroughsNamed('new-hire')) {
      const tenantArgs = ['--latency', String(LATENCY_MS)];
      // Without the step for a new password, in which the machine waits for the person.
      const plain = { ...walkthrough, policy: {} };
      walked.push(await walk({ walkthrough: plain, desktop, folder: null, tenantArgs, recordFile: null }));
    }
  }
  const onPhone: Walked[] = [];
  for (const walkthrough of walkthroughsNamed('authenticator-on-phone')) {
    const tenantArgs = ['--latency', String(LATENCY_MS)];
    onPhone.push(await walk({ walkthrough, desktop, folder: null, tenantArgs, recordFile: null }));
  }
  return [...rowsOf({ runs: walked, tripMs }), ...phoneRows({ runs: onPhone, tripMs })];
};
