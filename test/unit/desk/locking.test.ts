import { expect, it } from 'vitest';
import { createDeskAtHand, openDesk, read, settings, type DeskAtHand } from '../../support/desk.ts';

const PIN = '4096';

const opened = async (): Promise<DeskAtHand> => {
  const hand = createDeskAtHand({ settings: { ...settings, operatorPin: { digits: 4, tries: 3 } } });
  await openDesk(hand);
  return hand;
};

/** Opened, the PIN chosen, and the screen once with somebody else. */
const locked = async (): Promise<DeskAtHand> => {
  const hand = await opened();
  await hand.call('pin.choose', { pin: PIN });
  await hand.call('desk.show-welcome', {});
  await hand.call('desk.show-operator', {});
  return hand;
};

const kind = (hand: DeskAtHand): string => hand.snapshot().screen.kind;
const refused = { ok: false, problem: { code: 'command.not-now' } };

it('has the operator choose a PIN before anything else is shown', async () => {
  const hand = await opened();
  expect(hand.snapshot()).toMatchObject({
    face: 'operator',
    screen: { kind: 'operator/pin', mode: 'choose', digits: 4, triesLeft: null },
  });
  expect(await hand.call('badge.enter', { text: '10000001' })).toMatchObject(refused);
  for (const pin of ['1111', '1234', '40961']) {
    const problem = { code: 'operator.pin-too-simple' };
    expect(await hand.call('pin.choose', { pin })).toMatchObject({ ok: false, problem });
  }
  expect(await hand.call('pin.choose', { pin: PIN })).toMatchObject({ ok: true });
  expect(kind(hand)).toBe('operator/ready');
  expect(await hand.call('pin.choose', { pin: '2718' })).toMatchObject(refused);
});

it('asks for it when the screen comes back, and takes nothing of the operator’s until then', async () => {
  const hand = await locked();
  expect(hand.snapshot()).toMatchObject({
    problem: null,
    screen: { kind: 'operator/pin', mode: 'enter', triesLeft: null },
  });
  expect(await hand.call('badge.enter', { text: '10000001' })).toMatchObject(refused);
  await hand.call('pin.enter', { pin: PIN });
  expect(kind(hand)).toBe('operator/ready');
  expect(hand.journaled).toContain('operator.unlocked');
});

it('stands before a person whose badge was read at the welcome screen', async () => {
  const hand = await opened();
  await hand.call('pin.choose', { pin: PIN });
  await hand.call('desk.show-welcome', {});
  await hand.badge(read);
  expect(await hand.call('scenario.choose', { scenario: 'new-hire' })).toMatchObject(refused);
  await hand.call('desk.confirm-handover', {});
  expect(kind(hand)).toBe('operator/pin');
  expect(await hand.call('scenario.choose', { scenario: 'new-hire' })).toMatchObject(refused);
  expect(hand.script.sent).toEqual([]);
  await hand.call('pin.enter', { pin: PIN });
  expect(kind(hand)).toBe('operator/scenario');
  expect(await hand.call('scenario.choose', { scenario: 'new-hire' })).toMatchObject({ ok: true });
});

it('lets the enrollee go on and stop while it is locked', async () => {
  const hand = await opened();
  await hand.call('pin.choose', { pin: PIN });
  await hand.badge(read);
  hand.script.move({ at: 'reveal' });
  await hand.settle();
  await hand.call('desk.confirm-handover', {});
  expect(kind(hand)).toBe('enrollee/reveal');
  expect(await hand.call('pass.noted', {})).toMatchObject({ ok: true });
  expect(await hand.call('verify.flag', {})).toMatchObject(refused);
  expect(await hand.call('enrollment.cancel', {})).toMatchObject({ ok: true });
});

it('gives tries back for the right PIN alone, not for a new lock', async () => {
  const hand = await locked();
  await hand.call('pin.enter', { pin: '0001' });
  expect(hand.snapshot().screen).toMatchObject({ triesLeft: 2 });
  await hand.call('desk.show-welcome', {});
  await hand.call('desk.show-operator', {});
  expect(hand.snapshot().screen).toMatchObject({ triesLeft: 2 });
  await hand.call('pin.enter', { pin: PIN });
  await hand.call('desk.show-welcome', {});
  await hand.call('desk.show-operator', {});
  expect(hand.snapshot().screen).toMatchObject({ triesLeft: null });
});

it('asks for a new sign-in after the last wrong try', async () => {
  const hand = await locked();
  for (const pin of ['0001', '0002', '0003']) await hand.call('pin.enter', { pin });
  await hand.settle();
  expect(hand.snapshot()).toMatchObject({
    screen: { kind: 'operator/closed', phase: 'sign-in' },
    problem: { code: 'operator.locked-out' },
  });
  expect(hand.journaled.filter((type) => type === 'operator.pin-wrong')).toHaveLength(3);
  expect(await hand.call('pin.enter', { pin: PIN })).toMatchObject(refused);
  await hand.call('operator.sign-in', {});
  expect(hand.snapshot().screen).toMatchObject({ kind: 'operator/pin', mode: 'choose' });
});

it('undoes an enrollment under way when the operator does not know the PIN', async () => {
  const hand = await opened();
  await hand.call('pin.choose', { pin: PIN });
  await hand.call('desk.show-welcome', {});
  await hand.badge(read);
  await hand.call('desk.confirm-handover', {});
  const forgotten = hand.call('pin.forgotten', {});
  expect(hand.script.sent).toEqual([{ type: 'cancel', why: 'enrollment.cancelled' }]);
  hand.script.move({ at: 'stopped', endedAt: 1 });
  await forgotten;
  await hand.settle();
  expect(hand.snapshot()).toMatchObject({
    screen: { kind: 'operator/closed' },
    problem: { code: 'operator.locked-out' },
  });
});

it('is not asked for where the site does not want it', async () => {
  const hand = createDeskAtHand();
  await openDesk(hand);
  await hand.call('desk.show-welcome', {});
  await hand.call('desk.show-operator', {});
  expect(kind(hand)).toBe('operator/ready');
});
