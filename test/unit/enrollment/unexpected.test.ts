import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Enrollment } from '../../../src/main/enrollment/index.ts';
import { JournalError, type Journal } from '../../../src/main/journal/index.ts';
import { authenticatorModels, windowsModels } from '../../../src/main/policy/index.ts';
import type { RegistrationWay } from '../../../src/shared/index.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { methodOf } from '../../support/fake-directory.ts';

let engine: Engine;
beforeEach(() => {
  engine = createEngine();
});
afterEach(() => engine.dispose());

const [android = ''] = authenticatorModels;
const [hello = ''] = windowsModels;
const appeared = (id: string, aaGuid: string, passkeyType: string | null = 'deviceBound') =>
  engine.tenant.methods.push({ ...methodOf(id), aaGuid, passkeyType });

/** Where the person registers, by the way that they chose. */
const registering = async (way: RegistrationWay): Promise<Enrollment> => {
  const enrollment = engine.begin();
  await engine.toRegister(enrollment);
  enrollment.send({ type: 'another-way' });
  enrollment.send({ type: 'way-chosen', way });
  return enrollment;
};

const said = (enrollment: Enrollment, type: string) =>
  engine.journal
    .ofEnrollment(enrollment.view().id)
    .filter(({ entry }) => entry.type === type)
    .map(({ entry }) => entry.data);

/** Nothing is written any more after an entry of that type. */
const dyingAfter = (journal: Journal, last: string): Journal => {
  let dead = false;
  return {
    ...journal,
    append: (body, personal) => {
      if (dead) throw new JournalError('station.journal-unwritable', 'dead');
      dead = body.type === last;
      return journal.append(body, personal);
    },
  };
};

describe('a method that did not come the way that was chosen', () => {
  it('is named and asked about, and counts once the person says that it is theirs', async () => {
    const enrollment = await registering('security-key-here');
    appeared('phone-passkey', android);
    await engine.reach(enrollment, 'asking');
    expect(enrollment.view()).toMatchObject({ unexpected: { id: 'phone-passkey' }, found: null });
    expect(enrollment.pass()).toBeNull();
    expect(enrollment.send({ type: 'owned', own: true })).toBe(true);
    await engine.reach(enrollment, 'retest');
    expect(enrollment.view()).toMatchObject({ found: { id: 'phone-passkey' }, unexpected: null });
    expect(said(enrollment, 'method.owned')).toEqual([{ own: true }]);
    expect(said(enrollment, 'alert.raised')).toEqual([]);
  });

  it('is removed when it is not theirs; the enrollment stops and an alert is raised', async () => {
    const enrollment = await registering('security-key-here');
    engine.tenant.methods.push(methodOf('elsewhere', 'microsoftAuthenticator'));
    await engine.reach(enrollment, 'asking');
    enrollment.send({ type: 'owned', own: false });
    await engine.reach(enrollment, 'stopped');
    expect(enrollment.view()).toMatchObject({ why: 'register.not-theirs', notUndone: [] });
    expect(engine.tenant.methods.map(({ id }) => id)).toEqual(['password-1']);
    expect(engine.isClean()).toBe(true);
    expect(said(enrollment, 'alert.raised')).toEqual([
      { alert: 'foreign-method', do: ['review-methods', 'review-sign-ins'], methodId: 'elsewhere' },
    ]);
  });

  it.each(['method.owned', 'alert.raised'])(
    'is removed and told of once by recovery when the station died after it wrote %s',
    async (last) => {
      engine.dispose();
      engine = createEngine({ journal: (real) => dyingAfter(real, last) });
      const enrollment = await registering('security-key-here');
      engine.tenant.methods.push(methodOf('elsewhere', 'microsoftAuthenticator'));
      await engine.reach(enrollment, 'asking');
      enrollment.send({ type: 'owned', own: false });
      engine.tenant.dead = true;
      engine = engine.restart();
      const [recovered] = await engine.clock.drive(engine.enrollments.recover());
      expect(recovered).toMatchObject({ undone: ['pass', 'membership', 'stolen-methods'], notUndone: [] });
      expect(engine.tenant.methods.map(({ id }) => id)).toEqual(['password-1']);
      expect(engine.isClean()).toBe(true);
      expect(said(enrollment, 'alert.raised')).toEqual([
        { alert: 'foreign-method', do: ['review-methods', 'review-sign-ins'], methodId: 'elsewhere' },
      ]);
    },
  );

  it('is asked about before one that did is taken for the result', async () => {
    const enrollment = await registering('security-key-here');
    appeared('own-key', 'cb69481e-8ff7-4039-93ec-0a2729a154a8');
    appeared('phone-passkey', android);
    await engine.reach(enrollment, 'asking');
    expect(enrollment.view().unexpected?.id).toBe('phone-passkey');
  });

  it('belongs to the way where Authenticator comes along with a passkey in it', async () => {
    const enrollment = await registering('passkey-on-phone');
    engine.tenant.methods.push(methodOf('app', 'microsoftAuthenticator'));
    await engine.clock.advance(20_000);
    expect(enrollment.view().at).toBe('register');
    appeared('phone-passkey', android);
    await engine.reach(enrollment, 'retest');
    expect(enrollment.view().found?.id).toBe('phone-passkey');
  });
});

describe('a method that does not count', () => {
  it.each([
    ['a passkey of the station itself', hello, 'deviceBound', 'register.of-the-station', 'of-the-station'],
    ['a passkey that is synced', android, 'synced', 'register.not-accepted', 'type'],
  ])('is %s', async (...[, aaGuid, type, notice, because]) => {
    const enrollment = await registering('security-key-here');
    appeared('new', aaGuid, type);
    await engine.clock.advance(20_000);
    expect(enrollment.view()).toMatchObject({ at: 'register', found: null, notice });
    expect(said(enrollment, 'method.not-accepted')).toEqual([{ methodId: 'new', because }]);
  });
});
