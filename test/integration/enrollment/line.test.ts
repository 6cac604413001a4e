import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clock } from '../../../src/main/app/clock.ts';
import type { Directory, OperatorFacts, Person } from '../../../src/main/directory/index.ts';
import {
  createEnrollments,
  type Enrollment,
  type EnrollmentPlace,
  type Enrollments,
} from '../../../src/main/enrollment/index.ts';
import { openJournal, type Journal } from '../../../src/main/journal/index.ts';
import { createLogger } from '../../../src/main/log/index.ts';
import type { Scenario } from '../../../src/shared/index.ts';
import { prove } from '../../support/proving.ts';
import { sitePolicy } from '../../support/site-policy.ts';
import { directoryOf, newContext, signIn } from '../../support/operator.ts';
import { startTenant, type SimulatedTenant, type TenantRecord } from '../../support/tenant.ts';
import { everyWay } from '../../support/ways.ts';
import { badgeOnRecord } from '../../support/badge.ts';

const passPath = '/v1.0/users/*/authentication/temporaryAccessPassMethods';
const state = z.object({ livePasses: z.array(z.unknown()), strayMemberships: z.array(z.unknown()) });

let tenant: SimulatedTenant;
let directory: Directory;
let operator: OperatorFacts;
let folder: string;
let journal: Journal;
let enrollments: Enrollments;
let logged = '';

const open = (): void => {
  journal = openJournal({
    file: path.join(folder, 'journal.sqlite'),
    station: 'desk-1',
    clock,
    randomBytes: (count) => randomBytes(count),
  });
  const { onboarding = '', recovery = '' } = tenant.facts.groups;
  enrollments = createEnrollments({
    stationWays: everyWay,
    directory,
    journal,
    policy: sitePolicy(String(tenant.facts['stationDeviceId'])),
    groups: {
      'new-hire': onboarding,
      'lost-phone': recovery,
      're-registration': recovery,
      // The plans have no privileged person.
      privileged: 'none',
    },
    settings: { absenceWaitsMs: [50, 100, 200] },
    clock,
    newId: () => randomUUID(),
    log: createLogger({ write: (line) => (logged += line) }),
  });
};

beforeAll(async () => {
  tenant = await startTenant();
  directory = directoryOf(tenant, await signIn(tenant, 'operator'));
  operator = (await directory.readOperator(newContext())).value;
});
afterAll(() => tenant.stop());
beforeEach(async () => {
  await tenant.setFaults([]);
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-line-'));
  logged = '';
  open();
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true });
});

const begin = async (part: string): Promise<Enrollment> => {
  const { employeeId } = tenant.person(part);
  const [person] = await directory.findPeople({ by: 'employee-id', value: employeeId ?? '' }, newContext());
  if (person === undefined) throw new Error(`nobody has the number of ${part}`);
  return beginWith(person);
};
const beginWith = (person: Person): Enrollment =>
  enrollments.begin({ person, badge: badgeOnRecord, cardIsThere: () => true, operator });

/** Settles when the enrollment stands at the place, or has ended. */
const reached = (enrollment: Enrollment, place: EnrollmentPlace): Promise<void> =>
  new Promise((resolve) => {
    const here = (): boolean => enrollment.view().at === place || enrollment.view().endedAt !== null;
    if (here()) resolve();
    const forget = enrollment.listen(() => {
      if (!here()) return;
      forget();
      resolve();
    });
  });
const factsRead = (enrollment: Enrollment): Promise<void> =>
  new Promise((resolve) => {
    if (enrollment.view().facts !== null) resolve();
    enrollment.listen((view) => {
      if (view.facts !== null) resolve();
    });
  });

const toDecided = async (enrollment: Enrollment, scenario: Scenario): Promise<void> => {
  enrollment.send({ type: 'scenario-chosen', scenario });
  if (scenario === 'lost-phone') {
    await factsRead(enrollment);
    const methods = enrollment.view().facts?.methods ?? [];
    const lost = methods.filter(
      (method) => /authenticator/i.test(method.type) && /microsoft/i.test(method.type),
    );
    enrollment.send({
      type: 'lost-methods-chosen',
      methodIds: lost.filter((method) => method.type.includes('microsoftAuthenticator')).map(({ id }) => id),
    });
  }
  prove(enrollment);
  await reached(enrollment, 'decided');
};

/** The person signs in on the own phone with the pass and registers there. */
const registerOnPhone = async (
  enrollment: Enrollment,
  register: 'authenticator' | 'passkey',
): Promise<string> => {
  const text = enrollment.pass()?.unwrap() ?? '';
  const { userPrincipalName } = enrollment.view().person;
  const answer = await tenant.asAdmin('POST', '/simulator/phone', {
    userPrincipalName,
    pass: text,
    register,
  });
  expect(answer.status).toBe(200);
  return text;
};

const leftBehind = async (): Promise<z.infer<typeof state>> => state.parse(await tenant.state());
const recorded = async (act: () => Promise<unknown>): Promise<readonly TenantRecord[]> => {
  const before = (await tenant.records()).length;
  await act();
  return (await tenant.records()).slice(before);
};

