import { describe, expect, it } from 'vitest';
import { fleetView } from '../../../src/main/console/fleet-view.ts';
import type { ConsoleData } from '../../../src/main/console/index.ts';
import type { OperatorFacts } from '../../../src/main/directory/index.ts';
import { IdentityError } from '../../../src/main/identity/index.ts';
import {
  createDeskAtHand,
  emptyConsole,
  openDesk,
  read,
  settings,
  type DeskAtHand,
} from '../../support/desk.ts';

const securityReader = '5d6b6bb7-de71-4623-b4af-96380a352509';
const supervisor = (roleId = securityReader): OperatorFacts => ({
  id: 'supervisor-1',
  displayName: 'Sonia Supervisor',
  userPrincipalName: 'sonia@tapdesk.example',
  roles: { known: true, value: [{ roleId, scope: '/', how: 'active', viaGroupId: null, endsAt: null }] },
});

const handWith = (data: Partial<ConsoleData> = {}, who = () => Promise.resolve(supervisor())): DeskAtHand =>
  createDeskAtHand({ askSupervisor: who, consoleData: { ...emptyConsole, ...data } });

const screenOf = (hand: DeskAtHand) => hand.snapshot().screen;
const viewOf = (hand: DeskAtHand) => {
  const screen = screenOf(hand);
  if (screen.kind !== 'supervisor/console') throw new Error(screen.kind);
  return screen.view;
};

const alertId = 'a'.repeat(32);
const shown = { of: 'today', enrollments: [], hold: null } as const;

