import { describe, expect, it } from 'vitest';
import { IdentityError, type Identity } from '../../../src/main/identity/index.ts';
import {
  approver,
  createDeskAtHand,
  noApproval,
  openDesk,
  person,
  read,
  type DeskAtHand,
} from '../../support/desk.ts';

const account = {
  id: approver.id,
  tenantId: null,
  userPrincipalName: approver.userPrincipalName,
  displayName: approver.displayName,
};
const fingerprint = 'a'.repeat(64);

type SignIn = Identity['signInSecond'];

/** A desk with a second person's sign-in as the test has it; the operator's is the usual one. */
const createDesk = (signInSecond: SignIn) => {
  const happened: string[] = [];
  const identity: Identity = {
    signInOperator: () =>
      Promise.resolve({
        account: { ...account, id: 'operator-1' },
        accessToken: () => Promise.resolve('token'),
        signOut: () => {
          happened.push('operator signed out');
          return Promise.resolve();
        },
      }),
    signInSecond,
    proveSignIn: () => Promise.reject(new Error('not asked')),
  };
  const hand = createDeskAtHand({
    identity,
    approver: {
      scopes: ['roles'],
      read: () => {
        happened.push('roles read');
        return Promise.resolve(approver);
      },
    },
  });
  return { hand, happened };
};

const signsIn =
  (happened: () => string[]): SignIn =>
  async ({ scopes }, window) => {
    const opened = await window.open('https://localhost:1/authorize');
    happened().push(`asked for ${scopes.join()}`);
    opened.close();
    return {
      account,
      signedInAt: 5,
      accessToken: () => Promise.resolve('token'),
      signOut: () => {
        happened().push('approver signed out');
        return Promise.resolve();
      },
    };
  };

const desk = () => {
  const made: ReturnType<typeof createDesk> = createDesk((...ask) => signsIn(() => made.happened)(...ask));
  return made;
};

const kindOf = (hand: DeskAtHand): string => hand.snapshot().screen.kind;
const toAsked = async (hand: DeskAtHand): Promise<void> => {
  await openDesk(hand);
  await hand.badge(read);
  hand.script.move({ at: 'decided' });
  hand.script.move({ at: 'approval', approval: { ...noApproval, fingerprint } });
  await hand.settle();
};
const toApprover = async (hand: DeskAtHand): Promise<void> => {
  await toAsked(hand);
  await hand.call('desk.confirm-handover', {});
};
const toReview = async (hand: DeskAtHand): Promise<void> => {
  await toApprover(hand);
  hand.script.move({ at: 'approving', approval: { ...noApproval, fingerprint, candidate: approver } });
  await hand.settle();
};

describe('the hand-over to the second person', () => {
  it('comes with the request, and shows nothing of the enrollment until they have signed in', async () => {
    const { hand } = desk();
    await toAsked(hand);
    expect(hand.snapshot()).toMatchObject({
      face: 'nobody',
      screen: { kind: 'handover', to: 'approver', givenName: null },
      countdown: { of: 'approval', secondsLeft: 300 },
    });
    await hand.call('desk.confirm-handover', {});
    expect(hand.snapshot()).toMatchObject({ face: 'approver', screen: { kind: 'approver/ask' } });
    expect(JSON.stringify(hand.snapshot().screen)).not.toContain(person.displayName);
  });

  it('can be put off by the operator, who then can turn the screen again or take the request back', async () => {
    const { hand } = desk();
    await toAsked(hand);
    await hand.call('desk.show-operator', {});
    expect(kindOf(hand)).toBe('operator/approve');
    await hand.call('approval.turn', {});
    expect(hand.snapshot().screen).toMatchObject({ kind: 'handover', to: 'approver' });
    await hand.call('desk.show-operator', {});
    await hand.call('approval.withdraw', {});
    expect(hand.script.sent.at(-1)).toEqual({ type: 'approval-withdrawn' });
  });

  it('does not come by itself when what was approved has changed: the operator is told first', async () => {
    const { hand } = desk();
    await openDesk(hand);
    await hand.badge(read);
    hand.script.move({ at: 'checking-again' });
    hand.script.move({ at: 'approval', approval: { ...noApproval, fingerprint, changed: ['roles'] } });
    await hand.settle();
    expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/approve', changed: ['roles'] });
  });
});

