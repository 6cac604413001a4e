import { describe, expect, it } from 'vitest';
import type { KeyPerson, KeyResult, MakeKey, PinQuestion } from '../../../src/main/keys/index.ts';
import { createDeskAtHand, openDesk, read, type DeskAtHand } from '../../support/desk.ts';
import { inputWith } from '../../support/policy-input.ts';
import { openMethods } from '../../support/ways.ts';

/** What a key of no particular model makes: its maker does not vouch for it. */
const made = {
  id: 'key-1',
  clientDataJSON: 'e30',
  attestationObject: Buffer.from([0xa3, 0x63, ...Buffer.from('fmt'), 0x64, ...Buffer.from('none')]).toString(
    'base64url',
  ),
  authenticatorData: Buffer.concat([Buffer.alloc(32), Buffer.from([0x45]), Buffer.alloc(20)]).toString(
    'base64url',
  ),
};
const facts = inputWith({}).facts;
const strict = inputWith({
  facts: {
    methodsPolicy: {
      known: true,
      value: {
        ...openMethods,
        passkeys:
          openMethods.passkeys === null ? null : { ...openMethods.passkeys, attestationEnforced: true },
      },
    },
  },
}).facts;

const atKey = async (makeKey: MakeKey, known = facts): Promise<DeskAtHand> => {
  const hand = createDeskAtHand({ makeKey });
  await openDesk(hand);
  await hand.badge(read);
  hand.script.givePass('planted-pass-K7+d');
  hand.script.move({ at: 'reveal', facts: known, passExpiresAt: hand.clock.now() + 3_600_000 });
  await hand.settle();
  await hand.call('desk.confirm-handover', {});
  hand.script.move({ at: 'register', way: 'provisioned-key' });
  await hand.settle();
  return hand;
};
const events = (hand: DeskAtHand) => hand.script.sent.filter(({ type }) => type === 'key-made');

describe('a key that is provisioned', () => {
  it('is asked for what the tenant wants, and what it made goes on', async () => {
    const asked: unknown[] = [];
    const hand = await atKey((ask) => {
      asked.push(ask.rp.id, ask.challenge);
      return Promise.resolve({ made });
    });
    expect(hand.snapshot().screen).toEqual({ kind: 'enrollee/key', step: 'insert', pin: null });
    expect(await hand.call('key.begin', {})).toMatchObject({ ok: true });
    expect(asked).toEqual(['login.example', 'Yw']);
    const { id, clientDataJSON, attestationObject } = made;
    expect(events(hand)).toEqual([{ type: 'key-made', key: { id, clientDataJSON, attestationObject } }]);
  });

  it('says so on screen while it is used, and is asked once', async () => {
    let answer: (result: KeyResult) => void = () => undefined;
    let show: KeyPerson['show'] = () => undefined;
    const hand = await atKey((_, _signal, person) => {
      ({ show } = person);
      return new Promise((resolve) => (answer = resolve));
    });
    const first = hand.call('key.begin', {});
    await hand.settle();
    expect(hand.snapshot().screen).toEqual({ kind: 'enrollee/key', step: 'look', pin: null });
    show('make');
    await hand.settle();
    expect(hand.snapshot().screen).toEqual({ kind: 'enrollee/key', step: 'make', pin: null });
    expect(await hand.call('key.begin', {})).toMatchObject({ problem: { code: 'command.not-now' } });
    answer({ made });
    expect(await first).toMatchObject({ ok: true });
  });

  it.each([
    ['not-made', 'key.not-made'],
    ['already-there', 'key.already-there'],
    ['no-key', 'key.none'],
    ['several-keys', 'key.several'],
    ['removed', 'key.removed'],
    ['not-touched', 'key.not-touched'],
    ['not-allowed', 'key.not-allowed'],
    ['not-suitable', 'key.not-suitable'],
    ['full', 'key.full'],
    ['pin-wait', 'key.pin-wait'],
    ['pin-locked', 'key.pin-locked'],
    ['no-tools', 'key.no-tools'],
    ['failed', 'key.not-made'],
  ] as const)('that answers %s can be tried again', async (because, code) => {
    const hand = await atKey(() => Promise.resolve({ made: null, because }));
    expect(await hand.call('key.begin', {})).toMatchObject({ ok: false, problem: { code } });
    expect(hand.snapshot()).toMatchObject({
      problem: { code },
      screen: { kind: 'enrollee/key', step: 'insert' },
    });
    expect(events(hand)).toEqual([]);
  });

  it('of a model that the policy does not take is told before anything is registered', async () => {
    const hand = await atKey(() => Promise.resolve({ made }), strict);
    expect(await hand.call('key.begin', {})).toMatchObject({ problem: { code: 'key.not-allowed' } });
    expect(events(hand)).toEqual([]);
  });

  it('is let go when the person goes another way', async () => {
    let stopped = false;
    const hand = await atKey(
      (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            stopped = true;
            resolve({ made: null, because: 'not-made' });
          });
        }),
    );
    const begun = hand.call('key.begin', {});
    await hand.settle();
    hand.script.move({ way: null });
    await begun;
    expect(stopped).toBe(true);
    expect(hand.snapshot().problem).toBeNull();
    expect(events(hand)).toEqual([]);
  });

  it('is nothing that the operator’s screen can begin', async () => {
    const hand = await atKey(() => Promise.resolve({ made }));
    await hand.call('desk.show-operator', {});
    await hand.call('desk.confirm-handover', {});
    expect(await hand.call('key.begin', {})).toMatchObject({ problem: { code: 'command.not-now' } });
  });
});

