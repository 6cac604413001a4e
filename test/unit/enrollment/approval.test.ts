import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OperatorFacts, RoleHeld } from '../../../src/main/directory/index.ts';
import type { Enrollment } from '../../../src/main/enrollment/index.ts';
import { roleIds } from '../../../src/main/policy/index.ts';
import { createEngine, type Engine } from '../../support/engine.ts';
import { operator, person } from '../../support/fake-directory.ts';
import { role } from '../../support/directory-objects.ts';

const issuer = roleIds.authenticationAdministrator;
const privileged = {
  allowed: true,
  restrictedBy: 'a policy of the site',
  operatorRoleIds: [issuer],
  approverRoleIds: [issuer],
};
const personRoles = (...roles: readonly RoleHeld[]) => ({ roles: { known: true, value: roles } }) as const;

const approverOf = (id: string, ...roles: readonly RoleHeld[]): OperatorFacts => ({
  id,
  displayName: `Approver ${id}`,
  userPrincipalName: `${id}@tapdesk.example`,
  roles: { known: true, value: roles },
});
const anna = approverOf('approver-1', role(issuer));
const ben = approverOf('approver-2', role(issuer));

let engine: Engine;
let enrollment: Enrollment;

const start = async (more: Readonly<Record<string, unknown>> = {}): Promise<void> => {
  engine = createEngine({ policy: { privileged: { ...privileged, ...more } } });
  engine.tenant.facts = personRoles(role(roleIds.globalAdministrator));
  enrollment = engine.begin();
  await engine.toDecided(enrollment);
};
const ask = (): void => void enrollment.send({ type: 'accepted' });
const signIn = (approver: OperatorFacts): boolean =>
  enrollment.send({ type: 'approver-signed-in', approver, signedInAt: engine.clock.now() });
const approve = (): boolean =>
  enrollment.send({ type: 'approved', fingerprint: enrollment.view().approval.fingerprint ?? '' });
const called = (): readonly string[] => engine.tenant.calls.map(({ operation }) => operation);
const entries = (type: string) => engine.entries().filter((one) => one.type === type);

beforeEach(() => start());
afterEach(() => engine.dispose());

describe('consent of a second person', () => {
  it('is asked for and changes nothing before it is given', () => {
    expect(enrollment.view().decision).toMatchObject({ verdict: 'approve', path: 'privileged' });
    ask();
    expect(enrollment.view()).toMatchObject({
      at: 'approval',
      approval: { needs: [{ roleIds: [issuer], count: 1 }], given: [], candidate: null, changed: [] },
    });
    expect(entries('approval.asked')[0]).toMatchObject({
      actor: operator.id,
      data: { fingerprint: enrollment.view().approval.fingerprint, roleIds: [issuer], count: 1 },
    });
    expect(called().every((one) => one === 'readFacts')).toBe(true);
  });

  it('lets the pass be made for fifteen minutes in the group of its own, after one more check', async () => {
    ask();
    expect(signIn(anna)).toBe(true);
    expect(enrollment.view()).toMatchObject({ at: 'approving', approval: { candidate: { id: anna.id } } });
    const { fingerprint } = enrollment.view().approval;
    expect(approve()).toBe(true);
    await engine.reach(enrollment, 'reveal');
    expect(engine.tenant.passes[0]?.lifetimeMinutes).toBe(15);
    expect([...engine.tenant.members]).toEqual(['group-privileged']);
    expect(entries('approval.given')).toMatchObject([{ actor: anna.id, data: { fingerprint } }]);
    expect(entries('decision').at(-1)).toMatchObject({ data: { verdict: 'allow', again: true } });
    const readAt = called().lastIndexOf('readFacts');
    expect(readAt).toBeLessThan(called().indexOf('joinGroup'));
  });

  it('leaves a review for somebody else and an alert, before anything is changed', async () => {
    ask();
    signIn(anna);
    approve();
    await engine.reach(enrollment, 'reveal');
    const types = engine.entries().map(({ type }) => type);
    expect(types.indexOf('review.due')).toBeGreaterThan(types.indexOf('approval.given'));
    expect(types.indexOf('alert.raised')).toBeLessThan(types.indexOf('effect.intent'));
    expect(entries('review.due')[0]?.data).toEqual({
      because: 'privileged',
      notBy: [operator.id, person.id, anna.id],
    });
    expect(entries('alert.raised')[0]?.data['alert']).toBe('privileged-pass');
  });

  it('that was given at another desk has that desk’s signed word on record', () => {
    ask();
    const elsewhere = { station: 'desk-2', answer: 'header.payload.signature' };
    const signedInAt = engine.clock.now();
    enrollment.send({ type: 'approver-signed-in', approver: anna, signedInAt, elsewhere });
    const { fingerprint } = enrollment.view().approval;
    approve();
    expect(entries('approval.signed-in')[0]?.data).toEqual({
      signedInAt,
      roleIds: [issuer],
      station: 'desk-2',
    });
    expect(entries('approval.given')).toMatchObject([
      { actor: anna.id, data: { fingerprint, signedInAt, ...elsewhere } },
    ]);
  });

  it('is not taken for anything but what was shown', () => {
    ask();
    signIn(anna);
    expect(enrollment.send({ type: 'approved', fingerprint: '0'.repeat(64) })).toBe(false);
    expect(enrollment.view().at).toBe('approving');
    expect(entries('approval.given')).toEqual([]);
  });

  it('is not taken before somebody has signed in', () => {
    ask();
    expect(approve()).toBe(false);
    expect(enrollment.send({ type: 'approval-refused', reason: 'other', remark: null })).toBe(false);
    expect(enrollment.view().at).toBe('approval');
  });
});