describe("the second person's sign-in", () => {
  it('ends their session and wipes their window as soon as it is known who they are', async () => {
    const { hand, happened } = desk();
    await toApprover(hand);
    expect(await hand.call('approval.sign-in', {})).toMatchObject({ ok: true });
    expect(happened).toEqual(['asked for roles', 'roles read', 'approver signed out']);
    expect(hand.guest.closedTimes()).toBe(1);
    expect(hand.journaled).toContain('window.wiped');
    expect(hand.script.sent).toEqual([{ type: 'approver-signed-in', approver, signedInAt: 5 }]);
  });

  it('stands in the guarded window while it lasts', async () => {
    const { hand } = createDesk(async (_ask, window) => {
      await window.open('https://localhost:1/authorize');
      return new Promise(() => undefined);
    });
    await toApprover(hand);
    void hand.call('approval.sign-in', {});
    await hand.settle();
    expect(hand.snapshot()).toMatchObject({ screen: { kind: 'approver/signing-in' }, face: 'approver' });
  });

  it.each([
    ['gives up', new IdentityError('sign-in.cancelled'), 'sign-in.cancelled'],
    ['cannot be made', new IdentityError('tenant.unreachable'), 'tenant.unreachable'],
  ])('says so when the person %s, and can be tried again', async (_, error, code) => {
    const { hand } = createDesk(() => Promise.reject(error));
    await toApprover(hand);
    expect(await hand.call('approval.sign-in', {})).toMatchObject({ ok: false });
    expect(hand.snapshot()).toMatchObject({ screen: { kind: 'approver/ask' }, problem: { code } });
    expect(hand.script.sent).toEqual([]);
  });

  it('leaves no window behind, also when it ends with one open', async () => {
    const { hand } = createDesk(async (_ask, window) => {
      await window.open('https://localhost:1/authorize');
      throw new IdentityError('tenant.unreachable');
    });
    await toApprover(hand);
    expect(await hand.call('approval.sign-in', {})).toMatchObject({ ok: false });
    expect(hand.guest.closedTimes()).toBe(1);
    expect(hand.journaled).toContain('window.wiped');
  });

  it('counts for nobody when the directory names another person than the session', async () => {
    const made = desk();
    const other = { ...approver, id: 'somebody-else' };
    const again = createDeskAtHand({
      identity: {
        signInOperator: () =>
          Promise.resolve({
            account,
            accessToken: () => Promise.resolve(''),
            signOut: () => Promise.resolve(),
          }),
        signInSecond: (...ask) => signsIn(() => made.happened)(...ask),
        proveSignIn: () => Promise.reject(new Error('not asked')),
      },
      approver: { scopes: [], read: () => Promise.resolve(other) },
    });
    await toApprover(again);
    expect(await again.call('approval.sign-in', {})).toMatchObject({ ok: false });
    expect(again.script.sent).toEqual([]);
    expect(made.happened.at(-1)).toBe('approver signed out');
  });

  it('is not offered to the operator, nor to anybody before the hand-over is confirmed', async () => {
    const { hand, happened } = desk();
    await toAsked(hand);
    expect(await hand.call('approval.sign-in', {})).toMatchObject({ ok: false });
    await hand.call('desk.show-operator', {});
    expect(await hand.call('approval.sign-in', {})).toMatchObject({ ok: false });
    expect(happened).toEqual([]);
  });
});

describe("the second person's answer", () => {
  it('is yes to exactly what was shown', async () => {
    const { hand } = desk();
    await toReview(hand);
    expect(hand.snapshot().screen).toMatchObject({ kind: 'approver/review', fingerprint });
    await hand.call('approval.give', { fingerprint });
    expect(hand.script.sent.at(-1)).toEqual({ type: 'approved', fingerprint });
  });

  it('is taken from the second person alone', async () => {
    const { hand } = desk();
    await toReview(hand);
    await hand.call('desk.show-operator', {});
    await hand.call('desk.confirm-handover', {});
    expect(await hand.call('approval.give', { fingerprint })).toMatchObject({ ok: false });
    expect(await hand.call('approval.refuse', { reason: 'other', remark: null })).toMatchObject({
      ok: false,
    });
    expect(hand.script.sent).toEqual([{ type: 'approver-left' }]);
  });

  it('may be no, with a reason and a remark', async () => {
    const { hand } = desk();
    await toReview(hand);
    await hand.call('approval.refuse', { reason: 'not-justified', remark: 'tomorrow' });
    expect(hand.script.sent.at(-1)).toEqual({
      type: 'approval-refused',
      reason: 'not-justified',
      remark: 'tomorrow',
    });
  });

  it('gives the screen back to the operator, showing nothing of either meanwhile', async () => {
    const { hand } = desk();
    await toReview(hand);
    hand.script.move({ at: 'checking-again' });
    await hand.settle();
    expect(hand.snapshot()).toMatchObject({ face: 'nobody', screen: { kind: 'handover', to: 'operator' } });
    hand.script.move({ at: 'reveal' });
    await hand.settle();
    expect(hand.snapshot().screen).toMatchObject({ kind: 'handover', to: 'enrollee' });
  });

  it('is not waited for at an empty chair: the review closes, the enrollment goes on', async () => {
    const { hand } = desk();
    await toReview(hand);
    hand.clock.advance(60_000);
    await hand.settle();
    expect(hand.script.sent).toEqual([{ type: 'approver-left' }]);
    expect(hand.snapshot().screen).toMatchObject({ kind: 'handover', to: 'operator' });
  });
});
