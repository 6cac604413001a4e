import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { livePasses, methodOf } from '../../support/fake-directory.ts';
import { prove } from '../../support/proving.ts';
import { openTwoStations, type StationAtHand, type TwoStations } from '../../support/two-stations.ts';

let world: TwoStations;
beforeEach(() => {
  world = openTwoStations();
  world.tenant.methods.push(methodOf('phone-1', 'microsoftAuthenticator'));
});
afterEach(() => world.dispose());

/** Goes on until the station has asked the tenant for that. */
const until = async (station: StationAtHand, operation: 'createPass' | 'joinGroup'): Promise<void> => {
  const asked = (): number => world.tenant.calls.filter((call) => call.operation === operation).length;
  const before = asked();
  station.begin();
  const enrollment = station.enrollment();
  if (enrollment === null) throw new Error('nothing was begun');
  await world.clock.runUntil(() => enrollment.view().facts !== null);
  enrollment.send({ type: 'scenario-chosen', scenario: 're-registration' });
  prove(enrollment);
  await world.clock.runUntil(() => enrollment.view().at === 'decided');
  enrollment.send({ type: 'accepted' });
  await world.clock.runUntil(() => asked() > before);
};

describe('a call of a dead station that is still on its way', () => {
  it.each(['createPass', 'joinGroup'] as const)(
    '(%s) is taken back although what another station did in between looks like it',
    async (operation) => {
      const [first, second] = world.stations;
      if (first === undefined || second === undefined) throw new Error('there are two stations');
      world.tenant.faults.push({ operation, fault: { kind: 'slow', ms: 3_000 } });
      await until(first, operation);
      await until(second, operation);
      await world.clock.advance(10);
      for (const station of [first, second]) station.kill(null, false);
      for (const station of [first, second]) await station.restart();
      // Whatever was on its way has arrived.
      await world.clock.advance(10_000);
      expect([livePasses(world.tenant), [...world.tenant.members]]).toEqual([[], []]);
      for (const station of [first, second]) expect(station.journal().openEnrollments()).toEqual([]);
    },
  );
});
