import { afterEach, describe, expect, it } from 'vitest';
import type { FleetPasses } from '../../../src/main/policy/index.ts';
import type { Lease, Leases, LeaseStanding, PassesAsked } from '../../../src/main/enrollment/index.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { methodOf, operator } from '../../support/fake-directory.ts';
import { settle } from '../../support/virtual-clock.ts';

let engine: Engine;
afterEach(() => engine.dispose());

/** A lease that stands as the test says. */
const createHand = () => {
  let standing: LeaseStanding | null = null;
  let answer: (given: LeaseStanding) => void = () => undefined;
  const listeners = new Set<(now: LeaseStanding) => void>();
  const asked = new Promise<LeaseStanding>((resolve) => {
    answer = resolve;
  });
  const taken: (readonly [string, string])[] = [];
  let released = 0;
  let passes: FleetPasses | null = null;
  let asks: PassesAsked | null = null;
  const become = (now: LeaseStanding): void => {
    standing = now;
    answer(now);
    for (const listener of listeners) listener(now);
  };
  const lease: Lease = {
    asked: () => asked,
    standing: () => standing,
    passesElsewhere: () => passes,
    listen: (listener) => void listeners.add(listener),
    release: () => {
      released += 1;
      return Promise.resolve();
    },
  };
  const leases: Leases = {
    take: (person, enrollment, about) => {
      taken.push([person, enrollment]);
      asks = about;
      return lease;
    },
  };
  return {
    leases,
    become,
    taken,
    released: () => released,
    asked: () => asks,
    tell: (told: FleetPasses) => {
      passes = told;
    },
    /** Nobody is told of it yet. */
    quietly: (now: LeaseStanding) => {
      standing = now;
    },
  };
};

const held: LeaseStanding = { is: 'held', token: 3 };
const lost: LeaseStanding = { is: 'not', why: 'lease.lost' };

