import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditSince, passHistory } from '../../../src/main/enrollment/history.ts';
import { JournalError, type Journal } from '../../../src/main/journal/index.ts';
import { policyConfig } from '../../../src/main/policy/index.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { operator, person } from '../../support/fake-directory.ts';

let engine: Engine;
beforeEach(() => {
  engine = createEngine();
});
afterEach(() => engine.dispose());

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An enrollment in which a pass was created, and which was then broken off. */
const issue = async (): Promise<void> => {
  const enrollment = engine.begin();
  await engine.toRegister(enrollment);
  enrollment.send({ type: 'cancel', why: 'enrollment.person-left' });
  await engine.reach(enrollment, 'stopped');
};

const countsOf = (more: { personId?: string; operatorId?: string; journal?: Journal } = {}) => {
  const history = passHistory(more.journal ?? engine.journal, {
    personId: more.personId ?? person.id,
    operatorId: more.operatorId ?? operator.id,
    policy: policyConfig.parse({
      repeats: { minutes: 1_440 },
      rates: { operator: { minutes: 60 }, station: { minutes: 60 } },
    }),
    now: engine.clock.now(),
  });
  if (!history.known) return history;
  const { person: forPerson, operator: by, station } = history.value;
  return { person: forPerson.length, operator: by.length, station: station.length };
};

describe('the history that the policy counts', () => {
  it('is empty at first', () => {
    expect(countsOf()).toEqual({ person: 0, operator: 0, station: 0 });
  });

  it('tells when passes were created, also of enrollments that ended otherwise', async () => {
    await issue();
    const history = passHistory(engine.journal, {
      personId: person.id,
      operatorId: operator.id,
      policy: policyConfig.parse({}),
      now: engine.clock.now(),
    });
    const intent = engine.entries().find(({ type, step }) => type === 'effect.intent' && step === 'issue');
    const at = [intent?.data['at']];
    expect(history).toEqual({
      known: true,
      value: { person: at, operator: at, station: at, missingUntil: null },
    });
  });

  it('tells passes of others as the station’s alone', async () => {
    await issue();
    await issue();
    expect(countsOf({ personId: 'somebody-else' })).toEqual({ person: 0, operator: 2, station: 2 });
    expect(countsOf({ operatorId: 'somebody-else' })).toEqual({ person: 2, operator: 0, station: 2 });
  });

  it('leaves out an enrollment without a pass', async () => {
    const enrollment = engine.begin();
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await engine.reach(enrollment, 'stopped');
    expect(countsOf()).toEqual({ person: 0, operator: 0, station: 0 });
  });

  it('looks back as far as each window reaches, and a little further', async () => {
    await issue();
    await engine.clock.advance(HOUR);
    expect(countsOf()).toEqual({ person: 1, operator: 1, station: 1 });
    await engine.clock.advance(HOUR);
    expect(countsOf()).toEqual({ person: 1, operator: 0, station: 0 });
    await engine.clock.advance(23 * HOUR);
    expect(countsOf()).toEqual({ person: 0, operator: 0, station: 0 });
  });

  it('counts each pass once, however often recovery ended its enrollment', async () => {
    const refused = { kind: 'refused', code: 'tenant.forbidden' } as const;
    for (let count = 0; count < 40; count += 1)
      engine.tenant.faults.push({ operation: 'deletePass', fault: refused });
    await issue();
    engine.tenant.faults.length = 0;
    await engine.clock.drive(engine.enrollments.recover());
    expect(countsOf()).toEqual({ person: 1, operator: 1, station: 1 });
  });

  it('is unknown when the journal cannot be read', () => {
    const journal: Journal = {
      ...engine.journal,
      ofType: () => {
        throw new JournalError('station.journal-damaged');
      },
    };
    expect(countsOf({ journal })).toEqual({ known: false, because: 'station.journal-damaged' });
  });
});

it('the audit log is asked for the same window', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  expect(auditSince(policyConfig.parse({ repeats: { minutes: 120 } }), now)).toBe('2026-11-22T07:50:00.000Z');
});
