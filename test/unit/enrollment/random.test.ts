import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectsOf } from '../../../src/main/enrollment/effects.ts';
import type { Enrollment, EnrollmentEvent } from '../../../src/main/enrollment/index.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { prove } from '../../support/proving.ts';
import { livePasses, methodOf, person, type Fault, type Operation } from '../../support/fake-directory.ts';

const event: fc.Arbitrary<EnrollmentEvent> = fc.oneof(
  fc
    .record({
      step: fc.constantFrom('face-photo', 'badge-held', 'document', 'ticket'),
      outcome: fc.constantFrom('passed', 'failed', 'not-possible'),
      documentClass: fc.constantFrom('passport', 'library-card', null),
    })
    .map((answer): EnrollmentEvent => ({ type: 'answered', answer: { ...answer, ticket: null } })),
  fc.constant<EnrollmentEvent>({ type: 'escalated' }),
  fc
    .constantFrom('new-hire', 'lost-phone', 're-registration')
    .map((scenario): EnrollmentEvent => ({ type: 'scenario-chosen', scenario })),
  fc.constant<EnrollmentEvent>({ type: 'lost-methods-chosen', methodIds: ['phone-1'] }),
  fc.constant<EnrollmentEvent>({ type: 'accepted' }),
  fc.constant<EnrollmentEvent>({ type: 'noted' }),
  fc.constant<EnrollmentEvent>({ type: 'look' }),
  fc.constant<EnrollmentEvent>({ type: 'another-way' }),
  fc.boolean().map((own): EnrollmentEvent => ({ type: 'owned', own })),
  fc
    .constantFrom(person.id, 'somebody-else')
    .map((accountId): EnrollmentEvent => ({ type: 'retested', accountId, authenticationContext: null })),
  fc.constant<EnrollmentEvent>({ type: 'retested-on-phone' }),
  fc.constant<EnrollmentEvent>({ type: 'retest-failed', code: 'sign-in.cancelled' }),
  fc.constant<EnrollmentEvent>({ type: 'cancel', why: 'enrollment.cancelled' }),
);

const operation = fc.constantFrom<Operation>(
  'readFacts',
  'joinGroup',
  'createPass',
  'listPasses',
  'listMethods',
  'deletePass',
  'leaveGroup',
  'isDirectMember',
  'removeMethod',
  'revokeSignInSessions',
);
const fault: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant<Fault>({ kind: 'refused', code: 'tenant.unavailable', retryable: true }),
  fc.constant<Fault>({ kind: 'refused', code: 'tenant.forbidden' }),
  fc.constant<Fault>({ kind: 'refused', code: 'pass.not-in-scope' }),
  fc.constant<Fault>({ kind: 'lost-before' }),
  fc.constant<Fault>({ kind: 'lost-after' }),
);

type Happening =
  | { readonly do: 'event'; readonly event: EnrollmentEvent }
  | { readonly do: 'time'; readonly ms: number }
  | { readonly do: 'method' }
  /** What an ordinary run would do next: without it few random runs would come far. */
  | { readonly do: 'go-on' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 1, arbitrary: event.map((one): Happening => ({ do: 'event', event: one })) },
  { weight: 12, arbitrary: fc.constant<Happening>({ do: 'go-on' }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 20_000 }).map((ms): Happening => ({ do: 'time', ms })) },
  { weight: 1, arbitrary: fc.constant<Happening>({ do: 'method' }) },
);

const next: Partial<Record<string, EnrollmentEvent>> = {
  scenario: { type: 'scenario-chosen', scenario: 're-registration' },
  'lost-method': { type: 'lost-methods-chosen', methodIds: ['phone-1'] },
  decided: { type: 'accepted' },
  reveal: { type: 'noted' },
  asking: { type: 'owned', own: true },
  retest: { type: 'retested', accountId: person.id, authenticationContext: null },
};

const happen = async (engine: Engine, enrollment: Enrollment, one: Happening): Promise<void> => {
  if (one.do === 'event') enrollment.send(one.event);
  if (one.do === 'method') engine.tenant.methods.push(methodOf('key-1'));
  if (one.do === 'go-on') {
    prove(enrollment);
    const following = next[enrollment.view().at];
    if (following !== undefined) enrollment.send(following);
    else if (enrollment.view().at === 'register') engine.tenant.methods.push(methodOf('key-1'));
  }
  await engine.clock.advance(one.do === 'time' ? one.ms : 10);
};

const scenarioOf = fc.record({
  member: fc.boolean(),
  propagationLooks: fc.integer({ min: 0, max: 3 }),
  faults: fc.array(fc.record({ operation, fault }), { maxLength: 6 }),
  happenings: fc.array(happening, { minLength: 5, maxLength: 25 }),
});

/** Who was a member before stays one; who was not, is none; no pass lives: or the enrollment says that it may. */
const expectNothingUntold = (engine: Engine, enrollment: Enrollment, member: boolean): void => {
  const { notUndone } = enrollment.view();
  if (!notUndone.includes('membership')) {
    expect([...engine.tenant.members]).toEqual(member ? ['group-recovery'] : []);
  }
  if (!notUndone.includes('pass')) expect(livePasses(engine.tenant)).toEqual([]);
  expect(enrollment.pass()).toBeNull();
  expect(engine.journal.openEnrollments()).toEqual(notUndone.length === 0 ? [] : [enrollment.view().id]);
};

const undisturbed = {
  member: false,
  propagationLooks: 0,
  faults: [],
  happenings: Array.from({ length: 12 }, (): Happening => ({ do: 'go-on' })),
};

describe('whatever people do and whatever fails', () => {
  it('nothing of ours is left in the tenant that is not told, and the record says all of it', async () => {
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(scenarioOf, async ({ member, propagationLooks, faults, happenings }) => {
        const engine = createEngine();
        engine.tenant.methods.push(methodOf('phone-1', 'microsoftAuthenticator'));
        engine.tenant.propagationLooks = propagationLooks;
        if (member) engine.tenant.members.add('group-recovery');
        engine.tenant.faults.push(...faults);
        const enrollment = engine.begin();
        enrollment.listen((view) => reached.add(view.at));
        for (const one of happenings) await happen(engine, enrollment, one);
        enrollment.send({ type: 'cancel', why: 'enrollment.person-left' });
        await engine.clock.runUntil(() => enrollment.view().endedAt !== null);

        expectNothingUntold(engine, enrollment, member);

        const entries = engine.entries();
        const created = engine.tenant.calls.filter((call) => call.operation === 'createPass').length;
        expect(
          entries.filter((entry) => entry.type === 'effect.intent' && entry.step === 'issue'),
        ).toHaveLength(created);
        const undecided = effectsOf(entries).filter((record) => record.state === 'open');
        expect(undecided).toEqual([]);
        expect(engine.journal.verify()).toMatchObject({ ok: true });
        for (const text of engine.tenant.texts) {
          expect(JSON.stringify(entries) + engine.logged.join()).not.toContain(text);
        }

        const later = engine.restart();
        const [recovered] = await later.clock.drive(later.enrollments.recover());
        expect(recovered?.notUndone ?? []).toEqual([]);
        expect([...later.tenant.members]).toEqual(member ? ['group-recovery'] : []);
        expect(livePasses(later.tenant)).toEqual([]);
        later.dispose();
      }),
      { numRuns: 80, examples: [[undisturbed]] },
    );
    // The runs are worth something only when some come to the end of the line too.
    expect([...reached]).toEqual(expect.arrayContaining(['revoking', 'retest', 'done', 'stopped']));
  }, 120_000);
});
