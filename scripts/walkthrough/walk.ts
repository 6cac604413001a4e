import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ScreenKind } from '../../src/shared/index.ts';
import type { DemoOverrides } from '../../src/main/cli/index.ts';
import { openJournal } from '../../src/main/journal/index.ts';
import { plugIn, type PluggedKey } from '../keys/index.ts';
import type { Desktop } from '../launch/index.ts';
import { startTenant, type TenantInfo } from '../launch/tenant.ts';
import { takeBadge, type BadgeInHand, type BadgeKind } from './badge.ts';
import { play, type Player, type Timings } from './courses.ts';
import { createDeskPlayer } from './desk-player.ts';
import { readExchanges, sequentialRoundTrips, type Exchange } from './graph-record.ts';
import { createSecurityKey } from './key.ts';
import type { Walkthrough } from './names.ts';
import { createPersonsPhone } from './phone.ts';
import { createPictures, noPictures } from './pictures.ts';
import { startStation, type Station } from './station.ts';
import { readTenantState, type TenantState } from './tenant-state.ts';

export interface WalkOptions {
  readonly walkthrough: Walkthrough;
  readonly desktop: Desktop;
  /** Where pictures and summary go; null for none. */
  readonly folder: string | null;
  /** The tenant's own options, such as `--latency 100`. */
  readonly tenantArgs: readonly string[];
  /** Where the exchanges are kept besides; null for nowhere. */
  readonly recordFile: string | null;
  /** How the badge is read; by a keyboard reader when left out. */
  readonly badge?: BadgeKind;
  /** Settings that differ from those of the walkthrough. */
  readonly overrides?: DemoOverrides;
  /** Called with the desk before anybody does anything at it. */
  readonly before?: (station: Station) => Promise<void>;
}

/** What a walkthrough came to. Source: DESIGN, "Commands"; the names are a contract. */
export interface Summary {
  readonly scenario: string;
  readonly outcome: string;
  readonly durationMs: number;
  readonly machineWaitMs: number;
  readonly timings: Timings;
  readonly graph: { readonly requests: number; readonly sequentialRoundTrips: number };
  readonly tenant: { readonly livePasses: number; readonly strayMemberships: number };
  readonly journal: { readonly entries: number; readonly verified: boolean };
  /** How the badge was read and how sure that is, as the journal has it. */
  readonly badge: { readonly technology: string; readonly strength: string };
}

/** The person of the simulated town who plays a part. @throws Error when nobody does */
export const playerOf = (tenant: TenantInfo, part: string): Player => {
  const user = tenant.users.find((one) => one.part === part);
  if (user === undefined) throw new Error(`nobody in the simulated town plays ${part}`);
  return {
    userPrincipalName: user.userPrincipalName,
    employeeId: user.employeeId ?? '',
    password: user.password ?? null,
  };
};

const shownBadge = z.object({ badgeTechnology: z.string(), badgeStrength: z.string() });

/** Reads the journal as the desk left it. */
const readJournal = (
  folder: string,
): Summary['journal'] & { readonly ending: string; readonly badge: Summary['badge'] } => {
  const name = readdirSync(folder).find((one) => /^journal.*\.sqlite$/.test(one));
  if (name === undefined) throw new Error('the desk left no journal');
  const journal = openJournal({
    file: path.join(folder, name),
    station: 'demo-desk',
    clock: { now: () => Date.now(), monotonicMs: () => performance.now() },
    randomBytes,
  });
  try {
    const { ok, entries } = journal.verify();
    const endings = journal.ofType('enrollment.ended');
    const ending = z.string().parse(endings.at(-1)?.entry.data['ending'] ?? 'none');
    const { badgeTechnology, badgeStrength } = shownBadge.parse(
      journal.ofType('enrollment.begun').at(-1)?.entry.data,
    );
    return {
      entries,
      verified: ok,
      ending,
      badge: { technology: badgeTechnology, strength: badgeStrength },
    };
  } finally {
    journal.close();
  }
};

/** A walkthrough with what the bench looks at besides. */
export interface Walked {
  readonly summary: Summary;
  /** What the tenant was asked, oldest first. */
  readonly exchanges: readonly Exchange[];
  readonly tenant: TenantState;
  /** Who was enrolled. */
  readonly enrollee: Player;
  /** Everything the desk wrote to its output. */
  readonly output: string;
  /** Milliseconds waited for each screen. */
  readonly waits: ReadonlyMap<ScreenKind, number>;
}

interface Played {
  readonly waits: ReadonlyMap<ScreenKind, number>;
  readonly timings: Timings;
  readonly durationMs: number;
  readonly machineWaitMs: number;
}

