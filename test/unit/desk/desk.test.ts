import { describe, expect, it } from 'vitest';
import { DirectoryError } from '../../../src/main/directory/index.ts';
import { IdentityError } from '../../../src/main/identity/index.ts';
import { atReveal, plantedPass as pass, toEnrollee } from '../../support/at-reveal.ts';
import { createDeskAtHand, openDesk, person, read, settings, type DeskAtHand } from '../../support/desk.ts';

const otherBadge = { ...read, identifier: { kind: 'number', value: '999', facility: null } } as const;
const countOf = (hand: DeskAtHand, name: string): number =>
  hand.pushed.filter((one) => one.name === name).length;

describe('opening the desk', () => {
  it('offers sign-in once its checks have passed, and opens for an operator with the role', async () => {
    const hand = createDeskAtHand();
    await hand.desk.start();
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/closed', phase: 'sign-in' });
    await hand.call('operator.sign-in', {});
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/ready', operatorName: 'Operator One' });
    expect(hand.journaled).toContain('desk.opened');
  });

  it('writes down, as it opens, that a legal hold was set', async () => {
    const hold = { since: '2026-11-01', reference: 'case 12', by: null };
    const hand = createDeskAtHand({
      settings: { ...settings, hold: { legalHold: hold, legalHoldLifted: null } },
    });
    await hand.desk.start();
    await hand.call('operator.sign-in', {});
    expect(hand.written.filter(({ type }) => type === 'hold.set')).toMatchObject([{ data: hold }]);
  });

  it('stays closed when the clock is further off than allowed, and says by how much', async () => {
    const hand = createDeskAtHand({
      probeTenant: () => Promise.resolve({ serverTime: Date.UTC(2026, 10, 22, 9, 5) }),
    });
    await hand.desk.start();
    const { screen } = hand.snapshot();
    expect(screen).toMatchObject({ kind: 'operator/closed', phase: 'blocked' });
    expect(JSON.stringify(screen)).toContain('"seconds":300');
  });

  it('stays closed when the service tells no time: what is not known denies', async () => {
    const hand = createDeskAtHand({ probeTenant: () => Promise.resolve({ serverTime: null }) });
    await hand.desk.start();
    expect(hand.snapshot().screen).toMatchObject({ phase: 'blocked' });
  });

  it('stays closed when the tenant is not reachable, and says so in that check', async () => {
    const trace = { correlationId: 'c', requestId: null, serverTime: null };
    const hand = createDeskAtHand({
      probeTenant: () =>
        Promise.reject(new DirectoryError('tenant.untrusted', { outcome: 'none', retryable: true, trace })),
    });
    await hand.desk.start();
    expect(JSON.stringify(hand.snapshot().screen)).toContain('tenant.untrusted');
  });

  it('takes no sign-in while it is blocked', async () => {
    const hand = createDeskAtHand({ probeTenant: () => Promise.resolve({ serverTime: null }) });
    await hand.desk.start();
    expect(await hand.call('operator.sign-in', {})).toMatchObject({ ok: false });
  });
});

describe('a badge', () => {
  it('brings up the person it belongs to', async () => {
    const hand = createDeskAtHand();
    await openDesk(hand);
    await hand.badge(read);
    expect(hand.snapshot().screen).toMatchObject({
      kind: 'operator/scenario',
      person: { userPrincipalName: person.userPrincipalName },
    });
  });

  it.each([
    ['nobody', [], 'badge.unknown'],
    ['two people', [person, { ...person, id: 'person-2' }], 'badge.ambiguous'],
  ] as const)('that matches %s changes nothing but what is said', async (_case, found, code) => {
    const hand = createDeskAtHand();
    await openDesk(hand);
    hand.find(found);
    await hand.badge(read);
    expect(hand.snapshot()).toMatchObject({ screen: { kind: 'operator/ready' }, problem: { code } });
    expect(hand.journaled).toContain('badge.refused');
  });

  it('that cannot be read is told and nobody is looked for', async () => {
    const hand = createDeskAtHand();
    await openDesk(hand);
    hand.find(new Error('must not be asked'));
    await hand.badge({ kind: 'misread', reader: 'wedge', code: 'badge.too-long', at: 0 });
    expect(hand.snapshot().problem?.code).toBe('badge.too-long');
  });

  it('held to the screen that faces its owner shows nothing of the operator’s until it is turned', async () => {
    const hand = createDeskAtHand();
    await openDesk(hand);
    await hand.call('desk.show-welcome', {});
    await hand.badge(read);
    expect(hand.snapshot()).toMatchObject({ face: 'nobody', screen: { kind: 'handover', to: 'operator' } });
    expect(JSON.stringify(hand.snapshot())).not.toContain(person.userPrincipalName);
    await hand.call('desk.confirm-handover', {});
    expect(hand.snapshot().screen.kind).toBe('operator/scenario');
  });

  it('before the desk is open begins nothing', async () => {
    const hand = createDeskAtHand();
    await hand.desk.start();
    await hand.badge(read);
    expect(hand.snapshot().screen.kind).toBe('operator/closed');
  });

  it('during an enrollment leaves that enrollment alone', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    await hand.badge(otherBadge);
    expect(hand.snapshot()).toMatchObject({ screen: { kind: 'enrollee/reveal' }, problem: null });
    expect(hand.script.sent).toEqual([]);
  });
});