describe('who may not approve', () => {
  const cases: readonly (readonly [string, OperatorFacts, string])[] = [
    ['the operator', { ...operator }, 'approver.is-operator'],
    ['the enrollee', approverOf(person.id, role(issuer)), 'approver.is-enrollee'],
    ['somebody without the role', approverOf('c', role(roleIds.securityReader)), 'approver.no-role'],
    ['somebody only eligible for it', approverOf('c', role(issuer, { how: 'eligible' })), 'approver.no-role'],
    [
      'somebody who could change the rules',
      approverOf('c', role(issuer), role(roleIds.conditionalAccessAdministrator)),
      'approver.not-separated',
    ],
    [
      'somebody whose roles are unknown',
      { ...anna, roles: { known: false, because: 'tenant.forbidden' } },
      'approver.roles-unknown',
    ],
  ];

  it.each(cases)('%s is told why, and somebody else can still sign in', (_, approver, code) => {
    ask();
    expect(signIn(approver)).toBe(true);
    expect(enrollment.view()).toMatchObject({
      at: 'approval',
      approval: { candidate: null, turnedAway: { displayName: approver.displayName } },
    });
    expect(enrollment.view().approval.turnedAway?.reasons.map((reason) => reason.code)).toContain(code);
    expect(entries('approval.turned-away')[0]).toMatchObject({ actor: approver.id });
    expect(approve()).toBe(false);
    signIn(anna);
    expect(enrollment.view()).toMatchObject({ at: 'approving', notice: null });
  });
});

describe('two approvals', () => {
  beforeEach(async () => {
    engine.dispose();
    await start({ approvals: 2 });
  });

  it('are given by two different people', async () => {
    ask();
    signIn(anna);
    approve();
    expect(enrollment.view()).toMatchObject({
      at: 'approval',
      approval: { given: [{ by: { id: anna.id } }] },
    });
    signIn(anna);
    expect(enrollment.view().approval.turnedAway?.reasons.map(({ code }) => code)).toContain(
      'approver.twice',
    );
    signIn(ben);
    approve();
    await engine.reach(enrollment, 'reveal');
    expect(entries('approval.given').map(({ actor }) => actor)).toEqual([anna.id, ben.id]);
    expect(entries('review.due')[0]?.data['notBy']).toEqual([operator.id, person.id, anna.id, ben.id]);
  });
});