const playOn = async (
  station: Station,
  tenant: TenantInfo,
  options: WalkOptions & Pick<BadgeInHand, 'hold'> & { readonly tools: PluggedKey | undefined },
): Promise<Played> => {
  const { walkthrough, folder } = options;
  const desk = await createDeskPlayer(station.app, station.page, () => pictures);
  const pictures =
    folder === null ? noPictures : createPictures(folder, { desk: station.page, guest: desk.currentGuest });
  const startedAt = performance.now();
  try {
    const timings = await play({
      desk,
      key: createSecurityKey(),
      tools: options.tools,
      phone: createPersonsPhone(tenant, playerOf(tenant, walkthrough.part).userPrincipalName),
      operator: playerOf(tenant, walkthrough.operator ?? 'operator'),
      approver: walkthrough.approver === undefined ? undefined : playerOf(tenant, walkthrough.approver),
      enrollee: playerOf(tenant, walkthrough.part),
      walkthrough,
      holdCard: options.hold,
    });
    const durationMs = performance.now() - startedAt;
    return { timings, durationMs, machineWaitMs: desk.waitedMs(), waits: desk.waits() };
  } catch (error) {
    await pictures.take('failed').catch(() => undefined);
    process.stderr.write(`${station.output()}\n`);
    throw error;
  }
};

/**
 * A key from the desk. On Linux the desk speaks to it by tools; elsewhere the system would, and the desk's own in the
 * simulation stands for it.
 */
const keyFromDesk = ({ course }: Walkthrough): Promise<PluggedKey | undefined> =>
  course === 'provisioned' && process.platform === 'linux' ? plugIn() : Promise.resolve(undefined);

const overridesOf = ({ times, policy, course }: Walkthrough, tools?: PluggedKey): DemoOverrides => ({
  // Any other key the person brings.
  simulatedKey: course === 'provisioned' && tools === undefined,
  ...(tools === undefined ? {} : { keys: { toolsFolder: tools.folder } }),
  // As at a desk whose display is handed to and fro.
  operatorPin: { asked: 'always' },
  ...(times === undefined ? {} : { times }),
  ...(policy === undefined ? {} : { policy }),
});

/** Plays it on a desk of its own. */
const playAlone = async (options: WalkOptions, tenant: TenantInfo) => {
  const { walkthrough, desktop } = options;
  const inHand = await takeBadge(options.badge ?? 'wedge', walkthrough.part);
  const tools = await keyFromDesk(walkthrough);
  try {
    const overrides = { ...overridesOf(walkthrough, tools), badge: inHand.badge, ...options.overrides };
    const station = await startStation({ desktop, tenant, overrides, env: inHand.env });
    const enrollee = tenant.users.find(({ part }) => part === walkthrough.part);
    inHand.prepare(station.dataFolder, enrollee?.id ?? '');
    await options.before?.(station);
    const played = await playOn(station, tenant, { ...options, hold: inHand.hold, tools }).finally(() =>
      station.close(),
    );
    return { played, station };
  } finally {
    tools?.remove();
    await inHand.close();
  }
};

/** Plays one walkthrough on a tenant and a desk of its own, and writes its summary. */
export const walk = async (options: WalkOptions): Promise<Walked> => {
  const scratch = mkdtempSync(path.join(tmpdir(), 'tapdesk-walkthrough-'));
  const recordFile = options.recordFile ?? path.join(scratch, 'graph.jsonl');
  const tenant = await startTenant([...options.tenantArgs, '--record', recordFile]);
  try {
    const { played, station } = await playAlone(options, tenant.info);
    const exchanges = readExchanges(recordFile);
    const { ending, badge, ...journal } = readJournal(station.dataFolder);
    const state = await readTenantState(tenant.info);
    const summary: Summary = {
      scenario: options.walkthrough.name,
      outcome: ending,
      durationMs: Math.round(played.durationMs),
      machineWaitMs: Math.round(played.machineWaitMs),
      timings: played.timings,
      graph: { requests: exchanges.length, sequentialRoundTrips: sequentialRoundTrips(exchanges) },
      tenant: { livePasses: state.livePasses, strayMemberships: state.strayMemberships },
      journal,
      badge,
    };
    if (options.folder !== null) {
      writeFileSync(path.join(options.folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    }
    return {
      summary,
      exchanges,
      tenant: state,
      enrollee: playerOf(tenant.info, options.walkthrough.part),
      output: station.output(),
      waits: played.waits,
    };
  } finally {
    await tenant.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
};
