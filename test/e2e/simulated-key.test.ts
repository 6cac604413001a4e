import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { startTenant, type RunningTenant } from '../../scripts/launch/tenant.ts';
import {
  finish,
  identify,
  issue,
  open,
  register,
  retest,
  type Course,
} from '../../scripts/walkthrough/courses.ts';
import { createDeskPlayer } from '../../scripts/walkthrough/desk-player.ts';
import { walkthroughsNamed } from '../../scripts/walkthrough/names.ts';
import { noPictures } from '../../scripts/walkthrough/pictures.ts';
import { startStation, type Station } from '../../scripts/walkthrough/station.ts';
import { readTenantState } from '../../scripts/walkthrough/tenant-state.ts';
import { playerOf } from '../../scripts/walkthrough/walk.ts';

let desktop: Desktop;
let tenant: RunningTenant;
let station: Station;

beforeAll(async () => {
  desktop = await prepareDesktop();
  tenant = await startTenant();
  station = await startStation({ desktop, tenant: tenant.info, overrides: { simulatedKey: true } });
}, 120_000);

afterAll(async () => {
  await station.close();
  await tenant.stop();
  await desktop.dispose();
});

/** The person brings none: whatever is registered is on the desk's own simulated key. */
const noKey: Course['key'] = {
  plugInto: () => Promise.resolve(),
  unplug: () => Promise.resolve(),
  credentials: () => 0,
  takeOver: () => undefined,
};

describe('the demo, played by somebody without a security key', () => {
  it('goes the whole way with the key that the simulation has plugged in', async () => {
    const desk = await createDeskPlayer(station.app, station.page, () => noPictures);
    for (const walkthrough of walkthroughsNamed('new-hire')) {
      const course: Course = {
        desk,
        key: noKey,
        operator: playerOf(tenant.info, 'operator'),
        enrollee: playerOf(tenant.info, walkthrough.part),
        walkthrough,
      };
      const timings = { badgeToPersonMs: null, approveToPassMs: null, registeredToRevokedMs: null };
      await open(course);
      await identify(course, timings);
      await issue(course, timings);
      await register(course, timings);
      await retest(course);
      await finish(course);
    }
    const state = await readTenantState(tenant.info);
    expect(state).toMatchObject({ livePasses: 0, strayMemberships: 0 });
    expect(state.passkeys).toEqual([playerOf(tenant.info, 'new-hire').userPrincipalName]);
  }, 120_000);
});
