import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../support/engine.ts';
import {
  groups,
  livePasses,
  methodOf,
  person,
  type Fault,
  type Operation,
} from '../../support/fake-directory.ts';
import type { ProblemCode } from '../../../src/shared/index.ts';

let engine: Engine;
beforeEach(() => {
  engine = createEngine();
});
afterEach(() => engine.dispose());

const MINUTE = 60_000;

const refuse = (code: ProblemCode, ...operations: readonly Operation[]): void => {
  const fault: Fault = { kind: 'refused', code };
  for (const operation of operations) {
    engine.tenant.faults.push(...Array.from({ length: 200 }, () => ({ operation, fault })));
  }
};
const called = (operation: Operation): number =>
  engine.tenant.calls.filter((call) => call.operation === operation).length;
const ofType = (type: string) => engine.entries().filter((entry) => entry.type === type);
const recover = () => engine.clock.drive(engine.enrollments.recover());

/** Somebody else, at another desk or in the admin center, makes a pass: ours is gone without a word. */
const replacePass = (): void => {
  engine.tenant.passes = engine.tenant.passes.map((pass) => ({ ...pass, id: 'somebody-elses' }));
};

describe("the operator's rights lapsing in the middle (F5)", () => {
  it.each(['tenant.signed-out', 'tenant.forbidden'] as const)(
    'before the pass is created (%s) stops there, and no pass comes to be',
    async (code) => {
      const enrollment = engine.begin();
      await engine.toDecided(enrollment);
      refuse(code, 'createPass');
      enrollment.send({ type: 'accepted' });
      await engine.reach(enrollment, 'stopped');
      expect(enrollment.view()).toMatchObject({ why: code, undone: ['membership'], notUndone: [] });
      expect(called('createPass')).toBe(1);
      expect(engine.isClean()).toBe(true);
    },
  );

  it.each(['tenant.signed-out', 'tenant.forbidden'] as const)(
    'after it was created (%s) ends the showing, alerts, and the next operator takes everything back',
    async (code) => {
      const enrollment = engine.begin();
      await engine.toRegister(enrollment);
      refuse(code, 'deletePass', 'leaveGroup', 'listPasses', 'isDirectMember', 'listMethods', 'readPerson');
      enrollment.send({ type: 'cancel', why: 'enrollment.person-left' });
      await engine.reach(enrollment, 'stopped');
      expect(enrollment.pass()).toBeNull();
      expect(enrollment.view().left).toMatchObject([
        { item: 'pass', id: 'pass-1', sure: true },
        { item: 'membership', id: groups['new-hire'], sure: true },
      ]);
      expect(ofType('alert.raised')).toHaveLength(1);
      const [still] = await recover();
      expect(still).toMatchObject({ notUndone: ['pass', 'membership'], person: null, personId: person.id });

      // Somebody who still has the rights signs in.
      engine.tenant.faults.length = 0;
      const [recovered] = await recover();
      expect(recovered).toMatchObject({ undone: ['pass', 'membership'], notUndone: [], left: [] });
      expect(engine.isClean()).toBe(true);
      expect(ofType('alert.cleared')).toHaveLength(1);
    },
  );
});

describe('two stations and one person (F9)', () => {
  it('a pass that another one replaced before it could be shown is never shown', async () => {
    engine.tenant.propagationLooks = 3;
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    enrollment.listen((view) => {
      if (view.at === 'awaiting-usable') replacePass();
      expect(view.at).not.toBe('reveal');
    });
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ why: 'pass.someone-elses', notUndone: [] });
    expect(engine.tenant.passes.map(({ id }) => id)).toEqual(['somebody-elses']);
  });

  it('a pass that another one replaced while it was shown is taken off the screen within one look', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    replacePass();
    await engine.clock.advance(5_000);
    expect(enrollment.pass()).toBeNull();
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ why: 'pass.someone-elses', notUndone: [] });
    // Theirs is not ours to delete.
    expect(engine.tenant.passes.map(({ id }) => id)).toEqual(['somebody-elses']);
    expect(engine.tenant.members.size).toBe(0);
  });

  it('a test sign-in proves nothing while another pass stands, and is not asked for', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    replacePass();
    engine.tenant.methods.push(methodOf('key-1'));
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ why: 'pass.someone-elses', found: { id: 'key-1' } });
    expect(ofType('retest')).toEqual([]);
  });
});

