import { afterEach, describe, expect, it } from 'vitest';
import type { BadgeOnRecord, EnrollmentPlace } from '../../../src/main/enrollment/index.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { livePasses, methodOf } from '../../support/fake-directory.ts';

let engine: Engine;
afterEach(() => engine.dispose());

const card: Partial<BadgeOnRecord> = { strength: 'signed', technology: 'piv', certificate: 'a'.repeat(64) };
const asking = (piv: string) => ({ policy: { cardPresence: { piv } } });

/** Walks on until the place, tells the news there, and says what the enrollment made of it. */
const tellAt = async (
  place: EnrollmentPlace,
  news: 'removed' | 'swapped',
  badge: Partial<BadgeOnRecord> = card,
) => {
  const enrollment = engine.begin(badge);
  let stops: boolean | null = null;
  enrollment.listen((view) => {
    if (view.at === place) stops ??= enrollment.cardChanged(news);
  });
  await engine.clock.runUntil(() => enrollment.view().facts !== null);
  if (place === 'scenario') stops ??= enrollment.cardChanged(news);
  else {
    await engine.toRegister(enrollment);
    engine.tenant.methods.push(methodOf('key-1'));
    await engine.reach(enrollment, 'retest');
  }
  await engine.reach(enrollment, stops === true ? 'stopped' : 'retest');
  return { enrollment, stops };
};

describe('a card that is taken off its reader', () => {
  const before = ['scenario', 'verify', 'decided', 'checking-again', 'admitting', 'issuing'] as const;
  const withPass = ['awaiting-usable', 'reveal', 'register'] as const;

  it.each(before)('at %s stops before a pass is of any use, with nothing left', async (place) => {
    engine = createEngine(asking('until-pass'));
    const { enrollment, stops } = await tellAt(place, 'removed');
    expect(stops).toBe(true);
    expect(enrollment.view()).toMatchObject({ at: 'stopped', why: 'badge.removed', notUndone: [] });
    expect(engine.isClean()).toBe(true);
  });

  it.each(withPass)('at %s has the pass blanked at once, and deleted', async (place) => {
    engine = createEngine();
    const enrollment = engine.begin(card);
    let seen: unknown = 'nothing';
    enrollment.listen((view) => {
      if (view.at !== place || seen !== 'nothing') return;
      enrollment.cardChanged('removed');
      seen = enrollment.pass();
    });
    await engine.toRegister(enrollment);
    await engine.reach(enrollment, 'stopped');
    expect(seen).toBeNull();
    expect(enrollment.view()).toMatchObject({ why: 'badge.removed', notUndone: [] });
    expect(livePasses(engine.tenant)).toEqual([]);
    expect(engine.isClean()).toBe(true);
  });

  it.each([
    ['not-asked', 'verify', false],
    ['not-asked', 'reveal', false],
    ['until-pass', 'verify', true],
    ['until-pass', 'reveal', false],
    ['until-registered', 'register', true],
    ['until-registered', 'retest', false],
    ['whole', 'retest', true],
  ] as const)('where the policy says %s, at %s: stops is %s', async (asked, place, expected) => {
    engine = createEngine(asking(asked));
    const { enrollment, stops } = await tellAt(place, 'removed');
    expect(stops).toBe(expected);
    expect(enrollment.view().at).toBe(expected ? 'stopped' : 'retest');
  });

  it('is nobody’s matter where the badge was no card', async () => {
    engine = createEngine();
    const { stops } = await tellAt('verify', 'removed', { technology: 'wedge' });
    expect(stops).toBe(false);
  });

  it('and was not noticed then is noticed at the check right before the pass', async () => {
    engine = createEngine();
    let there = true;
    const enrollment = engine.begin(card, () => there);
    await engine.toDecided(enrollment);
    there = false;
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ at: 'stopped', why: 'badge.removed' });
    expect(engine.entries().filter(({ type }) => type === 'effect.intent')).toEqual([]);
  });

  it('is on record as what the station saw', async () => {
    engine = createEngine();
    await tellAt('verify', 'removed');
    const line = engine.entries().find(({ data }) => data['why'] === 'badge.removed' && 'to' in data);
    expect(line).toMatchObject({ type: 'enrollment.state', actor: 'station' });
  });
});

describe('another card on the reader', () => {
  it.each(['verify', 'decided', 'reveal', 'register'] as const)(
    'at %s stops, also where the policy lets a card be taken away',
    async (place) => {
      engine = createEngine(asking('not-asked'));
      const { enrollment, stops } = await tellAt(place, 'swapped');
      expect(stops).toBe(true);
      expect(enrollment.view()).toMatchObject({ at: 'stopped', why: 'badge.swapped', notUndone: [] });
      expect(engine.isClean()).toBe(true);
    },
  );

  it('after the person has registered changes nothing, unless the card has to stay', async () => {
    engine = createEngine();
    expect((await tellAt('retest', 'swapped')).stops).toBe(false);
    engine.dispose();
    engine = createEngine(asking('whole'));
    expect((await tellAt('retest', 'swapped')).enrollment.view().why).toBe('badge.swapped');
  });
});
