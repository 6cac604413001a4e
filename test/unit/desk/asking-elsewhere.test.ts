import { beforeEach, describe, expect, it } from 'vitest';
import type { RemoteAnswer } from '../../../src/main/desk/remote-approvals.ts';
import type { ApprovalsElsewhere } from '../../../src/main/desk/index.ts';
import { DirectoryError, type OperatorFacts } from '../../../src/main/directory/index.ts';
import type { ApprovalAnswer, ApprovalOffer } from '../../../src/shared/index.ts';
import { anAnswer, fingerprint } from '../../support/approvals.ts';
import {
  approver,
  createDeskAtHand,
  decision,
  noApproval,
  openDesk,
  person,
  read,
  type DeskAtHand,
} from '../../support/desk.ts';

const offer = 'f'.repeat(64);

/** A ledger at hand: what was offered, and the answers that stand there. */
const ledgerAtHand = () => {
  const offered: Omit<ApprovalOffer, 'v' | 'station'>[] = [];
  const closed: string[] = [];
  const now = { answers: [] as RemoteAnswer[], away: false };
  const elsewhere: ApprovalsElsewhere = {
    scopes: [],
    whoIs: () => Promise.reject(new Error('nobody is asked here')),
    ledger: {
      offer: (what) => {
        if (now.away) return Promise.reject(new Error('away'));
        offered.push(what);
        return Promise.resolve(offer);
      },
      close: (one) => {
        closed.push(one);
        return Promise.resolve();
      },
      answers: () => (now.away ? Promise.reject(new Error('away')) : Promise.resolve(now.answers)),
      open: () => Promise.resolve([]),
      sign: () => ({ offer, digest: '', jws: '' }),
      answer: () => Promise.resolve('sent'),
    },
  };
  return { elsewhere, offered, closed, now };
};

let ledger: ReturnType<typeof ledgerAtHand>;
let hand: DeskAtHand;
let readApprover: () => Promise<OperatorFacts>;

const said = (more: Partial<ApprovalAnswer> = {}, digest = 'd'.repeat(64)): RemoteAnswer => ({
  ...{ digest, station: 'desk-2', jws: 'a.b.c' },
  judged: {
    claim: {
      ...anAnswer({ offer, enrollment: hand.script.enrollment.view().id, signedInAt: hand.clock.now() }),
      ...{ v: 1, station: 'desk-2', ...more },
    },
  },
});
const lookAgain = async (): Promise<void> => {
  hand.clock.advance(2_000);
  await hand.settle();
};
const answers = async (...all: readonly RemoteAnswer[]): Promise<void> => {
  ledger.now.answers = [...all];
  await lookAgain();
};
const notTaken = () =>
  hand.written.filter(({ type }) => type === 'approval.not-taken').map(({ data }) => data);

beforeEach(async () => {
  ledger = ledgerAtHand();
  readApprover = () => Promise.resolve(approver);
  hand = createDeskAtHand({
    elsewhere: ledger.elsewhere,
    readApprover: async () => ({
      value: await readApprover(),
      trace: { correlationId: 'c', requestId: 'r', serverTime: null },
    }),
  });
  await openDesk(hand);
  await hand.badge(read);
  hand.script.react((event) => (event.type === 'approver-signed-in' ? { at: 'approving' } : null));
  hand.script.move({ at: 'decided', decision });
  hand.script.move({ at: 'approval', approval: { ...noApproval, fingerprint } });
  await hand.settle();
});

