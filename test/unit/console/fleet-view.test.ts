import { describe, expect, it } from 'vitest';
import { fleetView, type FleetRead } from '../../../src/main/console/fleet-view.ts';

const now = Date.UTC(2026, 10, 28, 12);

const station = (name: string, site: string) => ({
  ...({
    station: name,
    site,
    state: 'admitted',
    seenAt: null,
    version: null,
    open: null,
    unsent: 0,
  } as const),
  ...{ checkpointAt: null, enrolling: 0, findings: 0, refusals: 0, checked: null, fine: null },
});

const read: FleetRead = {
  state: 'read',
  stations: [{ ...station('desk-1', 'Hill'), checked: 60, fine: 58 }, station('desk-2', 'Harbour')],
  findings: [
    { station: 'desk-1', site: 'Hill', kind: 'fork', foundAt: '2026-11-28T10:00:00.000Z' },
    { station: 'desk-2', site: 'Harbour', kind: 'silence', foundAt: '2026-11-28T09:00:00.000Z' },
  ],
  days: [
    { site: 'Hill', day: '2026-11-28', ending: 'done', count: 3 },
    { site: 'Hill', day: '2026-11-28', ending: 'refused', count: 1 },
    { site: 'Harbour', day: '2026-11-27', ending: 'stopped', count: 2 },
    { site: 'Harbour', day: 'not a day', ending: null, count: 9 },
  ],
  refusals: [
    { site: 'Hill', code: 'hours.closed', count: 1 },
    { site: 'Harbour', code: 'hours.closed', count: 2 },
    { site: 'Harbour', code: 'pass.live', count: 2 },
    { site: 'Harbour', code: '<b>Nia</b>', count: 50 },
    { site: 'Harbour', code: null, count: 50 },
  ],
  waiting: [
    { site: 'Hill', count: 1 },
    { site: 'Harbour', count: 2 },
  ],
};

describe('the fleet in the console', () => {
  it('sums all sites, with every one of the last days, and takes nothing for a code that is none', () => {
    const view = fleetView(read, null, now);
    expect(view).toMatchObject({
      state: 'read',
      site: null,
      sites: ['Harbour', 'Hill'],
      approvalsWaiting: 3,
    });
    expect(view.stations.map((one) => one.posture)).toEqual([{ fine: 58, of: 60 }, null]);
    expect(view.days).toHaveLength(28);
    expect(view.days.slice(-2)).toEqual([
      { day: '2026-11-27', enrollments: 2, done: 0 },
      { day: '2026-11-28', enrollments: 4, done: 3 },
    ]);
    expect(view.bySite).toEqual([
      { site: 'Harbour', done: 0, refused: 0, stopped: 2 },
      { site: 'Hill', done: 3, refused: 1, stopped: 0 },
    ]);
    expect(view.refusals).toEqual([
      { code: 'hours.closed', count: 3 },
      { code: 'pass.live', count: 2 },
    ]);
  });

  it('shows one site alone, and still names the others', () => {
    const view = fleetView(read, 'Hill', now);
    expect(view).toMatchObject({
      sites: ['Harbour', 'Hill'],
      stations: [{ station: 'desk-1' }],
      findings: [{ station: 'desk-1', kind: 'fork' }],
      bySite: [{ site: 'Hill', done: 3 }],
      refusals: [{ code: 'hours.closed', count: 1 }],
      approvalsWaiting: 1,
    });
    expect(view.days.at(-2)).toEqual({ day: '2026-11-27', enrollments: 0, done: 0 });
  });

  it.each(['away', 'denied'] as const)('says so when it could not be read: %s', (state) => {
    expect(fleetView({ state }, null, now)).toMatchObject({ state, stations: [], days: [] });
  });
});