describe('the line against the simulated tenant', () => {
  it.each([
    ['new-hire', 'new-hire', 'passkey'],
    ['lost-phone', 'lost-phone', 'authenticator'],
    ['re-registration', 're-registration', 'passkey'],
  ] as const)('enrolls %s and leaves nothing behind', async (part, scenario, way) => {
    const enrollment = await begin(part);
    await toDecided(enrollment, scenario);
    expect(enrollment.view().decision?.reasons.filter((reason) => reason.effect === 'refuses')).toEqual([]);
    const calls = await recorded(async () => {
      enrollment.send({ type: 'accepted' });
      await reached(enrollment, 'reveal');
    });
    expect(enrollment.view().at).toBe('reveal');
    const asked = calls.map(({ method, path }) => `${method} ${path.split('/').slice(-2).join('/')}`);
    // The pass alone is looked at again, where it does not show at once.
    expect(asked.slice(0, 5)).toEqual([
      'POST v1.0/$batch',
      'POST v1.0/$batch',
      'POST members/$ref',
      'POST authentication/temporaryAccessPassMethods',
      'GET authentication/temporaryAccessPassMethods',
    ]);
    expect(asked.slice(5).filter((one) => one !== asked[4])).toEqual([]);
    expect(await leftBehind()).toMatchObject({ livePasses: [{}], strayMemberships: [{}] });
    const lost = enrollment
      .view()
      .facts?.methods.find((method) => method.type.includes('microsoftAuthenticator'));
    enrollment.send({ type: 'noted' });
    enrollment.send({ type: 'way-chosen', way: 'authenticator-on-phone' });
    const text = await registerOnPhone(enrollment, way);
    enrollment.send({ type: 'look' });
    await reached(enrollment, 'retest');
    expect(enrollment.view()).toMatchObject({ at: 'retest', undone: ['pass', 'membership'] });
    expect(await leftBehind()).toEqual({ livePasses: [], strayMemberships: [] });
    enrollment.send({
      type: 'retested',
      accountId: enrollment.view().person.id,
      authenticationContext: null,
    });
    await expect(enrollment.ended).resolves.toBe('done');
    expect(enrollment.view().undone).toContain('sessions');
    if (scenario === 'lost-phone') {
      const left = await directory.listMethods(enrollment.view().person.id, newContext());
      expect(left.map((method) => method.id)).not.toContain(lost?.id);
    }
    expect(journal.verify()).toMatchObject({ ok: true });
    expect(enrollments.today()).toMatchObject({ done: 1, refused: 0, stopped: 0 });
    expect(enrollments.earlierPasses(enrollment.view().person.id)).toMatchObject([{ scenario }]);
    journal.close();
    expect(readFileSync(path.join(folder, 'journal.sqlite')).includes(text)).toBe(false);
    expect(logged).not.toContain(text);
    open();
  });

  it('refuses a privileged person without changing anything', async () => {
    const enrollment = await begin('privileged');
    const calls = await recorded(async () => {
      await toDecided(enrollment, 'new-hire');
    });
    await expect(enrollment.ended).resolves.toBe('refused');
    expect(enrollment.view().decision?.reasons.map((reason) => reason.code)).toContain('privileged.role');
    expect(calls.filter((call) => call.method !== 'GET' && !call.path.endsWith('/$batch'))).toEqual([]);
  });

  it('stops when the answer to creation is lost, and takes the pass away that nobody saw', async () => {
    const enrollment = await begin('walk-away');
    await toDecided(enrollment, 'new-hire');
    await tenant.setFaults([
      { match: { method: 'POST', path: passPath }, times: 1, action: { kind: 'reset-after' } },
    ]);
    const calls = await recorded(async () => {
      enrollment.send({ type: 'accepted' });
      await enrollment.ended;
    });
    expect(enrollment.view()).toMatchObject({ at: 'stopped', why: 'pass.outcome-unknown', notUndone: [] });
    expect(enrollment.view().undone).toEqual(['pass', 'membership']);
    const posts = calls.filter(
      (call) => call.method === 'POST' && call.path.endsWith('temporaryAccessPassMethods'),
    );
    expect(posts).toHaveLength(1);
    expect(await leftBehind()).toEqual({ livePasses: [], strayMemberships: [] });
  });

  it('stops when the person walks away, with everything taken back', async () => {
    const enrollment = await begin('walk-away');
    await toDecided(enrollment, 'new-hire');
    enrollment.send({ type: 'accepted' });
    await reached(enrollment, 'reveal');
    enrollment.send({ type: 'cancel', why: 'enrollment.person-left' });
    await expect(enrollment.ended).resolves.toBe('stopped');
    expect(await leftBehind()).toEqual({ livePasses: [], strayMemberships: [] });
  });

  it('puts right after a crash what the journal shows as begun', async () => {
    const enrollment = await begin('walk-away');
    await toDecided(enrollment, 'new-hire');
    await tenant.setFaults([
      { match: { method: 'POST', path: passPath }, times: 1, action: { kind: 'hang-after' } },
    ]);
    const before = (await tenant.records()).length;
    enrollment.send({ type: 'accepted' });
    await expect.poll(async () => (await leftBehind()).livePasses.length, { timeout: 10_000 }).toBe(1);
    expect((await tenant.records()).length).toBeGreaterThan(before);
    // The process is gone: its journal is closed under it, and another one opens the same file.
    journal.close();
    await tenant.setFaults([]);
    open();
    const [recovered] = await enrollments.recover();
    expect(recovered).toMatchObject({
      enrollment: enrollment.view().id,
      undone: ['pass', 'membership'],
      notUndone: [],
    });
    expect(await leftBehind()).toEqual({ livePasses: [], strayMemberships: [] });
    expect(journal.openEnrollments()).toEqual([]);
    expect(journal.verify()).toMatchObject({ ok: true });
  });
});
