import { beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalsElsewhere } from '../../../src/main/desk/index.ts';
import type { RemoteRequest, SignedHere } from '../../../src/main/desk/remote-approvals.ts';
import type { OperatorFacts } from '../../../src/main/directory/index.ts';
import { IdentityError, type Identity } from '../../../src/main/identity/index.ts';
import { roleIds } from '../../../src/main/policy/index.ts';
import type { ApprovalAnswer, ApprovalOffer } from '../../../src/shared/index.ts';
import { anOffer, fingerprint } from '../../support/approvals.ts';
import {
  approver,
  createDeskAtHand,
  openDesk,
  person,
  read,
  settings,
  type DeskAtHand,
} from '../../support/desk.ts';

const offer = 'e'.repeat(64);
const fit: OperatorFacts = {
  ...approver,
  roles: {
    known: true,
    value: [
      {
        roleId: roleIds.privilegedAuthenticationAdministrator,
        scope: '/',
        how: 'active',
        viaGroupId: null,
        endsAt: null,
      },
    ],
  },
};

const requestOf = (more: Partial<ApprovalOffer> = {}): RemoteRequest => ({
  offer,
  site: 'Harbour',
  claim: { ...anOffer(), v: 1, station: 'desk-3', ...more },
});

interface Stage {
  open: readonly RemoteRequest[] | Error;
  answer: () => Promise<'sent' | 'gone'>;
  who: OperatorFacts;
  signIn: Identity['signInSecond'] | null;
  readonly signed: Omit<ApprovalAnswer, 'v' | 'station'>[];
  readonly sent: SignedHere[];
  readonly happened: string[];
}

let stage: Stage;
let hand: DeskAtHand;

const signsIn: Identity['signInSecond'] = async ({ scopes }, window) => {
  const opened = await window.open('https://localhost:1/authorize');
  stage.happened.push(`asked for ${scopes.join()}`);
  opened.close();
  const account = {
    ...{ id: approver.id, tenantId: null },
    ...{ userPrincipalName: approver.userPrincipalName, displayName: approver.displayName },
  };
  return {
    ...{ account, signedInAt: 5, accessToken: () => Promise.resolve('token') },
    signOut: () => {
      stage.happened.push('signed out');
      return Promise.resolve();
    },
  };
};

const elsewhere: ApprovalsElsewhere = {
  scopes: ['who and roles'],
  whoIs: (_, id) =>
    Promise.resolve({
      person: id === person.id ? person : { ...person, id, displayName: 'Operator Elsewhere' },
      photo: null,
    }),
  ledger: {
    offer: () => Promise.reject(new Error('nothing is asked here')),
    close: () => Promise.resolve(),
    answers: () => Promise.resolve([]),
    open: () => (stage.open instanceof Error ? Promise.reject(stage.open) : Promise.resolve(stage.open)),
    sign: (what) => {
      stage.signed.push(what);
      return { offer: what.offer, digest: 'd'.repeat(64), jws: `signed ${stage.signed.length}` };
    },
    answer: (signed) => {
      stage.sent.push(signed);
      return stage.answer();
    },
  },
};

const kindOf = (): string => hand.snapshot().screen.kind;
const toReview = async (): Promise<void> => {
  await hand.call('approvals.show', {});
  await hand.call('approvals.take', { offer });
};
const answered = () => hand.written.filter(({ type }) => type === 'approval.answered');

beforeEach(async () => {
  stage = {
    ...{ open: [requestOf()], who: fit, signIn: null, signed: [], sent: [], happened: [] },
    answer: () => Promise.resolve('sent'),
  };
  hand = createDeskAtHand({
    elsewhere,
    identity: {
      signInOperator: () =>
        Promise.resolve({
          account: { id: 'operator-1', tenantId: null, userPrincipalName: 'o@x', displayName: 'O' },
          accessToken: () => Promise.resolve('token'),
          signOut: () => Promise.resolve(),
        }),
      signInSecond: (...ask) => (stage.signIn ?? signsIn)(...ask),
      proveSignIn: () => Promise.reject(new Error('not asked')),
    },
    approver: { scopes: [], read: () => Promise.resolve(stage.who) },
  });
  await openDesk(hand);
  await hand.settle();
});

