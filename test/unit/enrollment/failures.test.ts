import { afterEach, describe, expect, it } from 'vitest';
import { JournalError, type Journal } from '../../../src/main/journal/index.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { livePasses, methodOf, person, type Operation } from '../../support/fake-directory.ts';

let engine: Engine;
afterEach(() => engine.dispose());

const retested = { type: 'retested', accountId: person.id, authenticationContext: null } as const;
const always = (operation: Operation) =>
  Array.from({ length: 50 }, () => ({
    operation,
    fault: { kind: 'refused', code: 'tenant.unavailable', retryable: true } as const,
  }));

/** A journal whose n-th append from now on, and every later one, fails. */
const failingFrom =
  (count: number) =>
  (journal: Journal): Journal => {
    let appended = 0;
    return {
      ...journal,
      append: (...given) => {
        appended += 1;
        if (appended >= count) throw new JournalError('station.journal-unwritable');
        return journal.append(...given);
      },
    };
  };

/** A new hire from badge to done, as far as it gets: to its ending, or until nothing happens any more. */
const wholeLine = async (): Promise<string> => {
  const enrollment = engine.begin();
  await engine.toDecided(enrollment);
  enrollment.send({ type: 'accepted' });
  await engine.reach(enrollment, 'reveal');
  enrollment.send({ type: 'noted' });
  enrollment.send({ type: 'way-chosen', way: 'security-key-here' });
  engine.tenant.methods.push(methodOf('key-1'));
  await engine.reach(enrollment, 'retest');
  enrollment.send(retested);
  await engine.reach(enrollment, 'stopped');
  return enrollment.view().at;
};

describe('what cannot be taken back', () => {
  it('is told, stays open, blocks the person, and is put right by recovery', async () => {
    engine = createEngine();
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    engine.tenant.faults.push(...always('deletePass'));
    engine.tenant.methods.push(methodOf('key-1'));
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({
      at: 'stopped',
      why: 'tenant.unavailable',
      undone: ['membership'],
      notUndone: ['pass'],
    });
    expect(engine.entries().at(-1)).toMatchObject({
      type: 'enrollment.unresolved',
      data: { notUndone: ['pass'] },
    });

    engine.tenant.methods = [methodOf('password-1', 'password')];
    engine.tenant.passes = engine.tenant.passes.map((pass) => ({
      ...pass,
      usable: false,
      usabilityReason: 'Expired',
    }));
    const blocked = engine.begin();
    await engine.toDecided(blocked);
    expect(blocked.view().decision?.reasons.map((reason) => reason.code)).toContain('enrollment.unresolved');

    engine = engine.restart();
    await expect(engine.clock.drive(engine.enrollments.recover())).resolves.toMatchObject([
      { enrollment: enrollment.view().id, undone: ['pass', 'membership'], notUndone: [], left: [] },
    ]);
    expect(engine.tenant.passes).toEqual([]);
    expect(engine.journal.openEnrollments()).toEqual([]);
    await expect(engine.enrollments.recover()).resolves.toEqual([]);
    const free = engine.begin();
    await engine.toDecided(free);
    expect(free.view().at).toBe('decided');
  });

  it('does not keep the rest from being taken back', async () => {
    engine = createEngine();
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    engine.tenant.faults.push(...always('deletePass'));
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ undone: ['membership'], notUndone: ['pass'] });
    expect(engine.tenant.members.size).toBe(0);
  });

  it('is tried again before anybody is told', async () => {
    engine = createEngine();
    const enrollment = engine.begin();
    await engine.toRegister(enrollment);
    engine.tenant.faults.push(...always('deletePass').slice(0, 3), ...always('leaveGroup').slice(0, 2));
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ undone: ['pass', 'membership'], notUndone: [] });
    expect(engine.isClean()).toBe(true);
  });

  it('of closing is done by recovery, and the ending stays what it was', async () => {
    engine = createEngine();
    engine.tenant.methods.push(methodOf('phone-1', 'microsoftAuthenticator'));
    const enrollment = engine.begin();
    await engine.toRegister(enrollment, 'lost-phone', ['phone-1']);
    engine.tenant.methods.push(methodOf('key-1'));
    await engine.reach(enrollment, 'retest');
    engine.tenant.faults.push(...always('removeMethod'), ...always('revokeSignInSessions'));
    enrollment.send(retested);
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({
      why: 'tenant.unavailable',
      undone: ['pass', 'membership'],
      notUndone: ['lost-methods', 'sessions'],
    });
    engine = engine.restart();
    const [recovered] = await engine.clock.drive(engine.enrollments.recover());
    expect(recovered).toMatchObject({
      undone: ['pass', 'membership', 'lost-methods', 'sessions'],
      notUndone: [],
    });
    expect(engine.tenant.methods.map((method) => method.id)).toEqual(['password-1', 'key-1']);
    expect(engine.tenant.sessionsRevoked).toBe(1);
    expect(engine.entries().at(-1)).toMatchObject({
      type: 'enrollment.ended',
      data: { ending: 'stopped', why: 'tenant.unavailable', scenario: 'lost-phone' },
    });
  });
});

