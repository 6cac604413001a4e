import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Directory } from '../../../src/main/directory/index.ts';
import type { Enrollment } from '../../../src/main/enrollment/index.ts';
import { createLogger } from '../../../src/main/log/index.ts';
import type { Scenario } from '../../../src/shared/index.ts';
import { directoryOf, newContext, signIn } from '../../support/operator.ts';
import { prove } from '../../support/proving.ts';
import { openTenantEngine, registerOnPhone, type TenantEngine } from '../../support/tenant-engine.ts';
import { leftAt, startTenant, type SimulatedTenant, type TenantRecord } from '../../support/tenant.ts';
import { reached, until } from '../../support/until.ts';

const passPath = '/v1.0/users/*/authentication/temporaryAccessPassMethods';

let tenant: SimulatedTenant;
let directory: Directory;
let engine: TenantEngine;
let logged = '';

beforeAll(async () => {
  tenant = await startTenant();
  directory = directoryOf(tenant, await signIn(tenant, 'operator'));
});
afterAll(() => tenant.stop());
beforeEach(async () => {
  await tenant.setFaults([]);
  logged = '';
  engine = await openTenantEngine(tenant, {
    directory,
    settings: { absenceWaitsMs: [50, 100, 200] },
    log: createLogger({ write: (line) => (logged += line) }),
  });
});
afterEach(() => engine.close());

const toDecided = async (enrollment: Enrollment, scenario: Scenario): Promise<void> => {
  enrollment.send({ type: 'scenario-chosen', scenario });
  if (scenario === 'lost-phone') {
    await until(enrollment, ({ facts }) => facts !== null);
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
    const enrollment = await engine.begin(part);
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
    expect(await leftAt(tenant)).toMatchObject({ livePasses: [{}], strayMemberships: [{}] });
    const lost = enrollment
      .view()
      .facts?.methods.find((method) => method.type.includes('microsoftAuthenticator'));
    enrollment.send({ type: 'noted' });
    enrollment.send({ type: 'way-chosen', way: 'authenticator-on-phone' });
    const text = await registerOnPhone(tenant, enrollment, way);
    enrollment.send({ type: 'look' });
    await reached(enrollment, 'retest');
    expect(enrollment.view()).toMatchObject({ at: 'retest', undone: ['pass', 'membership'] });
    expect(await leftAt(tenant)).toEqual({ livePasses: [], strayMemberships: [] });
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
    expect(engine.journal.verify()).toMatchObject({ ok: true });
    expect(engine.enrollments.today()).toMatchObject({ done: 1, refused: 0, stopped: 0 });
    expect(engine.enrollments.earlierPasses(enrollment.view().person.id)).toMatchObject([{ scenario }]);
    engine.journal.close();
    expect(readFileSync(engine.journalFile).includes(text)).toBe(false);
    expect(logged).not.toContain(text);
    engine = await engine.startAgain();
  });

  it('refuses a privileged person without changing anything', async () => {
    const enrollment = await engine.begin('privileged');
    const calls = await recorded(async () => {
      await toDecided(enrollment, 'new-hire');
    });
    await expect(enrollment.ended).resolves.toBe('refused');
    expect(enrollment.view().decision?.reasons.map((reason) => reason.code)).toContain('privileged.role');
    expect(calls.filter((call) => call.method !== 'GET' && !call.path.endsWith('/$batch'))).toEqual([]);
  });

  it('stops when the answer to creation is lost, and takes the pass away that nobody saw', async () => {
    const enrollment = await engine.begin('walk-away');
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
    expect(await leftAt(tenant)).toEqual({ livePasses: [], strayMemberships: [] });
  });

  it('stops when the person walks away, with everything taken back', async () => {
    const enrollment = await engine.begin('walk-away');
    await toDecided(enrollment, 'new-hire');
    enrollment.send({ type: 'accepted' });
    await reached(enrollment, 'reveal');
    enrollment.send({ type: 'cancel', why: 'enrollment.person-left' });
    await expect(enrollment.ended).resolves.toBe('stopped');
    expect(await leftAt(tenant)).toEqual({ livePasses: [], strayMemberships: [] });
  });

  it('puts right after a crash what the journal shows as begun', async () => {
    const enrollment = await engine.begin('walk-away');
    await toDecided(enrollment, 'new-hire');
    await tenant.setFaults([
      { match: { method: 'POST', path: passPath }, times: 1, action: { kind: 'hang-after' } },
    ]);
    const before = (await tenant.records()).length;
    enrollment.send({ type: 'accepted' });
    await expect.poll(async () => (await leftAt(tenant)).livePasses.length, { timeout: 10_000 }).toBe(1);
    expect((await tenant.records()).length).toBeGreaterThan(before);
    // The process is gone: its journal is closed under it, and another one opens the same file.
    engine.journal.close();
    await tenant.setFaults([]);
    engine = await engine.startAgain();
    const [recovered] = await engine.enrollments.recover();
    expect(recovered).toMatchObject({
      enrollment: enrollment.view().id,
      undone: ['pass', 'membership'],
      notUndone: [],
    });
    expect(await leftAt(tenant)).toEqual({ livePasses: [], strayMemberships: [] });
    expect(engine.journal.openEnrollments()).toEqual([]);
    expect(engine.journal.verify()).toMatchObject({ ok: true });
  });
});