describe('a clock that is wrong or jumps (F12)', () => {
  it.each([130_000, -130_000])('by %i ms creates no pass', async (aheadMs) => {
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    engine.tenant.clockAheadMs = aheadMs;
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ why: 'station.clock-skew', notUndone: [] });
    expect(called('createPass')).toBe(0);
    expect(engine.isClean()).toBe(true);
  });

  it('is noticed at the creation itself where nothing was joined before it', async () => {
    engine.tenant.members.add(groups['new-hire']);
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    engine.tenant.clockAheadMs = 130_000;
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ why: 'station.clock-skew', undone: ['pass'], notUndone: [] });
    expect(livePasses(engine.tenant)).toEqual([]);
  });

  // An hour is what daylight saving moves a clock that keeps local time; years are an empty battery.
  it.each([3_600_000, -3_600_000, -20 * 365 * 86_400_000])(
    'by %i ms in the middle neither ends nor stretches what runs out',
    async (byMs) => {
      const enrollment = engine.begin();
      await engine.toRegister(enrollment);
      const from = engine.clock.monotonicMs();
      engine.clock.setWallClock(byMs);
      await engine.clock.advance(44 * MINUTE);
      expect(enrollment.view().at).toBe('register');
      await engine.reach(enrollment, 'stopped');
      expect(enrollment.view()).toMatchObject({ why: 'enrollment.expired', notUndone: [] });
      expect(engine.clock.monotonicMs() - from).toBeLessThan(46 * MINUTE);
      expect(engine.isClean()).toBe(true);
    },
  );

  it('forwards does not make a pass that cannot be seen yet count as gone', async () => {
    engine.tenant.propagationLooks = 6;
    const enrollment = engine.begin();
    await engine.toDecided(enrollment);
    enrollment.listen((view) => {
      if (view.at !== 'awaiting-usable') return;
      engine.clock.setWallClock(3_600_000);
      enrollment.send({ type: 'cancel', why: 'enrollment.person-left' });
    });
    enrollment.send({ type: 'accepted' });
    await engine.reach(enrollment, 'stopped');
    expect(livePasses(engine.tenant)).toEqual([]);
  });

  it("gives the pass's end by the tenant's clock", async () => {
    engine.tenant.clockAheadMs = 90_000;
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    const startsAt = Date.parse(engine.tenant.passes[0]?.startsAt ?? '');
    const minutes = engine.tenant.passes[0]?.lifetimeMinutes ?? 0;
    expect(enrollment.view().passExpiresAt).toBe(startsAt + minutes * MINUTE);
  });
});

describe('a deletion that keeps failing (F13)', () => {
  const leavePass = async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    refuse('tenant.forbidden', 'deletePass', 'listPasses');
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    return enrollment;
  };

  it('raises one alert that names what is left and what to do by hand', async () => {
    const enrollment = await leavePass();
    const endsAt = enrollment.view().left[0]?.endsBySelfAt ?? 0;
    expect(ofType('alert.raised')).toMatchObject([
      {
        enrollment: enrollment.view().id,
        subject: person.id,
        data: {
          alert: 'left-behind',
          left: ['pass pass-1'],
          do: ['delete-pass'],
          passEndsAt: new Date(endsAt).toISOString(),
        },
      },
    ]);
    await recover();
    await recover();
    expect(ofType('alert.raised')).toHaveLength(1);
  });

  it('is over when the pass has surely expired, which clears the alert and frees the person', async () => {
    const enrollment = await leavePass();
    const endsAt = enrollment.view().left[0]?.endsBySelfAt ?? 0;
    await engine.clock.advance(endsAt - engine.clock.now() - MINUTE);
    expect(await recover()).toMatchObject([{ notUndone: ['pass'] }]);
    await engine.clock.advance(2 * MINUTE);
    expect(await recover()).toMatchObject([{ notUndone: [], left: [] }]);
    expect(ofType('alert.cleared')).toHaveLength(1);
    expect(engine.journal.openEnrollments()).toEqual([]);
  });

  it('of a membership is never over by itself', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    refuse('tenant.forbidden', 'leaveGroup', 'isDirectMember');
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    await engine.clock.advance(48 * 60 * MINUTE);
    expect(await recover()).toMatchObject([{ notUndone: ['membership'], person: { id: person.id } }]);
    expect(ofType('alert.raised')).toMatchObject([
      { data: { left: [`membership ${groups['new-hire']}`], do: ['leave-group'], passEndsAt: null } },
    ]);
  });

  it('is alerted anew when something else is left than before', async () => {
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    refuse('tenant.forbidden', 'deletePass', 'listPasses', 'leaveGroup', 'isDirectMember');
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    engine.tenant.faults.length = 0;
    refuse('tenant.forbidden', 'leaveGroup', 'isDirectMember');
    await recover();
    expect(ofType('alert.raised').map(({ data }) => data['left'])).toEqual([
      ['pass pass-1', `membership ${groups['new-hire']}`],
      [`membership ${groups['new-hire']}`],
    ]);
  });
});