describe('requests of other desks', () => {
  it('are counted at the waiting desk and listed without anybody’s name', async () => {
    expect(hand.snapshot().approvalsElsewhere).toBe(1);
    expect(await hand.call('approvals.show', {})).toMatchObject({ ok: true });
    expect(hand.snapshot()).toMatchObject({ face: 'approver', stage: null });
    expect(hand.snapshot().screen).toEqual({
      kind: 'approver/waiting',
      requests: [
        {
          ...{ offer, station: 'desk-3', site: 'Harbour', scenario: 'lost-phone', path: 'privileged' },
          until: '2026-11-22T09:05:00.000Z',
        },
      ],
      away: false,
      answered: null,
      turnedAway: null,
    });
    await hand.call('approvals.close', {});
    expect(kindOf()).toBe('operator/ready');
  });

  it('are shown at a closed desk too, and not while somebody is enrolled or has the screen', async () => {
    await hand.call('desk.show-welcome', {});
    expect(await hand.call('approvals.show', {})).toMatchObject({ ok: false });
    await hand.call('desk.show-operator', {});
    await hand.badge(read);
    expect(await hand.call('approvals.show', {})).toMatchObject({ ok: false });
    hand.script.move({ at: 'stopped' });
    await hand.call('enrollment.finish', {});
    await hand.call('operator.sign-out', {});
    expect(await hand.call('approvals.show', {})).toMatchObject({ ok: true });
    expect(kindOf()).toBe('approver/waiting');
  });

  it('enroll nobody while they are open, and close by themselves', async () => {
    await hand.call('approvals.show', {});
    await hand.badge(read);
    await hand.call('badge.enter', { text: '10000001' });
    expect(hand.begunWith).toEqual([]);
    hand.clock.advance(5 * 60_000);
    expect(kindOf()).toBe('operator/ready');
  });

  it('are said to be out of reach while the ledger is away', async () => {
    stage.open = new Error('away');
    await hand.call('approvals.show', {});
    expect(hand.snapshot().screen).toMatchObject({ requests: [], away: true });
  });

  it('ask for the operator’s PIN once they are closed: somebody else had the screen', async () => {
    hand = createDeskAtHand({ elsewhere, settings: { ...settings, operatorPin: { digits: 4, tries: 3 } } });
    await openDesk(hand);
    await hand.call('pin.choose', { pin: '4096' });
    await hand.call('approvals.show', {});
    await hand.call('approvals.close', {});
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/pin', mode: 'enter' });
  });

  it('are nothing to a station that takes no part', async () => {
    hand = createDeskAtHand();
    await openDesk(hand);
    expect(hand.snapshot().approvalsElsewhere).toBeNull();
    expect(await hand.call('approvals.show', {})).toMatchObject({ ok: false });
  });
});

describe('whoever answers', () => {
  it('signs in for it, and sees all that is asked with the names that the tenant tells', async () => {
    await toReview();
    expect(stage.happened).toEqual(['asked for who and roles', 'signed out']);
    expect(hand.guest.closedTimes()).toBe(1);
    expect(hand.snapshot().screen).toMatchObject({
      kind: 'approver/review',
      approverName: approver.displayName,
      person: { displayName: person.displayName, userPrincipalName: person.userPrincipalName },
      request: { operatorName: 'Operator Elsewhere', scenario: 'lost-phone', lifetimeMinutes: 15 },
      fingerprint,
      elsewhere: { station: 'desk-3', site: 'Harbour' },
    });
  });

  it.each<[string, Partial<ApprovalOffer>, OperatorFacts, string]>([
    ['asked themselves', { operator: approver.id }, fit, 'approver.is-operator'],
    ['is the one to be enrolled', { person: approver.id }, fit, 'approver.is-enrollee'],
    ['has approved it already', { given: [approver.id] }, fit, 'approver.twice'],
    ['does not hold the role', {}, approver, 'approver.no-role'],
    [
      'holds nobody knows which role',
      {},
      { ...approver, roles: { known: false, because: 'tenant.forbidden' } },
      'approver.roles-unknown',
    ],
  ])('is turned away who %s, and sees nothing of it', async (...[, more, who, code]) => {
    stage.open = [requestOf(more)];
    stage.who = who;
    await toReview();
    expect(hand.snapshot().screen).toMatchObject({
      kind: 'approver/waiting',
      turnedAway: { name: approver.displayName, reasons: [{ code }] },
    });
    expect(await hand.call('approval.give', { fingerprint })).toMatchObject({ ok: false });
    expect(stage.signed).toEqual([]);
  });

  it('may give the sign-in up, or be too slow, and is shown nothing', async () => {
    stage.signIn = () => Promise.reject(new IdentityError('sign-in.cancelled'));
    await toReview();
    expect(hand.snapshot()).toMatchObject({
      screen: { kind: 'approver/waiting' },
      problem: { code: 'sign-in.cancelled' },
    });
    stage.signIn = (_, __, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new IdentityError('sign-in.timed-out')));
      });
    const taking = hand.call('approvals.take', { offer });
    await hand.settle();
    expect(kindOf()).toBe('approver/working');
    await hand.call('approval.leave', {});
    await taking;
    expect(kindOf()).toBe('approver/waiting');
  });

  it('who goes away leaves nobody’s name on the screen', async () => {
    await toReview();
    hand.clock.advance(60_000);
    expect(kindOf()).toBe('operator/ready');
    await toReview();
    hand.desk.leftAlone();
    expect(kindOf()).toBe('operator/ready');
    await toReview();
    await hand.call('desk.show-operator', {});
    expect(kindOf()).toBe('approver/waiting');
  });
});