describe('the hand-over', () => {
  it('shows nothing of either person until the other confirms', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    expect(hand.snapshot()).toMatchObject({ face: 'nobody', screen: { kind: 'handover', to: 'enrollee' } });
    expect(JSON.stringify(hand.snapshot())).not.toContain(person.userPrincipalName);
    expect(countOf(hand, 'pass.show')).toBe(0);
  });

  it('gives the pass to the window once, when the enrollee has the screen', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    expect(hand.pushed.filter((one) => one.name === 'pass.show')).toEqual([
      { name: 'pass.show', message: { enrollmentId: 'enrollment-1', text: pass } },
    ]);
    expect(hand.snapshot().face).toBe('enrollee');
  });

  it('blanks the pass as soon as the operator asks for the screen', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    await hand.call('desk.show-operator', {});
    expect(countOf(hand, 'pass.blank')).toBe(1);
    expect(hand.snapshot().screen.kind).toBe('handover');
    await hand.call('desk.confirm-handover', {});
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/watch', at: 'reveal' });
  });
});

describe('the pass', () => {
  it('is in no snapshot, whatever is shown', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    await hand.call('pass.hold', { held: true });
    hand.script.move({ at: 'register', way: null });
    const snapshots = hand.pushed.filter((one) => one.name === 'snapshot.changed');
    expect(JSON.stringify(snapshots)).not.toContain(pass);
    expect(JSON.stringify(hand.journaled)).not.toContain(pass);
  });

  it('is gone after sixty seconds of being held in all', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    await hand.call('pass.hold', { held: true });
    hand.clock.advance(40_000);
    await hand.call('pass.hold', { held: false });
    expect(countOf(hand, 'pass.blank')).toBe(0);
    hand.desk.activity();
    await hand.call('pass.hold', { held: true });
    hand.clock.advance(20_000);
    expect(countOf(hand, 'pass.blank')).toBe(1);
    expect(hand.snapshot().screen).toMatchObject({ visibleSecondsLeft: 0 });
  });

  it('is not shown again after that, not even by another hand-over', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    await hand.call('pass.hold', { held: true });
    hand.clock.advance(60_000);
    await hand.call('desk.show-operator', {});
    await hand.call('desk.confirm-handover', {});
    await hand.call('desk.show-welcome', {});
    await hand.call('desk.confirm-handover', {});
    expect(countOf(hand, 'pass.show')).toBe(1);
  });

  it('is typed into the page on the configured host alone', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    hand.script.move({ at: 'register', way: null });
    await hand.call('register.choose-way', { way: 'security-key-here' });
    await hand.call('pass.enter-for-me', {});
    expect(hand.guest.loaded).toEqual([
      'https://localhost:1/security-info?login_hint=enrollee%40tapdesk.example',
    ]);
    expect(hand.guest.typed).toEqual([`localhost:1 ${pass.length}`]);
  });
});

