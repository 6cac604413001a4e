import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clock } from '../../../src/main/app/clock.ts';
import type { MadeKey } from '../../../src/main/directory/index.ts';
import type { Enrollment } from '../../../src/main/enrollment/index.ts';
import type { RegistrationWay } from '../../../src/shared/index.ts';
import { newContext } from '../../support/operator.ts';
import { prove } from '../../support/proving.ts';
import { random } from '../../support/random.ts';
import { openTenantEngine, registerOnPhone, type TenantEngine } from '../../support/tenant-engine.ts';
import { leftAt, startTenant, type SimulatedTenant } from '../../support/tenant.ts';
import { reached, until } from '../../support/until.ts';
import { makeKey } from '../simulator/authenticator.ts';

// A tenant copies what it has taken to all its servers: for a while its own lists do not have a new method.

const seed = Number(process.env['TAPDESK_LATE_SEED'] ?? Math.floor(Math.random() * 1e9));
const next = random(seed);
const delayMs = 200 + Math.floor(next() * 700);
const told = `seed ${seed} (TAPDESK_LATE_SEED), ${delayMs} ms late`;

let tenant: SimulatedTenant;
let engine: TenantEngine;

beforeAll(async () => {
  tenant = await startTenant({ more: ['--method-delay', String(delayMs)] });
  // Looks as often as the tenant's delays here are long.
  engine = await openTenantEngine(tenant, { settings: { pollSeconds: 0.6, absenceWaitsMs: [50] } });
});
afterAll(async () => {
  engine.close();
  await tenant.stop();
});

/** At the way, with a pass. */
const atWay = async (part: string, way: RegistrationWay): Promise<Enrollment> => {
  const enrollment = await engine.begin(part);
  enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
  prove(enrollment);
  await reached(enrollment, 'decided');
  enrollment.send({ type: 'accepted' });
  await reached(enrollment, 'reveal');
  enrollment.send({ type: 'noted' });
  enrollment.send({ type: 'way-chosen', way });
  return enrollment;
};

const keyFor = async ({ view }: Enrollment): Promise<MadeKey> => {
  const { challenge, rp } = await engine.directory.readKeyOptions(view().person.id, newContext());
  return makeKey({ challenge, origin: `https://${rp.id}` });
};

const registering: Readonly<
  Record<Exclude<RegistrationWay, 'provisioned-key'>, (one: Enrollment) => Promise<unknown>>
> = {
  'security-key-here': async (enrollment) => {
    const key = await keyFor(enrollment);
    const ask = { displayName: 'Blue key', key };
    await engine.directory.addKey(enrollment.view().person.id, ask, newContext());
  },
  'passkey-on-phone': (enrollment) => registerOnPhone(tenant, enrollment, 'passkey'),
  'authenticator-on-phone': (enrollment) => registerOnPhone(tenant, enrollment, 'authenticator'),
};

const endsClean = async (enrollment: Enrollment): Promise<void> => {
  await reached(enrollment, 'retest');
  expect(enrollment.view(), told).toMatchObject({ at: 'retest', undone: ['pass', 'membership'] });
  expect(await leftAt(tenant), told).toEqual({ livePasses: [], strayMemberships: [] });
  enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
  await enrollment.ended;
};

describe(`a new method that the tenant lists late: ${told}`, () => {
  it.each([
    ['new-hire', 'security-key-here'],
    ['new-hire-2', 'passkey-on-phone'],
    ['new-hire-3', 'authenticator-on-phone'],
  ] as const)('of %s, by %s, is waited for, and then the pass goes', async (part, way) => {
    const enrollment = await atWay(part, way);
    await registering[way](enrollment);
    // What the page in the guarded window, or the person, asks for comes too early.
    enrollment.send({ type: 'look' });
    await endsClean(enrollment);
  });

  it('is the key itself where the tenant has answered: nobody waits for the list', async () => {
    const enrollment = await atWay('walk-away', 'provisioned-key');
    const key = await keyFor(enrollment);
    const began = clock.monotonicMs();
    enrollment.send({ type: 'key-made', key });
    await until(enrollment, ({ found }) => found !== null);
    const listed = await engine.directory.listMethods(enrollment.view().person.id, newContext());
    const isEarly = clock.monotonicMs() - began < delayMs;
    expect(isEarly && listed.some(({ id }) => id === key.id), told).toBe(false);
    expect(enrollment.view().found?.id, told).toBe(key.id);
    await endsClean(enrollment);
  });

  it('is found in the end where the answer was lost and the list was behind', async () => {
    const enrollment = await atWay('already-member', 'provisioned-key');
    const key = await keyFor(enrollment);
    const posts = '/v1.0/users/*/authentication/fido2Methods';
    await tenant.setFaults([
      { match: { method: 'POST', path: posts }, times: 1, action: { kind: 'reset-after' } },
    ]);
    enrollment.send({ type: 'key-made', key });
    await reached(enrollment, 'retest');
    expect(enrollment.view().found?.id, told).toBe(key.id);
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await enrollment.ended;
    const added = (await tenant.records()).filter(
      ({ method, path }) => method === 'POST' && path.endsWith('/fido2Methods'),
    );
    expect(added.filter(({ answer }) => JSON.stringify(answer).includes(key.id)).length, told).toBeLessThan(
      2,
    );
  });
});