describe('a waiting approval', () => {
  it('stays with the operator, and stands at other desks for as long as it waits, without a name', async () => {
    expect(hand.snapshot()).toMatchObject({
      screen: { kind: 'operator/approve', elsewhere: 'offered' },
      countdown: { of: 'approval', secondsLeft: 300 },
    });
    expect(ledger.offered).toMatchObject([
      { person: person.id, operator: 'operator-1', fingerprint, until: '2026-11-22T09:05:00.000Z' },
    ]);
    for (const name of [person.displayName, person.userPrincipalName, person.employeeId, 'Operator One'])
      expect(JSON.stringify(ledger.offered)).not.toContain(name);
    expect(hand.written.filter(({ type }) => type === 'approval.offered')).toMatchObject([
      { actor: 'station', data: { offer, fingerprint, until: '2026-11-22T09:05:00.000Z' } },
    ]);
    hand.script.move({ at: 'decided' });
    await hand.settle();
    expect(ledger.closed).toEqual([offer]);
    await answers(said());
    expect(hand.script.sent).toEqual([]);
  });

  it('can still be answered here, and an answer from elsewhere then waits', async () => {
    await hand.call('approval.turn', {});
    await hand.call('desk.confirm-handover', {});
    expect(hand.snapshot().screen.kind).toBe('approver/ask');
    hand.script.move({ at: 'approving', approval: { ...noApproval, fingerprint, candidate: approver } });
    await answers(said());
    expect(hand.script.sent).toEqual([]);
    hand.script.move({ at: 'approval', approval: { ...noApproval, fingerprint } });
    await lookAgain();
    expect(hand.script.sent.map(({ type }) => type)).toEqual(['approver-signed-in', 'approved']);
    expect(ledger.offered).toHaveLength(1);
  });

  it('is only here while the ledger is away, which is said, and stands elsewhere once it is back', async () => {
    ledger.now.away = true;
    await lookAgain();
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/approve', elsewhere: 'away' });
    ledger.now.away = false;
    hand.clock.advance(5_000);
    await hand.settle();
    expect(hand.snapshot().screen).toMatchObject({ elsewhere: 'offered' });
  });
});

describe('an answer from another desk', () => {
  it('counts as the approver’s own, whose roles are read here, and has the signed word with it', async () => {
    await answers(said());
    expect(hand.script.sent).toEqual([
      {
        type: 'approver-signed-in',
        approver,
        signedInAt: hand.clock.now() - 2_000,
        elsewhere: { station: 'desk-2', answer: 'a.b.c' },
      },
      { type: 'approved', fingerprint },
    ]);
    await lookAgain();
    expect(hand.script.sent).toHaveLength(2);
  });

  it('may be a no', async () => {
    await answers(said({ answer: 'no', reason: 'person-in-doubt' }));
    expect(hand.script.sent.at(-1)).toEqual({
      ...{ type: 'approval-refused', reason: 'person-in-doubt', remark: null },
    });
  });

  it('of somebody who may not approve this changes nothing', async () => {
    hand.script.react(() => null);
    await answers(said());
    expect(hand.script.sent.map(({ type }) => type)).toEqual(['approver-signed-in']);
  });

  it.each<[string, () => RemoteAnswer, string]>([
    ['to other facts', () => said({ fingerprint: 'b'.repeat(64) }), 'to-something-else'],
    ['to another enrollment', () => said({ enrollment: 'another' }), 'to-something-else'],
    [
      'of a sign-in before it was asked',
      () => said({ signedInAt: hand.clock.now() - 10 * 60_000 }),
      'signed-in-at-another-time',
    ],
    [
      'of a sign-in that is yet to come',
      () => said({ signedInAt: hand.clock.now() + 10 * 60_000 }),
      'signed-in-at-another-time',
    ],
    ['that nobody of trust signed', () => ({ ...said(), judged: { why: 'badly-signed' } }), 'badly-signed'],
  ])('%s is not taken, once, and that is on record', async (_, make, why) => {
    await answers(make());
    await lookAgain();
    expect(notTaken()).toEqual([{ station: 'desk-2', answer: 'd'.repeat(64), why }]);
    expect(hand.script.sent).toEqual([]);
  });

  it('is not taken when the tenant names another person than the answer', async () => {
    readApprover = () => Promise.resolve({ ...approver, id: 'somebody-else' });
    await answers(said());
    expect(notTaken()).toMatchObject([{ why: 'of-another-person' }]);
    expect(hand.script.sent).toEqual([]);
  });

  it('waits while the tenant does not tell who it is', async () => {
    const trace = { correlationId: 'c', requestId: null, serverTime: null };
    readApprover = () =>
      Promise.reject(new DirectoryError('tenant.unreachable', { outcome: 'none', retryable: true, trace }));
    await answers(said());
    expect([hand.script.sent, notTaken()]).toEqual([[], []]);
    readApprover = () => Promise.resolve(approver);
    await lookAgain();
    expect(hand.script.sent.map(({ type }) => type)).toEqual(['approver-signed-in', 'approved']);
  });
});
