import { afterEach, describe, expect, it } from 'vitest';
import type { Enrollment, EnrollmentPlace } from '../../../src/main/enrollment/index.ts';
import { livePasses } from '../../support/fake-directory.ts';
import { prove } from '../../support/proving.ts';
import { openTwoStations, type StationAtHand, type TwoStations } from '../../support/two-stations.ts';

const seconds = 600;
let fleet: TwoStations;
afterEach(() => fleet.dispose());

const places = ['scenario', 'decided', 'reveal', 'register'] as const satisfies readonly EnrollmentPlace[];
type Place = (typeof places)[number];

const isOver = (enrollment: Enrollment): boolean => enrollment.view().endedAt !== null;

/** Leads an enrollment to a place, as far as it gets. */
const lead = async (station: StationAtHand, to: Place): Promise<Enrollment> => {
  const enrollment = station.begin();
  if (enrollment === null) throw new Error('another enrollment runs there');
  const { runUntil } = fleet.clock;
  const at = (place: EnrollmentPlace) => (): boolean => isOver(enrollment) || enrollment.view().at === place;
  await runUntil(() => isOver(enrollment) || enrollment.view().facts !== null);
  if (to === 'scenario') return enrollment;
  enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
  prove(enrollment);
  await runUntil(at('decided'));
  if (to === 'decided') return enrollment;
  enrollment.send({ type: 'accepted' });
  await runUntil(at('reveal'));
  if (to === 'reveal') return enrollment;
  enrollment.send({ type: 'noted' });
  return enrollment;
};

const stationsOf = (): readonly [StationAtHand, StationAtHand] => {
  const [one, other] = fleet.stations;
  if (one === undefined || other === undefined) throw new Error('there are two');
  return [one, other];
};

describe('two desks of a fleet and one person', () => {
  const pairs = places.flatMap((first) => places.map((second) => [first, second] as const));

  it.each(pairs)(
    'while one is at %s the other, on its way to %s, is told and changes nothing',
    async (first, second) => {
      fleet = openTwoStations(seconds);
      const [one, other] = stationsOf();
      const running = await lead(one, first);
      const passes = livePasses(fleet.tenant).map(({ id }) => id);
      const late = await lead(other, second);
      await fleet.clock.drive(late.ended);
      expect(late.view()).toMatchObject({ at: 'stopped', why: 'lease.elsewhere' });
      expect(other.entries().some(({ type }) => type === 'effect.intent')).toBe(false);
      expect(livePasses(fleet.tenant).map(({ id }) => id)).toEqual(passes);
      expect(running.view().at).toBe(first);
    },
  );

  it.each(places)(
    'after one died at %s the other takes over once the lease is over, and the dead one shows nothing',
    async (at) => {
      fleet = openTwoStations(seconds);
      const [one, other] = stationsOf();
      const dead = await lead(one, at);
      one.kill(null, false);
      await fleet.clock.advance(seconds * 1000 + 1);
      const next = await lead(other, 'scenario');
      expect(next.view().endedAt).toBeNull();
      expect(
        other
          .entries()
          .filter(({ type }) => type === 'lease')
          .map(({ data }) => data),
      ).toEqual([{ is: 'held', token: 2 }]);
      expect(dead.pass()).toBeNull();
      // What it left is in its own journal, and goes when it starts again.
      await one.restart();
      expect(livePasses(fleet.tenant)).toEqual([]);
    },
  );
});