describe('a lease', () => {
  it('is taken with the badge, written down and let go of at the end', async () => {
    const hand = createHand();
    engine = createEngine({ leases: hand.leases });
    const enrollment = engine.begin();
    const { id, person } = enrollment.view();
    hand.become(held);
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    expect(await engine.clock.drive(enrollment.ended)).toBe('stopped');
    await settle();
    expect(hand.taken).toEqual([[person.id, id]]);
    expect(hand.asked()).toMatchObject({ operator: operator.id });
    expect(hand.released()).toBe(1);
    const written = engine.entries().filter(({ type }) => type === 'lease');
    expect(written.map(({ data, subject }) => ({ data, subject }))).toEqual([
      { data: { ...held }, subject: person.id },
    ]);
  });

  it('that another desk holds stops the enrollment before anything was changed', async () => {
    const hand = createHand();
    engine = createEngine({ leases: hand.leases });
    const enrollment = engine.begin();
    hand.become({ is: 'not', why: 'lease.elsewhere' });
    expect(await engine.clock.drive(enrollment.ended)).toBe('stopped');
    expect(enrollment.view()).toMatchObject({ why: 'lease.elsewhere', undone: [], notUndone: [] });
    expect(engine.entries().some(({ type }) => type === 'effect.intent')).toBe(false);
  });

  it('is waited for before the first change', async () => {
    const hand = createHand();
    engine = createEngine({ leases: hand.leases });
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    enrollment.send({ type: 'accepted' });
    await settle();
    expect(enrollment.view().at).toBe('checking-again');
    expect(engine.entries().some(({ type }) => type === 'effect.intent')).toBe(false);
    hand.become(held);
    await engine.reach(enrollment, 'reveal');
    expect(enrollment.view().at).toBe('reveal');
  });

  it('brings what other stations issued into the decision', async () => {
    const hand = createHand();
    engine = createEngine({ leases: hand.leases });
    const enrollment = engine.begin();
    const now = engine.clock.now();
    hand.tell({ person: [now - 60_000, now - 120_000], operator: [] });
    hand.become(held);
    await engine.toDecided(enrollment);
    const { reasons, verdict } = enrollment.view().decision ?? {};
    expect(verdict).toBe('approve');
    expect(reasons?.find(({ rule }) => rule === 'repeats-few')).toMatchObject({
      code: 'repeats.many',
      params: { count: 2 },
    });
  });

  it('that comes late changes the decision before anything is changed', async () => {
    const hand = createHand();
    engine = createEngine({
      leases: hand.leases,
      policy: { rates: { operator: { passes: 1, minutes: 60 } } },
    });
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    expect(enrollment.view().decision?.verdict).toBe('allow');
    enrollment.send({ type: 'accepted' });
    // Longer than a first decision waits for the ledger.
    await engine.clock.advance(2_500);
    hand.tell({ person: [], operator: [engine.clock.now()] });
    hand.become(held);
    expect(await engine.clock.drive(enrollment.ended)).toBe('refused');
    const { reasons } = enrollment.view().decision ?? {};
    expect(reasons?.filter(({ effect }) => effect === 'refuses').map(({ code }) => code)).toEqual([
      'rate.operator',
    ]);
    expect(engine.entries().some(({ type }) => type === 'effect.intent')).toBe(false);
  });

  it('is not needed where the site lets the tenant tell', async () => {
    const hand = createHand();
    engine = createEngine({ leases: hand.leases });
    const enrollment = engine.begin();
    hand.become({ is: 'without' });
    await engine.toRegister(enrollment);
    expect(enrollment.view().at).toBe('register');
  });

  it('that is lost while the pass lives takes everything temporary away', async () => {
    const hand = createHand();
    engine = createEngine({ leases: hand.leases });
    const enrollment = engine.begin();
    hand.become(held);
    await engine.toRegister(enrollment);
    hand.become(lost);
    expect(await engine.clock.drive(enrollment.ended)).toBe('stopped');
    expect(enrollment.view().why).toBe('lease.lost');
    expect(engine.isClean()).toBe(true);
  });

  it('that has run out shows no pass, even before anybody is told', async () => {
    const hand = createHand();
    engine = createEngine({ leases: hand.leases });
    const enrollment = engine.begin();
    hand.become(held);
    await engine.toDecided(enrollment);
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'reveal');
    expect(enrollment.pass()).not.toBeNull();
    hand.quietly(lost);
    expect(enrollment.pass()).toBeNull();
  });

  it('that has run out creates nothing', async () => {
    const hand = createHand();
    engine = createEngine({ leases: hand.leases });
    const enrollment = engine.begin();
    hand.become(held);
    await engine.toDecided(enrollment);
    hand.quietly(lost);
    enrollment.send({ type: 'accepted' });
    expect(await engine.clock.drive(enrollment.ended)).toBe('stopped');
    expect(enrollment.view().why).toBe('lease.lost');
    expect(engine.entries().some(({ type }) => type === 'effect.intent')).toBe(false);
  });

  it('that runs out while everything is read again has nobody join the group', async () => {
    const hand = createHand();
    engine = createEngine({ leases: hand.leases });
    const enrollment = engine.begin();
    hand.become(held);
    await engine.toDecided(enrollment);
    engine.tenant.faults.push({ operation: 'readFacts', fault: { kind: 'slow', ms: 3_000 } });
    enrollment.send({ type: 'accepted' });
    await settle();
    hand.quietly(lost);
    expect(await engine.clock.drive(enrollment.ended)).toBe('stopped');
    expect(enrollment.view().why).toBe('lease.lost');
    expect(engine.entries().some(({ type }) => type === 'effect.intent')).toBe(false);
  });

  it('that runs out while the person joins the group creates no pass, and the group is left again', async () => {
    const hand = createHand();
    engine = createEngine({ leases: hand.leases });
    const enrollment = engine.begin();
    hand.become(held);
    await engine.toDecided(enrollment);
    const join = engine.tenant.members.add.bind(engine.tenant.members);
    engine.tenant.members.add = (member) => {
      hand.quietly(lost);
      return join(member);
    };
    enrollment.send({ type: 'accepted' });
    hand.become(held);
    expect(await engine.clock.drive(enrollment.ended)).toBe('stopped');
    const effects = engine.entries().filter(({ type }) => type === 'effect.intent');
    expect(effects.map(({ step }) => step)).not.toContain('issue');
    expect(engine.isClean()).toBe(true);
  });

  it('that has run out closes nothing', async () => {
    const hand = createHand();
    engine = createEngine({ leases: hand.leases });
    const enrollment = engine.begin();
    hand.become(held);
    await engine.toRegister(enrollment);
    engine.tenant.methods.push(methodOf('phone-1', 'microsoftAuthenticator'));
    enrollment.send({ type: 'look' });
    await engine.reach(enrollment, 'retest');
    expect(enrollment.view().at).toBe('retest');
    hand.quietly(lost);
    enrollment.send({
      type: 'retested',
      accountId: enrollment.view().person.id,
      authenticationContext: null,
    });
    expect(await engine.clock.drive(enrollment.ended)).toBe('stopped');
    expect(enrollment.view().why).toBe('lease.lost');
    expect(engine.entries().some(({ step }) => step === 'sessions')).toBe(false);
  });
});
