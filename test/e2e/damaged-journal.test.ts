import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { startTenant, type RunningTenant } from '../../scripts/launch/tenant.ts';
import { signInByPassword } from '../../scripts/walkthrough/courses.ts';
import { createDeskPlayer, type DeskPlayer } from '../../scripts/walkthrough/desk-player.ts';
import { noPictures } from '../../scripts/walkthrough/pictures.ts';
import { startStation, type Station } from '../../scripts/walkthrough/station.ts';
import { playerOf } from '../../scripts/walkthrough/walk.ts';
import { openJournal } from '../../src/main/journal/index.ts';
import { expectProblem } from '../support/station.ts';
import { writeJournal } from '../support/written-journal.ts';

// The desk as it ships finds a byte of its journal changed; a supervisor signs in at the tenant's page.
vi.setConfig({ testTimeout: 120_000 });

const JOURNAL = 'journal-simulated.sqlite';

let desktop: Desktop;
let tenant: RunningTenant;
let station: Station;
let desk: DeskPlayer;

/** A journal of this desk in which one byte of an entry is another one. */
const leaveDamaged = (folder: string): void => {
  const written = writeJournal('demo-desk');
  const bytes = readFileSync(written.file);
  const place = bytes.indexOf('"type":"decision"');
  bytes.write('D', place + '"type":"'.length);
  writeFileSync(path.join(folder, JOURNAL), bytes, { mode: 0o666 });
  written.remove();
};

beforeAll(async () => {
  desktop = await prepareDesktop({ display: 'virtual' });
  tenant = await startTenant();
  const dataFolder = desktop.makeDataFolder('station');
  leaveDamaged(dataFolder);
  station = await startStation({ desktop, tenant: tenant.info, dataFolder });
  desk = await createDeskPlayer(station.app, station.page, () => noPictures);
}, 120_000);

afterAll(async () => {
  await tenant.stop();
  await desktop.dispose();
});

/** The page of the sign-in that has begun: the one before may still be closing, and is not it. */
const signInPage = async (): Promise<Page> => {
  for (;;) {
    const page = await desk.guest();
    try {
      await page.locator('#username').waitFor();
      return page;
    } catch (error) {
      if (!page.isClosed()) throw error;
    }
  }
};

/** Somebody signs in at the tenant's own page. */
const signIn = async (part: string): Promise<void> => {
  const page = await signInPage();
  await desk.at('operator/signing-in');
  await desk.act(() => signInByPassword(page, playerOf(tenant.info, part)));
};

/** The desk waits for a supervisor, and names the file that it set aside. */
const expectClosed = async (): Promise<void> => {
  await desk.page.locator('[data-intent="supervisor.acknowledge"]').first().waitFor();
  await desk.at('operator/closed');
  const [aside = 'none'] = readdirSync(station.dataFolder).filter((name) => name.includes('-damaged-'));
  const said = await desk.page.locator('.checks').first().innerText();
  expect(said).toContain('station.journal-damaged');
  expect(said).toContain(aside);
  expect(said).toContain('nothing is issued until one has signed in here');
};

const entries = () => {
  const journal = openJournal({
    file: path.join(station.dataFolder, JOURNAL),
    station: 'demo-desk',
    clock: { now: () => Date.now(), monotonicMs: () => performance.now() },
    randomBytes: (count) => Buffer.alloc(count),
  });
  try {
    return [...journal.read()].map(({ entry }) => entry);
  } finally {
    journal.close();
  }
};

describe('a desk whose journal was changed', () => {
  it('stays closed and says which file it set aside', async () => {
    await expectClosed();
  });

  it('is not opened by an operator, who is told to fetch a supervisor', async () => {
    await desk.press('operator.sign-in');
    await signIn('operator');
    await desk.page.locator('[data-check="recovery"][data-state="passed"]').waitFor();
    await expectClosed();
  });

  it('is not opened by somebody who is no supervisor', async () => {
    await desk.press('supervisor.acknowledge');
    await signIn('administrator');
    await expectProblem(desk.page, 'supervisor.no-role');
  });

  it('goes on when a supervisor says why, in the name of that supervisor', async () => {
    await desk.press('supervisor.acknowledge');
    await signIn('supervisor');
    await desk.page.locator('[data-intent="operator.sign-in"]').waitFor();
    await expect.poll(() => desk.page.locator('[data-intent="supervisor.acknowledge"]').count()).toBe(0);
  });

  it('shows a supervisor its journal in the console, and exports it', async () => {
    await desk.press('console.open');
    await signIn('supervisor');
    await desk.at('supervisor/console');
    await desk.page.locator('.console-tabs button').last().click();
    await desk.page.locator('[data-intent="console.export"]').click();
    const exported = await desk.page.locator('.console-exported').innerText();
    expect(exported).toContain(path.join(station.dataFolder, 'exports', 'journal-'));
    expect(await desk.page.locator('.console-list').innerText()).toContain('console.opened');
    await desk.press('console.close');
    await desk.at('operator/closed');
  });

  it('is opened by an operator after that, and has all of it on record', async () => {
    await desk.press('operator.sign-in');
    await signIn('operator');
    await desk.at('operator/ready');
    await station.close();
    const [begun] = entries();
    const acknowledged = entries().find(({ type }) => type === 'journal.acknowledged');
    expect(begun).toMatchObject({ type: 'epoch.begun', epoch: 2, data: { cause: 'damaged' } });
    expect(begun?.data['found']).toBe('entry 4: the content does not match its hash');
    expect(acknowledged).toMatchObject({
      actor: tenant.info.users.find(({ part }) => part === 'supervisor')?.id,
      data: { reason: 'disk-fault', file: begun?.data['file'], sha256: begun?.data['sha256'] },
    });
  });
});
