import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { startTenant, type RunningTenant } from '../../scripts/launch/tenant.ts';
import { identify, issue, signInAtDesk, type Course } from '../../scripts/walkthrough/courses.ts';
import { createDeskPlayer } from '../../scripts/walkthrough/desk-player.ts';
import { createSecurityKey } from '../../scripts/walkthrough/key.ts';
import { noPictures } from '../../scripts/walkthrough/pictures.ts';
import { startStation, type Station } from '../../scripts/walkthrough/station.ts';
import { playerOf } from '../../scripts/walkthrough/walk.ts';
import { servicePartitions } from '../../src/main/app/service-partitions.ts';
import { roleOf } from '../../src/main/ledger/index.ts';
import { createTestSigner } from '../support/journal-signer.ts';
import { startLedger, type TestLedger } from '../support/ledger.ts';
import { createControl, expectProblem } from '../support/station.ts';

// Two desks as they ship, on one tenant and one ledger: a real PostgreSQL, by TLS with a certificate each.
vi.setConfig({ testTimeout: 120_000 });

interface Desk {
  readonly desktop: Desktop;
  readonly station: Station;
  readonly course: Course;
}

let tenant: RunningTenant;
let ledger: TestLedger;
let control: ReturnType<typeof createControl>;
let desks: readonly Desk[] = [];

/** The part of a desk's configuration that names the ledger, with what the desk shows it. */
const ledgerFor = async (desktop: Desktop, id: string): Promise<Record<string, unknown>> => {
  await ledger.station(id, createTestSigner());
  const { ca, certificate, privateKey, host, port, database } = await ledger.addressOf(roleOf(id));
  const folder = desktop.makeDataFolder('ledger');
  const handOver = (name: string, content: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content, { mode: 0o600 });
    return desktop.handOver(file);
  };
  return {
    ...{ host, port, database },
    caFile: handOver('ledger-ca.crt', ca),
    certificateFile: handOver('ledger.crt', certificate),
    privateKeyFile: handOver('ledger.key', privateKey),
    lease: { without: 'refuse' },
  };
};

const openDesk = async (id: string): Promise<Desk> => {
  // With a display each: a desk takes the keyboard back from whatever else is on its own.
  const desktop = await prepareDesktop({ display: 'virtual' });
  const overrides = { stationId: id, ledger: await ledgerFor(desktop, id) };
  const station = await startStation({ desktop, tenant: tenant.info, overrides });
  const desk = await createDeskPlayer(station.app, station.page, () => noPictures);
  const course: Course = {
    desk,
    key: createSecurityKey(),
    operator: playerOf(tenant.info, 'operator'),
    enrollee: playerOf(tenant.info, 'new-hire'),
    walkthrough: { name: id, part: 'new-hire', scenario: 'new-hire', outcome: 'stopped', course: 'whole' },
  };
  await signInAtDesk(course);
  await desk.at('operator/ready');
  return { desktop, station, course };
};

beforeAll(async () => {
  [tenant, ledger] = await Promise.all([startTenant(), startLedger()]);
  control = createControl(tenant.info);
  const one = await openDesk('two-desks-1');
  desks = [one, await openDesk('two-desks-2')];
}, 180_000);
afterAll(async () => {
  for (const { station, desktop } of desks) {
    await station.close();
    await desktop.dispose();
  }
  control.end();
  await ledger.stop();
  await tenant.stop();
});

const timings = () => ({ badgeToPersonMs: null, approveToPassMs: null, registeredToRevokedMs: null });
const live = async (): Promise<number> => (await control.state()).livePasses.length;

/** People take their time at a desk, and the tenant's quota of reads has room again; nobody waits for that here. */
const readsGoBy = async (): Promise<void> => {
  const before = "now() - interval '1 day'";
  const all = [1, 2, 3, 4, 5].map((place) => `t${place} = ${before}`).join();
  await ledger.admin.query(`UPDATE tenant_reads SET ${all}`);
};

const leases = async (): Promise<unknown> =>
  (await ledger.admin.query('SELECT station, token::int, expires_at > now() AS holds FROM leases')).rows;

describe('two desks of a fleet and one person', () => {
  it('only one enrolls them, the other says so, and takes over when the first has let go', async () => {
    const [one, other] = desks;
    if (one === undefined || other === undefined) throw new Error('there are two desks');
    await identify(one.course, timings());
    await readsGoBy();
    await issue(one.course, timings());
    expect(await live()).toBe(1);
    expect(await leases()).toEqual([{ station: 'two-desks-1', token: 1, holds: true }]);

    await other.course.desk.holdBadge(other.course.enrollee.employeeId);
    await expectProblem(other.station.page, 'lease.elsewhere');
    await other.course.desk.press('enrollment.finish');
    await other.course.desk.at('operator/ready');
    expect(await live()).toBe(1);

    const { desk } = one.course;
    await desk.page.locator('[data-intent="ask-stop"]').click();
    await desk.press('enrollment.cancel');
    await desk.at('enrollee/stopped');
    expect(await live()).toBe(0);

    await other.course.desk.holdBadge(other.course.enrollee.employeeId);
    await other.course.desk.at('operator/scenario');
    await expect.poll(leases).toEqual([{ station: 'two-desks-2', token: 2, holds: true }]);
  });

  it('keep nothing of what the tenant answered, which Graph would allow them to', async () => {
    const names = [servicePartitions.reads, ...servicePartitions.changes];
    for (const { station } of desks) {
      const kept = await station.app.evaluate(
        ({ session }, all) => Promise.all(all.map((name) => session.fromPartition(name).getCacheSize())),
        names,
      );
      expect(kept).toEqual(names.map(() => 0));
    }
  });
});
