import { readdirSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Page } from 'playwright';
import { z } from 'zod';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { startTenant, type RunningTenant, type TenantInfo } from '../../scripts/launch/tenant.ts';
import { identify, open, signInAtDesk, type Course, type Player } from '../../scripts/walkthrough/courses.ts';
import { createDeskPlayer, type DeskPlayer } from '../../scripts/walkthrough/desk-player.ts';
import { readExchanges } from '../../scripts/walkthrough/graph-record.ts';
import { createSecurityKey } from '../../scripts/walkthrough/key.ts';
import { noPictures } from '../../scripts/walkthrough/pictures.ts';
import { startStation, type Station } from '../../scripts/walkthrough/station.ts';
import { openJournal } from '../../src/main/journal/index.ts';
import type { ProblemCode } from '../../src/shared/index.ts';
import type { Fault } from '../../src/simulator/faults/fault.ts';

const state = z.looseObject({
  livePasses: z.array(z.unknown()),
  strayMemberships: z.array(z.unknown()),
});
type TenantState = z.infer<typeof state>;

/** One key as a reader sends it: a character or a key's name, with the keys held at the same time. */
export type Key = string | { readonly key: string; readonly with: 'control' | 'alt' | 'meta' };

/** Each character of a text as a key. */
export const keysOf = (text: string): readonly string[] => Array.from(text);