describe('walking away', () => {
  it('ends the enrollment when nothing was touched for the configured time', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    hand.clock.advance(59_000);
    expect(hand.script.sent).toEqual([]);
    hand.clock.advance(1_000);
    expect(hand.script.sent).toEqual([{ type: 'cancel', why: 'enrollment.person-left' }]);
  });

  it('is warned of for twenty seconds, and one touch takes the warning away', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    hand.clock.advance(45_000);
    expect(hand.snapshot().countdown).toMatchObject({ of: 'walk-away' });
    hand.desk.activity();
    expect(hand.snapshot().countdown).toMatchObject({ of: 'pass' });
    hand.clock.advance(45_000);
    expect(hand.script.sent).toEqual([]);
  });

  it('is what sleep and the lock screen come to, with the pass blanked at once', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    hand.desk.leftAlone();
    expect(countOf(hand, 'pass.blank')).toBe(1);
    expect(hand.script.sent).toEqual([{ type: 'cancel', why: 'enrollment.person-left' }]);
  });

  it('cannot happen once the pass is gone and the person is done', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    hand.script.move({ at: 'done', passExpiresAt: null, endedAt: hand.clock.now() });
    await hand.settle();
    hand.clock.advance(600_000);
    expect(hand.script.sent).toEqual([]);
  });
});

describe('the end', () => {
  it('closes and wipes the guarded window before the pass is taken away', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    hand.script.move({ at: 'register', way: null });
    await hand.call('register.choose-way', { way: 'security-key-here' });
    hand.script.move({ at: 'revoking' });
    await hand.settle();
    expect(hand.guest.closedTimes()).toBe(1);
    expect(hand.journaled).toContain('window.wiped');
    expect(countOf(hand, 'pass.blank')).toBe(1);
  });

  it('has on record what a page was kept from, and the people told where it was their own page', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    hand.script.move({ at: 'register', way: null });
    await hand.call('register.choose-way', { way: 'security-key-here' });
    hand.guest.tell({ kind: 'blocked', hook: 'request', host: 'frame.example' });
    expect(hand.journaled.filter((type) => type === 'window.blocked')).toHaveLength(1);
    expect(hand.snapshot().problem).toBeNull();
    hand.guest.tell({ kind: 'blocked-host', host: 'other.example' });
    expect(hand.snapshot().problem).toMatchObject({
      code: 'guest.host-blocked',
      params: { host: 'other.example' },
    });
  });

  it('says that the window was not wiped when something is left in it', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    hand.script.move({ at: 'register', way: null });
    await hand.call('register.choose-way', { way: 'security-key-here' });
    hand.guest.leave(2);
    hand.script.move({ at: 'stopped', why: 'enrollment.cancelled', endedAt: 0 });
    await hand.settle();
    await hand.call('enrollment.finish', {});
    await hand.call('desk.confirm-handover', {});
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/stopped', notUndone: ['window'] });
  });

  it('leaves the enrollee’s last screen by itself', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    await toEnrollee(hand);
    hand.script.move({ at: 'done', endedAt: 0 });
    await hand.settle();
    expect(hand.snapshot().countdown).toMatchObject({ of: 'return-to-start' });
    hand.clock.advance(30_000);
    expect(hand.snapshot().screen).toMatchObject({ kind: 'handover', to: 'operator' });
  });

  it('keeps a language that was chosen before the badge, and forgets it after', async () => {
    const hand = createDeskAtHand();
    await openDesk(hand);
    await hand.call('desk.show-welcome', {});
    await hand.call('desk.choose-language', { language: 'es' });
    await hand.badge(read);
    await hand.call('desk.confirm-handover', {});
    expect(hand.snapshot().language).toBe('en');
    hand.script.move({ at: 'reveal', passExpiresAt: hand.clock.now() + 60_000 });
    await hand.settle();
    await toEnrollee(hand);
    expect(hand.snapshot().language).toBe('es');
    hand.script.move({ at: 'stopped', why: 'enrollment.cancelled', endedAt: 0 });
    await hand.settle();
    await hand.call('enrollment.finish', {});
    await hand.call('desk.confirm-handover', {});
    await hand.call('enrollment.finish', {});
    await hand.call('desk.show-welcome', {});
    expect(hand.snapshot().language).toBe('en');
  });

  it('shows the next person nothing of the one before', async () => {
    const hand = createDeskAtHand();
    await atReveal(hand);
    hand.script.move({ at: 'stopped', why: 'enrollment.cancelled', endedAt: 0 });
    await hand.settle();
    await hand.call('desk.confirm-handover', {});
    await hand.call('enrollment.finish', {});
    await hand.call('desk.confirm-handover', {});
    await hand.call('enrollment.finish', {});
    expect(hand.snapshot().screen.kind).toBe('operator/ready');
    expect(JSON.stringify(hand.snapshot())).not.toContain('Enrollee One');
  });
});