describe('the answer', () => {
  it('is signed and on record here before it leaves', async () => {
    await toReview();
    stage.answer = () => {
      stage.happened.push(`sent after ${answered().length} on record`);
      return Promise.resolve('sent');
    };
    expect(await hand.call('approval.give', { fingerprint })).toMatchObject({ ok: true });
    expect(stage.signed).toEqual([
      {
        ...{ offer, enrollment: 'e-1', fingerprint, answer: 'yes', reason: null },
        ...{ approver: approver.id, signedInAt: 5, at: '2026-11-22T09:00:00.000Z' },
      },
    ]);
    expect(stage.happened.at(-1)).toBe('sent after 1 on record');
    expect(answered()).toEqual([
      {
        ...{
          type: 'approval.answered',
          enrollment: null,
          step: null,
          actor: approver.id,
          subject: person.id,
        },
        data: {
          ...{ answer: 'yes', reason: null, station: 'desk-3', enrollment: 'e-1', fingerprint, offer },
          ...{ signed: 'd'.repeat(64), signedInAt: 5 },
        },
      },
    ]);
    expect(hand.snapshot().screen).toMatchObject({ kind: 'approver/waiting', answered: 'yes' });
  });

  it('may be no, with a reason; the approver’s own words stay at this desk', async () => {
    await toReview();
    await hand.call('approval.refuse', { reason: 'person-in-doubt', remark: 'I know Nia' });
    expect(stage.signed).toMatchObject([{ answer: 'no', reason: 'person-in-doubt' }]);
    expect(JSON.stringify([stage.signed, stage.sent])).not.toContain('Nia');
    expect(hand.personal.at(-1)).toEqual({ remark: 'I know Nia' });
  });

  it('is to what was shown alone', async () => {
    await toReview();
    expect(await hand.call('approval.give', { fingerprint: 'b'.repeat(64) })).toMatchObject({ ok: false });
    expect([stage.signed, stage.sent]).toEqual([[], []]);
  });

  it('that could not be sent is sent again as it was signed, without another sign-in', async () => {
    await toReview();
    stage.answer = () => Promise.reject(new Error('away'));
    await hand.call('approval.give', { fingerprint });
    expect(hand.snapshot()).toMatchObject({
      ...{ screen: { kind: 'approver/review' }, problem: { code: 'approval.not-sent', retryable: true } },
    });
    stage.answer = () => Promise.resolve('sent');
    await hand.call('approval.give', { fingerprint });
    expect(stage.sent.map(({ jws }) => jws)).toEqual(['signed 1', 'signed 1']);
    expect(answered()).toHaveLength(1);
  });

  it('to what is not open any more is said to have come too late', async () => {
    await toReview();
    stage.answer = () => Promise.resolve('gone');
    await hand.call('approval.give', { fingerprint });
    expect(hand.snapshot()).toMatchObject({
      ...{ screen: { kind: 'approver/waiting', answered: null }, problem: { code: 'approval.gone' } },
    });
  });
});
