import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clock } from '../../../src/main/app/clock.ts';
import type { Directory, MadeKey, OperatorFacts } from '../../../src/main/directory/index.ts';
import { createEnrollments, type Enrollment, type Enrollments } from '../../../src/main/enrollment/index.ts';
import { openJournal, type Journal } from '../../../src/main/journal/index.ts';
import { createLogger } from '../../../src/main/log/index.ts';
import type { RegistrationWay } from '../../../src/shared/index.ts';
import { badgeOnRecord } from '../../support/badge.ts';
import { directoryOf, newContext, signIn } from '../../support/operator.ts';
import { prove } from '../../support/proving.ts';
import { random } from '../../support/random.ts';
import { sitePolicy } from '../../support/site-policy.ts';
import { startTenant, type SimulatedTenant } from '../../support/tenant.ts';
import { everyWay } from '../../support/ways.ts';
import { makeKey } from '../simulator/authenticator.ts';

// A tenant copies what it has taken to all its servers: for a while its own lists do not have a new method.

const seed = Number(process.env['TAPDESK_LATE_SEED'] ?? Math.floor(Math.random() * 1e9));
const next = random(seed);
const delayMs = 200 + Math.floor(next() * 700);
const told = `seed ${seed} (TAPDESK_LATE_SEED), ${delayMs} ms late`;

const state = z.object({ livePasses: z.array(z.unknown()), strayMemberships: z.array(z.unknown()) });

let tenant: SimulatedTenant;
let directory: Directory;
let operator: OperatorFacts;
let folder: string;
let journal: Journal;
let enrollments: Enrollments;

beforeAll(async () => {
  tenant = await startTenant({ more: ['--method-delay', String(delayMs)] });
  directory = directoryOf(tenant, await signIn(tenant, 'operator'));
  operator = (await directory.readOperator(newContext())).value;
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-late-'));
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
      privileged: 'none',
    },
    // Looks as often as the tenant's delays here are long.
    settings: { pollSeconds: 0.6, absenceWaitsMs: [50] },
    clock,
    newId: () => randomUUID(),
    log: createLogger({ write: () => undefined }),
  });
});
afterAll(async () => {
  journal.close();
  rmSync(folder, { recursive: true });
  await tenant.stop();
});

const until = (enrollment: Enrollment, holds: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    if (holds()) resolve();
    const forget = enrollment.listen(() => {
      if (!holds() && enrollment.view().endedAt === null) return;
      forget();
      resolve();
    });
  });
const reached = (enrollment: Enrollment, place: string): Promise<void> =>
  until(enrollment, () => enrollment.view().at === place);

/** At the way, with a pass. */
const atWay = async (part: string, way: RegistrationWay): Promise<Enrollment> => {
  const { employeeId } = tenant.person(part);
  const [person] = await directory.findPeople({ by: 'employee-id', value: employeeId ?? '' }, newContext());
  if (person === undefined) throw new Error(`nobody has the number of ${part}`);
  const enrollment = enrollments.begin({ person, badge: badgeOnRecord, cardIsThere: () => true, operator });
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
  const { challenge, rp } = await directory.readKeyOptions(view().person.id, newContext());
  return makeKey({ challenge, origin: `https://${rp.id}` });
};

const registerOnPhone = async (enrollment: Enrollment, register: 'authenticator' | 'passkey') => {
  const { userPrincipalName } = enrollment.view().person;
  const pass = enrollment.pass()?.unwrap() ?? '';
  const answer = await tenant.asAdmin('POST', '/simulator/phone', { userPrincipalName, pass, register });
  expect(answer.status).toBe(200);
};

const registering: Readonly<
  Record<Exclude<RegistrationWay, 'provisioned-key'>, (one: Enrollment) => Promise<void>>
> = {
  'security-key-here': async (enrollment) => {
    const key = await keyFor(enrollment);
    const ask = { displayName: 'Blue key', key };
    await directory.addKey(enrollment.view().person.id, ask, newContext());
  },
  'passkey-on-phone': (enrollment) => registerOnPhone(enrollment, 'passkey'),
  'authenticator-on-phone': (enrollment) => registerOnPhone(enrollment, 'authenticator'),
};

const endsClean = async (enrollment: Enrollment): Promise<void> => {
  await reached(enrollment, 'retest');
  expect(enrollment.view(), told).toMatchObject({ at: 'retest', undone: ['pass', 'membership'] });
  expect(state.parse(await tenant.state()), told).toEqual({ livePasses: [], strayMemberships: [] });
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
    await until(enrollment, () => enrollment.view().found !== null);
    const listed = await directory.listMethods(enrollment.view().person.id, newContext());
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
      ({ method, path: where }) => method === 'POST' && where.endsWith('/fido2Methods'),
    );
    expect(added.filter(({ answer }) => JSON.stringify(answer).includes(key.id)).length, told).toBeLessThan(
      2,
    );
  });
});