describe('a consent that no longer fits', () => {
  it('is void when the facts changed, says what, and the next one counts', async () => {
    ask();
    signIn(anna);
    const before = enrollment.view().approval.fingerprint;
    engine.tenant.facts = personRoles(role(roleIds.globalAdministrator), role(roleIds.securityAdministrator));
    approve();
    await engine.reach(enrollment, 'approval');
    const view = enrollment.view();
    expect(view).toMatchObject({ at: 'approval', approval: { given: [] } });
    expect(view.approval.changed).toEqual(['roles', 'decision']);
    expect(view.approval.fingerprint).not.toBe(before);
    expect(entries('approval.void')[0]?.data).toMatchObject({ fingerprint: before, approvers: [anna.id] });
    expect(called()).not.toContain('joinGroup');
    signIn(anna);
    approve();
    await engine.reach(enrollment, 'reveal');
    expect(enrollment.view().at).toBe('reveal');
  });

  it('does not save an enrollment that the policy now refuses', async () => {
    ask();
    signIn(anna);
    engine.tenant.facts = { ...engine.tenant.facts, person: { ...person, accountEnabled: false } };
    approve();
    await engine.reach(enrollment, 'refused');
    expect(enrollment.view()).toMatchObject({ at: 'refused', why: 'enrollment.refused' });
    expect(called()).not.toContain('joinGroup');
  });

  it('stays when the check could not be made, and counts at the next try', async () => {
    ask();
    signIn(anna);
    engine.tenant.faults.push({
      operation: 'readFacts',
      fault: { kind: 'refused', code: 'tenant.unavailable' },
    });
    approve();
    await engine.reach(enrollment, 'decided');
    expect(enrollment.view()).toMatchObject({ at: 'decided', notice: 'tenant.unavailable' });
    ask();
    await engine.reach(enrollment, 'reveal');
    expect(enrollment.view().at).toBe('reveal');
  });

  it('is asked for anew when it has grown old meanwhile', async () => {
    ask();
    signIn(anna);
    engine.tenant.faults.push({
      operation: 'readFacts',
      fault: { kind: 'refused', code: 'tenant.unavailable' },
    });
    approve();
    await engine.reach(enrollment, 'decided');
    await engine.clock.advance(400_000);
    ask();
    await engine.reach(enrollment, 'approval');
    expect(enrollment.view()).toMatchObject({ at: 'approval', approval: { given: [] } });
    expect(called()).not.toContain('joinGroup');
  });
});

describe('without consent', () => {
  it('a no ends the enrollment as refused, in the approver’s name and words, with nothing changed', async () => {
    ask();
    signIn(anna);
    enrollment.send({ type: 'approval-refused', reason: 'person-in-doubt', remark: 'seen elsewhere' });
    await expect(enrollment.ended).resolves.toBe('refused');
    expect(enrollment.view()).toMatchObject({
      at: 'refused',
      why: 'approval.refused',
      approval: { refusal: { by: { id: anna.id }, reason: 'person-in-doubt' } },
    });
    const [refused] = entries('approval.refused');
    expect(refused).toMatchObject({ actor: anna.id, data: { reason: 'person-in-doubt' } });
    expect(JSON.stringify(engine.entries())).not.toContain('seen elsewhere');
    expect(called().every((one) => one === 'readFacts')).toBe(true);
  });

  it.each(['approval', 'approving'] as const)(
    'the request is over after five minutes at %s, and can be made again',
    async (at) => {
      ask();
      if (at === 'approving') signIn(anna);
      await engine.clock.advance(299_000);
      expect(enrollment.view().at).toBe(at);
      await engine.clock.advance(2_000);
      expect(enrollment.view()).toMatchObject({ at: 'decided', notice: 'approval.expired' });
      expect(entries('approval.expired')).toHaveLength(1);
      expect(approve()).toBe(false);
      ask();
      expect(enrollment.view()).toMatchObject({ at: 'approval', approval: { candidate: null } });
    },
  );

  it('looking at it gives no more time', async () => {
    ask();
    await engine.clock.advance(200_000);
    signIn(anna);
    await engine.clock.advance(101_000);
    expect(enrollment.view().at).toBe('decided');
  });

  it('the operator can take the request back, and the approver can go', () => {
    ask();
    signIn(anna);
    expect(enrollment.send({ type: 'approver-left' })).toBe(true);
    expect(enrollment.view()).toMatchObject({ at: 'approval', approval: { candidate: null } });
    expect(enrollment.send({ type: 'approval-withdrawn' })).toBe(true);
    expect(enrollment.view()).toMatchObject({ at: 'decided', approval: { fingerprint: null } });
    expect(entries('approval.left')[0]?.actor).toBe(anna.id);
    expect(entries('approval.withdrawn')[0]?.actor).toBe(operator.id);
  });
});

describe('a site without the privileged path', () => {
  it('refuses a privileged person at once', async () => {
    engine.dispose();
    await start({ allowed: false });
    expect(enrollment.view()).toMatchObject({ at: 'refused', decision: { verdict: 'refuse', needs: [] } });
  });

  it('is what a site has that does not name what restricts privileged people', async () => {
    engine.dispose();
    await start({ restrictedBy: null });
    expect(enrollment.view()).toMatchObject({ at: 'refused' });
    expect(enrollment.view().decision?.reasons.map(({ code }) => code)).toContain(
      'privileged.restriction-missing',
    );
  });
});