describe('a journal that cannot be written', () => {
  it('lets nothing begin', () => {
    engine = createEngine({ journal: failingFrom(1) });
    expect(() => engine.begin()).toThrow(JournalError);
    expect(engine.tenant.calls).toEqual([]);
  });

  // One more than a whole enrollment appends: the last line of the table finds the journal writable throughout.
  it.each(Array.from({ length: 33 }, (_, index) => index + 2))(
    'from append %i on leaves no pass and no membership, and no effect without its intent',
    async (count) => {
      engine = createEngine({ journal: failingFrom(count) });
      const ending = await wholeLine();
      expect(ending).toBe(count > 31 ? 'done' : 'stopped');
      expect(engine.isClean()).toBe(true);
      const made = engine.tenant.calls.map((call) => call.operation);
      const intents = engine.entries().filter((entry) => entry.type === 'effect.intent');
      for (const [operation, step] of [
        ['joinGroup', 'admit'],
        ['createPass', 'issue'],
        ['revokeSignInSessions', 'sessions'],
      ]) {
        const written = intents.filter((intent) => intent.step === step).length;
        expect(made.filter((one) => one === operation).length).toBeLessThanOrEqual(written);
      }
      expect(engine.journal.verify()).toMatchObject({ ok: true });

      engine = engine.restart();
      for (const one of await engine.clock.drive(engine.enrollments.recover()))
        expect(one.notUndone).toEqual([]);
      expect(engine.journal.openEnrollments()).toEqual([]);
    },
  );
});

describe('a process that dies', () => {
  const dyingAt =
    (count: number, when: 'before' | 'after') =>
    (journal: Journal): Journal => {
      let appended = 0;
      return {
        ...journal,
        append: (...given) => {
          appended += 1;
          if (appended < count) return journal.append(...given);
          if (appended === count && when === 'after') journal.append(...given);
          engine.tenant.dead = true;
          throw new JournalError('station.journal-unwritable');
        },
      };
    };

  const untilDeath = async (line: Promise<string>): Promise<void> => {
    // Either it hangs for ever, or there was nothing left to do that needs the tenant.
    await line.catch((error: unknown) => {
      expect(String(error)).toContain('nothing more will happen');
    });
    expect(engine.tenant.dead).toBe(true);
  };
  const recovered = async (): Promise<void> => {
    engine = engine.restart();
    for (const one of await engine.clock.drive(engine.enrollments.recover()))
      expect(one.notUndone).toEqual([]);
    expect(engine.isClean()).toBe(true);
    expect(engine.journal.openEnrollments()).toEqual([]);
    expect(engine.journal.verify()).toMatchObject({ ok: true });
    const again = engine.begin();
    engine.tenant.methods = [methodOf('password-1', 'password')];
    await engine.clock.runUntil(() => again.view().facts !== null);
  };
  const points = Array.from({ length: 28 }, (_, index) => index + 2).flatMap((count) => [
    [count, 'before'] as const,
    [count, 'after'] as const,
  ]);

  it.each(points)('at append %i, %s it, leaves nothing after the next start', async (count, when) => {
    engine = createEngine({ journal: dyingAt(count, when) });
    await untilDeath(wholeLine());
    await recovered();
  });

  const operations: readonly Operation[] = [
    'joinGroup',
    'createPass',
    'listPasses',
    'deletePass',
    'leaveGroup',
    'revokeSignInSessions',
  ];
  const calls = operations.flatMap((operation) => [
    [operation, 'dies-before'] as const,
    [operation, 'dies-after'] as const,
  ]);

  it.each(calls)('in %s (%s) leaves nothing after the next start', async (operation, kind) => {
    engine = createEngine();
    engine.tenant.faults.push({ operation, fault: { kind } });
    await untilDeath(wholeLine());
    await recovered();
    if (operation === 'createPass' && kind === 'dies-after') {
      // At once, and again when it is sure that no other one follows.
      expect(engine.tenant.calls.filter((call) => call.operation === 'deletePass')).toHaveLength(2);
      expect(livePasses(engine.tenant)).toEqual([]);
    }
  });

  it('again during recovery leaves nothing after the start that follows', async () => {
    engine = createEngine();
    engine.tenant.faults.push({ operation: 'createPass', fault: { kind: 'dies-after' } });
    await untilDeath(wholeLine());
    engine = engine.restart();
    engine.tenant.faults.push({ operation: 'deletePass', fault: { kind: 'dies-after' } });
    void engine.enrollments.recover();
    await engine.clock.runUntil(() => engine.tenant.dead);
    await recovered();
  });
});
