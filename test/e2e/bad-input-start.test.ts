import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { startTenant, type RunningTenant, type TenantInfo } from '../../scripts/launch/tenant.ts';
import { startStation, type Station } from '../../scripts/walkthrough/station.ts';
import { expectProblem, openEnrollmentsIn } from '../support/station.ts';

vi.setConfig({ testTimeout: 60_000 });

let desktop: Desktop;
let station: Station;
let known: TenantInfo;
let other: RunningTenant | null = null;

/** A tenant that the desk is set up for, and that is gone before the desk starts. */
beforeAll(async () => {
  desktop = await prepareDesktop({ display: 'virtual' });
  const tenant = await startTenant();
  const caFile = path.join(desktop.makeDataFolder('authority'), 'ca.pem');
  copyFileSync(tenant.info.caFile, caFile);
  known = { ...tenant.info, caFile };
  await tenant.stop();
  station = await startStation({ desktop, tenant: known });
}, 120_000);

afterAll(async () => {
  await station.close();
  await other?.stop();
  await desktop.dispose();
}, 60_000);

const failedChecks = (): Promise<readonly string[]> =>
  station.page.locator('.checks [data-state="failed"] .check-name').allInnerTexts();

const expectClosed = async (): Promise<void> => {
  await station.page.locator('[data-intent="desk.check-again"]').waitFor();
  expect(await failedChecks()).toHaveLength(1);
  expect(await station.page.locator('[data-intent="operator.sign-in"]').count()).toBe(0);
};

describe('a desk that starts', () => {
  it('while the tenant cannot be reached says so and lets nobody sign in', async () => {
    await expectProblem(station.page, 'tenant.unreachable');
    await expectClosed();
  });

  it('and then finds another server at the address than the one it trusts, says so', async () => {
    other = await startTenant(['--port', new URL(known.graph).port]);
    expect(other.info.leafFingerprint).not.toBe(known.leafFingerprint);
    await station.page.locator('[data-intent="desk.check-again"]').click();
    await expectProblem(station.page, 'tenant.untrusted');
    await expectClosed();
  });

  it('has opened no enrollment', async () => {
    await station.close();
    expect(openEnrollmentsIn(station.dataFolder)).toEqual([]);
  });
});

describe('a desk that trusts the server', () => {
  it('offers the sign-in', async () => {
    if (other === null) throw new Error('there is no tenant');
    station = await startStation({ desktop, tenant: other.info });
    await station.page.locator('[data-intent="operator.sign-in"]').waitFor();
    expect(await failedChecks()).toEqual([]);
  });

  it('says when the tenant goes before the operator signs in, and stays closed', async () => {
    await station.page.locator('[data-intent="operator.sign-in"]').waitFor();
    await other?.stop();
    await station.page.locator('[data-intent="operator.sign-in"]').click();
    await expectProblem(station.page, 'tenant.unreachable');
    expect(await station.page.locator('[data-screen="operator/closed"]').count()).toBe(1);
  });
});
