import { describe, expect, it } from 'vitest';
import type { OperatorFacts } from '../../../src/main/directory/index.ts';
import { IdentityError } from '../../../src/main/identity/index.ts';
import type { Damage, StationJournal } from '../../../src/main/journal/index.ts';
import { JournalError } from '../../../src/main/journal/index.ts';
import { createDeskAtHand, openDesk, type DeskAtHand } from '../../support/desk.ts';

const securityReader = '5d6b6bb7-de71-4623-b4af-96380a352509';
const supervisor = (roleId = securityReader, id = 'supervisor-1'): OperatorFacts => ({
  id,
  displayName: 'Sonia Supervisor',
  userPrincipalName: 'sonia@tapdesk.example',
  roles: { known: true, value: [{ roleId, scope: '/', how: 'active', viaGroupId: null, endsAt: null }] },
});

const file = 'journal-1-damaged-20261122T083000Z.sqlite';

/** A desk whose journal was found damaged, on which operator-1 has worked before. */
const damaged = (
  who: () => Promise<OperatorFacts> = () => Promise.resolve(supervisor()),
  change: Partial<StationJournal> = {},
) => {
  let damage: Damage | null = { epoch: 1, file, found: 'entry 3' };
  const acknowledged: unknown[] = [];
  const recovered: string[] = [];
  const hand = createDeskAtHand({
    askSupervisor: who,
    recover: () => {
      recovered.push('looked');
      return Promise.resolve([]);
    },
  });
  const { journal } = hand.ports;
  const examined: StationJournal = {
    ...journal,
    damage: () => damage,
    operators: () => new Set(['operator-1']),
    acknowledge: (by) => {
      acknowledged.push(by);
      damage = null;
    },
    ...change,
  };
  Object.assign(journal, examined);
  return { hand, acknowledged, recovered };
};

const closed = (hand: DeskAtHand) => {
  const { screen } = hand.snapshot();
  if (screen.kind !== 'operator/closed') throw new Error(screen.kind);
  return { phase: screen.phase, supervisor: screen.checks.find(({ id }) => id === 'supervisor') };
};

describe('a desk whose journal was damaged', () => {
  it('says so before anybody signs in, takes back what was left behind, and stays closed', async () => {
    const { hand, recovered } = damaged();
    await hand.desk.start();
    expect(closed(hand)).toMatchObject({
      phase: 'sign-in',
      supervisor: { state: 'failed', problem: { code: 'station.journal-damaged', params: { file } } },
    });
    await hand.call('operator.sign-in', {});
    expect(recovered).toEqual(['looked']);
    expect(closed(hand)).toMatchObject({ phase: 'blocked', supervisor: { state: 'failed' } });
    expect(hand.journaled).not.toContain('desk.opened');
  });

  it('opens when a supervisor has acknowledged it, with the reason they chose', async () => {
    const { hand, acknowledged } = damaged();
    await openDesk(hand);
    expect(await hand.call('supervisor.acknowledge', { reason: 'disk-fault' })).toMatchObject({ ok: true });
    expect(acknowledged).toEqual([{ supervisor: 'supervisor-1', reason: 'disk-fault' }]);
    expect(closed(hand)).toMatchObject({ phase: 'sign-in', supervisor: { state: 'waiting' } });
    await hand.call('operator.sign-in', {});
    expect(hand.snapshot().screen.kind).toBe('operator/ready');
  });

  it.each([
    ['holds no such role', supervisor('c4e39bd9-1100-46d3-8c65-fb160da0071f'), 'supervisor.no-role'],
    ['opened this desk before', supervisor(securityReader, 'operator-1'), 'supervisor.same-person'],
    [
      'could hold roles that cannot be read',
      { ...supervisor(), roles: { known: false, because: 'tenant.forbidden' } } as const,
      'tenant.forbidden',
    ],
  ])('does not take the word of somebody who %s', async (_, who, code) => {
    const { hand, acknowledged } = damaged(() => Promise.resolve(who));
    await hand.desk.start();
    const answer = await hand.call('supervisor.acknowledge', { reason: 'under-investigation' });
    expect(answer).toMatchObject({ ok: false, problem: { code } });
    expect(acknowledged).toEqual([]);
    expect(closed(hand)).toMatchObject({ phase: 'sign-in', supervisor: { state: 'failed' } });
    expect(hand.snapshot().problem).toMatchObject({ code });
  });

  it('does not take a role that could only be activated', async () => {
    const eligible = {
      ...supervisor(),
      roles: {
        known: true as const,
        value: [
          { roleId: securityReader, scope: '/', how: 'eligible' as const, viaGroupId: null, endsAt: null },
        ],
      },
    };
    const { hand, acknowledged } = damaged(() => Promise.resolve(eligible));
    await hand.desk.start();
    await hand.call('supervisor.acknowledge', { reason: 'disk-fault' });
    expect(acknowledged).toEqual([]);
  });

  it('is as it was when the supervisor gives up, or when it cannot be recorded', async () => {
    const gone = damaged(() => Promise.reject(new IdentityError('sign-in.cancelled')));
    await gone.hand.desk.start();
    await gone.hand.call('supervisor.acknowledge', { reason: 'disk-fault' });
    expect(closed(gone.hand)).toMatchObject({ phase: 'sign-in', supervisor: { state: 'failed' } });
    const full = damaged(undefined, {
      acknowledge: () => {
        throw new JournalError('station.journal-unwritable');
      },
    });
    await full.hand.desk.start();
    const answer = await full.hand.call('supervisor.acknowledge', { reason: 'disk-fault' });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'station.journal-unwritable' } });
    expect(closed(full.hand)).toMatchObject({ supervisor: { state: 'failed' } });
  });

  it('asks a supervisor for nothing when nothing is damaged, or while it is open', async () => {
    const { hand, acknowledged } = damaged(undefined, { damage: () => null });
    await openDesk(hand);
    expect(await hand.call('supervisor.acknowledge', { reason: 'disk-fault' })).toMatchObject({
      ok: false,
      problem: { code: 'command.not-now' },
    });
    expect(acknowledged).toEqual([]);
  });
});