/** The simulated tenant's own controls, for its administrator. */
interface Control {
  /** Replaces all faults; none when empty. */
  readonly faults: (faults: readonly Fault[]) => Promise<void>;
  readonly state: () => Promise<TenantState>;
  /** Changes the tenant through Graph, as its administrator. */
  readonly patch: (path: string, body: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Changes a device or a person from outside Graph. */
  readonly change: (what: Readonly<Record<string, unknown>>) => Promise<void>;
}

/** A desk as it ships, on a simulated tenant of its own, to be tried with what should not happen. */
export interface Trial extends Control {
  readonly desktop: Desktop;
  readonly tenant: RunningTenant;
  readonly station: Station;
  readonly desk: DeskPlayer;
  /** The operator signs in; whether the desk opens then is another matter. */
  readonly signIn: () => Promise<void>;
  /** The operator signs in; the desk then waits for a badge, on the welcome screen. */
  readonly open: () => Promise<void>;
  /** From the badge to the operator's decision. */
  readonly decide: (part: string) => Promise<void>;
  /** The same for somebody whom the policy refuses. */
  readonly refuse: (part: string) => Promise<void>;
  /** The number on the badge of whoever plays that part. */
  readonly badgeOf: (part: string) => string;
  /** Keys as a reader sends them, all at once, to the desk's window. */
  readonly type: (keys: readonly Key[]) => Promise<void>;
  /** From the decision to the pass, with the screen turned to the enrollee. */
  readonly issue: () => Promise<void>;
  /** Whoever has the screen stops the enrollment; the operator then takes it off the screen. */
  readonly stop: () => Promise<void>;
  /** How many requests of that kind the tenant received. */
  readonly received: (method: string, where: RegExp) => number;
  /** Ends everything, once. @returns the enrollments that the journal then shows without an ending */
  readonly close: () => Promise<readonly string[]>;
}

/** The tenant's controls over connections of their own, which `end` closes. */
export const createControl = (tenant: TenantInfo): Control & { readonly end: () => void } => {
  const agent = new Agent({ ca: readFileSync(tenant.caFile), keepAlive: true });
  const ask = (method: string, where: string, body?: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${tenant.adminToken}`,
        'content-type': 'application/json',
      };
      const call = request(`${tenant.graph}${where}`, { agent, method, headers }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => {
          if (answer.statusCode === 200 || answer.statusCode === 204) resolve(text);
          else reject(new Error(`${where}: ${answer.statusCode ?? 'no status'} ${text}`));
        });
      });
      call.on('error', reject);
      call.end(body);
    });
  return {
    faults: async (faults) => {
      await ask('POST', '/simulator/faults', JSON.stringify(faults));
    },
    state: async () => state.parse(JSON.parse(await ask('GET', '/simulator/state'))),
    patch: async (path, body) => {
      await ask('PATCH', `/v1.0${path}`, JSON.stringify(body));
    },
    change: async (what) => {
      await ask('POST', '/simulator/change', JSON.stringify(what));
    },
    end: () => agent.destroy(),
  };
};

const playerOf = (tenant: TenantInfo, part: string): Player => {
  const user = tenant.users.find((one) => one.part === part);
  if (user === undefined) throw new Error(`nobody in the simulated town plays ${part}`);
  const { userPrincipalName, employeeId, password } = user;
  return { userPrincipalName, employeeId: employeeId ?? '', password: password ?? null };
};

const courseOf = (desk: DeskPlayer, tenant: TenantInfo, part: string): Course => ({
  desk,
  key: createSecurityKey(),
  operator: playerOf(tenant, 'operator'),
  enrollee: playerOf(tenant, part),
  walkthrough: { name: part, part, scenario: 'new-hire', outcome: 'stopped', course: 'whole' },
});

/** The pass was created, and the operator has turned the screen. */
export const turnToEnrollee = async ({ at, press }: DeskPlayer): Promise<void> => {
  await at('handover');
  await press('desk.confirm-handover');
  await at('enrollee/reveal');
};

const stop = async ({ page, at, press }: DeskPlayer): Promise<void> => {
  await page.locator('[data-intent="ask-stop"]').click();
  await press('enrollment.cancel');
  if ((await at('operator/stopped', 'enrollee/stopped')) === 'enrollee/stopped') {
    await press('desk.show-operator');
    await at('handover');
    await press('desk.confirm-handover');
    await at('operator/stopped');
  }
  await press('enrollment.finish');
  await at('operator/ready');
};

const typeAsReader = (station: Station, keys: readonly Key[]): Promise<void> =>
  station.app.evaluate(
    ({ BrowserWindow }, pressed) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) throw new Error('the desk has no window');
      for (const one of pressed) {
        const keyCode = typeof one === 'string' ? one : one.key;
        const modifiers = typeof one === 'string' ? [] : [one.with];
        window.webContents.sendInputEvent({ type: 'keyDown', keyCode, modifiers });
        // What a key writes comes as an event of its own.
        if (typeof one === 'string' && one.length === 1)
          window.webContents.sendInputEvent({ type: 'char', keyCode });
        window.webContents.sendInputEvent({ type: 'keyUp', keyCode, modifiers });
      }
    },
    [...keys],
  );

/**
 * The enrollments without an ending in the journal that a desk left behind.
 * @throws Error when the chain does not verify
 */
export const openEnrollmentsIn = (dataFolder: string): readonly string[] => {
  const name = readdirSync(dataFolder).find((one) => /^journal.*\.sqlite$/.test(one)) ?? 'none';
  const clock = { now: () => Date.now(), monotonicMs: () => performance.now() };
  const journal = openJournal({
    file: path.join(dataFolder, name),
    station: 'demo-desk',
    clock,
    randomBytes,
  });
  try {
    if (!journal.verify().ok) throw new Error('the journal does not verify');
    return journal.openEnrollments();
  } finally {
    journal.close();
  }
};

/**
 * Starts a tenant and a desk for one file of tests.
 *
 * @param change what the desk is told wrongly of the tenant
 * @param tenantArgs the tenant's own options, such as a broken variant
 */
export const startTrial = async (
  change: Partial<TenantInfo> = {},
  tenantArgs: readonly string[] = [],
): Promise<Trial> => {
  const desktop = await prepareDesktop({ display: 'virtual' });
  const recordFile = path.join(desktop.makeDataFolder('record'), 'graph.jsonl');
  const tenant = await startTenant(['--record', recordFile, ...tenantArgs]);
  const told = { ...tenant.info, ...change };
  // These tests come back to the same few people far more often than any site would let them.
  const policy = { repeats: { passes: 20 } };
  const station = await startStation({ desktop, tenant: told, overrides: { policy } });
  const desk = await createDeskPlayer(station.app, station.page, () => noPictures);
  const control = createControl(tenant.info);
  const decided = async (part: string, at: 'operator/decide' | 'operator/refused'): Promise<void> => {
    const timings = { badgeToPersonMs: null, approveToPassMs: null, registeredToRevokedMs: null };
    await identify(courseOf(desk, told, part), timings);
    await desk.at(at);
  };
  const close = async (): Promise<readonly string[]> => {
    await station.close();
    const unended = openEnrollmentsIn(station.dataFolder);
    control.end();
    await tenant.stop();
    await desktop.dispose();
    return unended;
  };
  let closing: Promise<readonly string[]> | null = null;
  return {
    desktop,
    tenant,
    station,
    desk,
    faults: control.faults,
    state: control.state,
    patch: control.patch,
    change: control.change,
    signIn: () => signInAtDesk(courseOf(desk, told, 'operator')),
    open: () => open(courseOf(desk, told, 'operator')),
    decide: (part) => decided(part, 'operator/decide'),
    refuse: (part) => decided(part, 'operator/refused'),
    badgeOf: (part) => playerOf(told, part).employeeId,
    type: (keys) => typeAsReader(station, keys),
    issue: async () => {
      await desk.press('decision.accept');
      await turnToEnrollee(desk);
    },
    stop: () => stop(desk),
    received: (method, where) =>
      readExchanges(recordFile).filter((one) => one.method === method && where.test(one.path)).length,
    close: () => (closing ??= close()),
  };
};

/**
 * One desk for all tests of the file that calls this: open before the first, and closed after the last unless a test
 * has closed it.
 */
export const trialOfThisFile = (use: (trial: Trial) => void): void => {
  let trial: Trial;
  beforeAll(async () => {
    trial = await startTrial();
    use(trial);
    await trial.open();
  }, 120_000);
  afterAll(() => trial.close(), 60_000);
};

const texts = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync(path.resolve('src/renderer/text/en.json'), 'utf8')));

/** Statuses and the like are for the log: nobody at a desk can act on them. */
const forMachines = /\b[45]\d\d\b|HTTP|ECONN|ERR_|\bundefined\b|\{\{/;

/**
 * A person sees what happened and what to do, in the words of the language file, and the code to search for.
 *
 * @param wait how long the tenant asks people to wait, in the words of the screen; null when it does not say
 */
export const expectProblem = async (
  page: Page,
  code: ProblemCode,
  wait: string | null = null,
): Promise<void> => {
  const itsCode = page.locator('.problem-code').getByText(new RegExp(`^${code}( ·|$)`));
  const note = page.locator('.problem').filter({ has: itsCode }).first();
  await note.waitFor({ timeout: 45_000 });
  const text = await note.innerText();
  // As far as it is the same for everybody: a number may follow.
  expect(text).toContain(texts[`problem.${code}.what`]?.split('{{')[0]);
  const todo =
    wait === null ? texts[`problem.${code}.do`] : texts[`problem.${code}.do-in`]?.replace('{{wait}}', wait);
  expect(todo).toBeDefined();
  expect(text).toContain(todo);
  expect(text).not.toMatch(forMachines);
};

/** Nothing temporary is left in the tenant. */
export const expectNothingLeft = async (trial: Pick<Trial, 'state'>): Promise<void> => {
  expect(await trial.state()).toMatchObject({ livePasses: [], strayMemberships: [] });
};
