import { describe, expect, it } from 'vitest';
import type { LedgerOnDesk } from '../../../src/main/desk/index.ts';
import { createDeskAtHand } from '../../support/desk.ts';

const well: LedgerOnDesk = { state: 'well', unsent: 0, minutes: 0, over: false };
const away: LedgerOnDesk = { state: 'away', unsent: 12, minutes: 7, over: false };

const deskInFleet = (first: LedgerOnDesk = well) => {
  let status = first;
  const listeners = new Set<(now: LedgerOnDesk) => void>();
  const hand = createDeskAtHand({
    ledger: { status: () => status, listen: (listener) => void listeners.add(listener) },
  });
  const become = async (now: LedgerOnDesk): Promise<void> => {
    status = now;
    for (const listener of listeners) listener(now);
    await hand.settle();
  };
  return { ...hand, become };
};

const open = async (hand: ReturnType<typeof deskInFleet>): Promise<void> => {
  await hand.desk.start();
  await hand.call('operator.sign-in', {});
  await hand.settle();
};

describe('a desk in a fleet', () => {
  it('says how much waits while the ledger is away, and works on', async () => {
    const hand = deskInFleet();
    await open(hand);
    await hand.become(away);
    expect(hand.snapshot().screen).toMatchObject({
      kind: 'operator/ready',
      warnings: [{ of: 'ledger-away', entries: 12, minutes: 7 }],
    });
    await hand.become(well);
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/ready', warnings: [] });
  });

  it('closes when more waits than may wait, says so, and opens once the ledger has it', async () => {
    const hand = deskInFleet();
    await open(hand);
    await hand.become({ ...away, over: true });
    expect(hand.snapshot()).toMatchObject({
      screen: { kind: 'operator/closed', phase: 'blocked' },
      problem: { code: 'ledger.away', params: { entries: 12, minutes: 7 } },
    });
    expect(hand.journaled).toContain('desk.closed');
    await hand.become(well);
    await hand.call('desk.check-again', {});
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/closed', phase: 'sign-in' });
  });

  it.each([
    ['denied', 'ledger.denied'],
    ['contradicts', 'ledger.contradicts'],
    ['refused', 'ledger.refused'],
  ] as const)('does not open when the ledger says %s', async (state, code) => {
    const hand = deskInFleet({ ...away, state, over: true });
    await hand.desk.start();
    const { screen } = hand.snapshot();
    expect(screen).toMatchObject({ kind: 'operator/closed', phase: 'blocked' });
    const check = 'checks' in screen ? screen.checks.find(({ id }) => id === 'ledger') : undefined;
    expect(check).toMatchObject({ state: 'failed', problem: { code } });
  });

  it('alone has no ledger to look at', async () => {
    const hand = createDeskAtHand();
    await hand.desk.start();
    const { screen } = hand.snapshot();
    expect('checks' in screen && screen.checks.some(({ id }) => id === 'ledger')).toBe(false);
  });
});