describe('a sign-in window', () => {
  it('that is cancelled at the desk ends the sign-in', async () => {
    let closed: Promise<void> | null = null;
    const hand = createDeskAtHand({
      identity: {
        signInOperator: async (window) => {
          const opened = await window.open('https://localhost:1/authorize');
          closed = opened.closed;
          await closed;
          throw new IdentityError('sign-in.cancelled');
        },
        signInSecond: () => Promise.reject(new Error('not asked')),
        proveSignIn: () => Promise.reject(new Error('not asked')),
      },
    });
    await hand.desk.start();
    const signingIn = hand.call('operator.sign-in', {});
    await hand.settle();
    expect(hand.snapshot().screen.kind).toBe('operator/signing-in');
    await hand.call('guest.cancel', {});
    expect(await signingIn).toMatchObject({ ok: false, problem: { code: 'sign-in.cancelled' } });
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/closed', phase: 'sign-in' });
  });
});

describe('what could not be taken back', () => {
  it('is tried again every minute until it is gone, and stands on the screen till then', async () => {
    const counts: number[] = [1, 0];
    let attempts = -1;
    const hand = createDeskAtHand({
      recover: () => {
        attempts += 1;
        // The first is the self-check's, before the desk opens.
        const count = attempts === 0 ? 0 : (counts[attempts - 1] ?? 0);
        const one = {
          enrollment: 'enrollment-1',
          recordNumber: 'R-1',
          personId: 'person-1',
          person: null,
          left: [{ item: 'pass', id: 'pass-1', sure: true, endsBySelfAt: null }],
          undone: [],
          notUndone: ['pass'],
        } as const;
        return Promise.resolve(count === 0 ? [] : [one]);
      },
    });
    await openDesk(hand);
    await hand.badge(read);
    const left = [{ item: 'pass', id: 'pass-1', sure: true, endsBySelfAt: 1_800_000 }] as const;
    hand.script.move({ at: 'stopped', why: 'tenant.unreachable', notUndone: ['pass'], left, endedAt: 0 });
    await hand.settle();
    const onScreen = {
      item: 'pass',
      recordNumber: 'R-1',
      person: 'Enrollee One (enrollee@tapdesk.example)',
      id: 'pass-1',
      endsBySelfAt: '1970-01-01T00:30:00.000Z',
    };
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/stopped', left: [onScreen] });
    await hand.call('enrollment.finish', {});
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/ready', left: [onScreen] });
    const unresolved = { screen: { kind: 'operator/ready' }, problem: { code: 'station.open-enrollment' } };
    expect(hand.snapshot()).toMatchObject(unresolved);
    hand.clock.advance(60_000);
    await hand.settle();
    expect(attempts).toBe(1);
    expect(hand.snapshot()).toMatchObject(unresolved);
    hand.clock.advance(60_000);
    await hand.settle();
    expect(attempts).toBe(2);
    expect(hand.snapshot()).toMatchObject({ problem: null, screen: { kind: 'operator/ready', left: [] } });
    hand.clock.advance(600_000);
    await hand.settle();
    expect(attempts).toBe(2);
  });
});

describe('a desk that cannot open because something is left behind', () => {
  it('says of whom and what to the operator who signed in, and to nobody before', async () => {
    const hand = createDeskAtHand({
      recover: () =>
        Promise.resolve([
          {
            enrollment: 'enrollment-1',
            recordNumber: 'R-1',
            personId: 'person-1',
            person: null,
            left: [{ item: 'membership', id: 'group-1', sure: true, endsBySelfAt: null }],
            undone: ['pass'],
            notUndone: ['membership'],
          },
        ]),
    });
    await hand.desk.start();
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/closed', phase: 'sign-in', left: [] });
    await hand.call('operator.sign-in', {});
    expect(hand.snapshot().screen).toMatchObject({
      kind: 'operator/closed',
      phase: 'blocked',
      left: [{ item: 'membership', person: 'person-1', id: 'group-1', endsBySelfAt: null }],
    });
    await hand.call('desk.check-again', {});
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/closed', phase: 'sign-in', left: [] });
  });
});