describe('the supervisor’s console', () => {
  it('opens over the waiting desk for who holds a supervisor’s role, and leaves it as it was', async () => {
    const hand = handWith();
    await openDesk(hand);
    expect(await hand.call('console.open', {})).toEqual({ ok: true, value: {} });
    expect(screenOf(hand)).toEqual({
      kind: 'supervisor/console',
      name: 'Sonia Supervisor',
      waiting: { alerts: 0, reviews: 0 },
      fleet: false,
      busy: false,
      view: shown,
    });
    expect(hand.snapshot().face).toBe('supervisor');
    expect(await hand.call('console.close', {})).toMatchObject({ ok: true });
    expect(screenOf(hand).kind).toBe('operator/ready');
    expect(hand.written.filter(({ type }) => type.startsWith('console.'))).toMatchObject([
      { type: 'console.opened', actor: 'supervisor-1' },
      { type: 'console.closed', actor: 'supervisor-1' },
    ]);
  });

  it('shows the fleet where the station may, a site at a time, and not elsewhere', async () => {
    const fleet = (site: string | null): ReturnType<NonNullable<ConsoleData['fleet']>> =>
      Promise.resolve(fleetView({ state: 'away' }, site, 0));
    const hand = handWith({ fleet });
    await openDesk(hand);
    await hand.call('console.open', {});
    expect(screenOf(hand)).toMatchObject({ fleet: true });
    await hand.call('console.show', { view: 'fleet' });
    expect(viewOf(hand)).toMatchObject({ of: 'fleet', state: 'away', site: null });
    await hand.call('console.fleet', { site: 'Harbour' });
    expect(viewOf(hand)).toMatchObject({ of: 'fleet', site: 'Harbour' });
    const alone = handWith();
    await openDesk(alone);
    await alone.call('console.open', {});
    expect(screenOf(alone)).toMatchObject({ fleet: false });
    expect(await alone.call('console.fleet', { site: null })).toMatchObject({ ok: false });
    await alone.call('console.show', { view: 'fleet' });
    expect(viewOf(alone).of).toBe('today');
  });

  it('opens over the closed desk too', async () => {
    const hand = handWith();
    await hand.desk.start();
    await hand.settle();
    await hand.call('console.open', {});
    expect(screenOf(hand).kind).toBe('supervisor/console');
    await hand.call('console.close', {});
    expect(screenOf(hand)).toMatchObject({ kind: 'operator/closed', phase: 'sign-in' });
  });

  it.each([
    ['without the role', () => Promise.resolve(supervisor('another-role')), 'supervisor.no-role'],
    [
      'with roles that nobody could read',
      () =>
        Promise.resolve({ ...supervisor(), roles: { known: false, because: 'tenant.forbidden' } as const }),
      'tenant.forbidden',
    ],
    [
      'who gives the sign-in up',
      () => Promise.reject(new IdentityError('sign-in.cancelled')),
      'sign-in.cancelled',
    ],
  ])('stays closed for somebody %s', async (_, who, code) => {
    const hand = handWith({}, who);
    await openDesk(hand);
    expect(await hand.call('console.open', {})).toMatchObject({ ok: false, problem: { code } });
    expect(screenOf(hand).kind).toBe('operator/ready');
    expect(hand.journaled).not.toContain('console.opened');
  });

  it('takes no call while nobody has opened it', async () => {
    const hand = handWith({ acknowledge: () => Promise.reject(new Error('it was called')) });
    await openDesk(hand);
    const calls = [
      hand.call('console.show', { view: 'alerts' }),
      hand.call('console.find', { text: '', before: null }),
      hand.call('console.record', { enrollment: 'e-1' }),
      hand.call('console.acknowledge', { id: alertId, reason: 'explained' }),
      hand.call('console.review', { enrollment: 'e-1', outcome: 'in-order' }),
      hand.call('console.fleet', { site: null }),
      hand.call('console.export', {}),
      hand.call('console.look', {}),
      hand.call('console.close', {}),
    ];
    for (const one of await Promise.all(calls)) {
      expect(one).toMatchObject({ ok: false, problem: { code: 'command.not-now' } });
    }
  });

  it('is not for whoever has the screen in another role, and nobody enrolls while it is open', async () => {
    const hand = handWith();
    await openDesk(hand);
    await hand.call('desk.show-welcome', {});
    expect(await hand.call('console.open', {})).toMatchObject({ ok: false });
    await hand.call('desk.show-operator', {});
    await hand.call('console.open', {});
    expect(await hand.call('desk.show-operator', {})).toMatchObject({ ok: false });
    expect(await hand.call('desk.show-welcome', {})).toMatchObject({ ok: false });
    expect(await hand.call('posture.show', {})).toMatchObject({ ok: false });
    await hand.badge(read);
    expect(screenOf(hand).kind).toBe('supervisor/console');
    expect(hand.begunWith).toEqual([]);
  });

  it('asks for the operator’s PIN once it is closed: somebody else had the screen', async () => {
    const hand = createDeskAtHand({
      askSupervisor: () => Promise.resolve(supervisor()),
      settings: { ...settings, operatorPin: { digits: 4, tries: 3 } },
    });
    await openDesk(hand);
    await hand.call('pin.choose', { pin: '4096' });
    await hand.call('console.open', {});
    await hand.call('console.close', {});
    expect(screenOf(hand)).toMatchObject({ kind: 'operator/pin', mode: 'enter' });
  });

  it('closes by itself when nobody has touched it for five minutes, or the machine was left', async () => {
    const hand = handWith();
    await openDesk(hand);
    await hand.call('console.open', {});
    hand.clock.advance(4 * 60_000);
    hand.desk.activity();
    hand.clock.advance(4 * 60_000);
    expect(screenOf(hand).kind).toBe('supervisor/console');
    hand.clock.advance(60_000);
    expect(screenOf(hand).kind).toBe('operator/ready');
    await hand.call('console.open', {});
    hand.desk.leftAlone();
    expect(screenOf(hand).kind).toBe('operator/ready');
  });

  it('hands what a supervisor answers on in their name, and says what stands against it', async () => {
    const asked: unknown[] = [];
    const hand = handWith({
      acknowledge: (what, by) => {
        asked.push([what, by.id]);
        return Promise.resolve(asked.length === 1 ? 'done' : 'takes-part');
      },
    });
    await openDesk(hand);
    await hand.call('console.open', {});
    await hand.call('console.show', { view: 'alerts' });
    const answer = { id: alertId, reason: 'put-right' } as const;
    await hand.call('console.acknowledge', answer);
    expect(hand.snapshot().problem).toBeNull();
    await hand.call('console.acknowledge', answer);
    expect(hand.snapshot().problem).toMatchObject({ code: 'supervisor.takes-part' });
    expect(asked).toEqual([
      [answer, 'supervisor-1'],
      [answer, 'supervisor-1'],
    ]);
    expect(viewOf(hand).of).toBe('alerts');
  });

  it('keeps what it shows when something fails, and says so', async () => {
    const hand = handWith({ exportJournal: () => Promise.reject(new Error('the disk is full')) });
    await openDesk(hand);
    await hand.call('console.open', {});
    await hand.call('console.show', { view: 'journal' });
    expect(await hand.call('console.export', {})).toMatchObject({ problem: { code: 'console.not-written' } });
    expect(viewOf(hand).of).toBe('journal');
    expect(screenOf(hand)).toMatchObject({ busy: false });
  });

  it('shows nothing that arrives after it was closed', async () => {
    let arrive: (view: typeof shown) => void = () => undefined;
    const slow = new Promise<typeof shown>((resolve) => {
      arrive = resolve;
    });
    const hand = handWith({ alerts: () => slow.then(() => emptyConsole.alerts({ id: '' })) });
    await openDesk(hand);
    const opening = hand.call('console.open', {});
    await hand.settle();
    await hand.call('console.close', {});
    arrive(shown);
    await opening;
    expect(screenOf(hand).kind).toBe('operator/ready');
  });
});