describe('the PIN of a key, where the desk asks for it', () => {
  const question: PinQuestion = { kind: 'enter', leastCharacters: 4, triesLeft: 7, before: 'wrong' };
  const pin = '135790';

  /** At a key that asks for its PIN, and what it is told. */
  const atPin = async () => {
    const told: (string | null)[] = [];
    const bytes: (Uint8Array | null)[] = [];
    const hand = await atKey(async (_, _signal, { askPin }) => {
      const given = await askPin(question);
      bytes.push(given);
      told.push(given === null ? null : new TextDecoder().decode(given));
      return { made: null, because: 'not-made' };
    });
    const begun = hand.call('key.begin', {});
    await hand.settle();
    return { hand, told, bytes, begun };
  };

  it('is asked for on the person’s own screen, and goes to the key as bytes', async () => {
    const { hand, told, begun } = await atPin();
    expect(hand.snapshot()).toMatchObject({
      face: 'enrollee',
      keyboard: 'offered',
      screen: { kind: 'enrollee/key', step: 'look', pin: question },
    });
    expect(await hand.call('key.pin', { pin })).toEqual({ ok: true, value: {} });
    await begun;
    expect(told).toEqual([pin]);
    expect(hand.snapshot().screen).toEqual({ kind: 'enrollee/key', step: 'insert', pin: null });
  });

  it('is kept nowhere in what the desk knows, shows and writes', async () => {
    const { hand, begun } = await atPin();
    await hand.call('key.pin', { pin });
    await begun;
    expect(JSON.stringify([hand.snapshot(), hand.script.sent, hand.pushed])).not.toContain(pin);
  });

  it('is no longer asked for when the screen goes back to the operator', async () => {
    const { hand, told, begun } = await atPin();
    await hand.call('desk.show-operator', {});
    await begun;
    expect([told, await hand.call('key.pin', { pin })]).toMatchObject([
      [null],
      { ok: false, problem: { code: 'command.not-now' } },
    ]);
  });

  it('is no longer asked for when the person goes another way', async () => {
    const { hand, told, begun } = await atPin();
    hand.script.move({ way: null });
    await begun;
    expect([told, hand.snapshot().problem]).toEqual([[null], null]);
  });

  it('is taken from nobody who was not asked', async () => {
    const hand = await atKey(() => Promise.resolve({ made }));
    expect(await hand.call('key.pin', { pin })).toMatchObject({ problem: { code: 'command.not-now' } });
  });

  it('leaves the model to the policy before anything is made', async () => {
    const models: boolean[] = [];
    const blocking = inputWith({
      facts: {
        methodsPolicy: {
          known: true,
          value: {
            ...openMethods,
            passkeys:
              openMethods.passkeys === null
                ? null
                : {
                    ...openMethods.passkeys,
                    restrictions: {
                      enforced: true,
                      kind: 'block',
                      aaGuids: ['01234567-89ab-cdef-0123-456789abcdef'],
                    },
                  },
          },
        },
      },
    }).facts;
    const hand = await atKey((_, _signal, { allows }) => {
      models.push(
        allows('01234567-89ab-cdef-0123-456789abcdef'),
        allows('7e1f0c1e-5a1d-4b8e-9c55-0d5c0de5a1d0'),
      );
      return Promise.resolve({ made: null, because: 'not-allowed' });
    }, blocking);
    await hand.call('key.begin', {});
    expect(models).toEqual([false, true]);
  });
});
