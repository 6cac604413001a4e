import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardFault } from '../../../../src/main/badge/piv/card-fault.ts';
import { exchange } from '../../../../src/main/badge/pcsc/apdu.ts';
import { readUid } from '../../../../src/main/badge/pcsc/uid.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

/** A card that gives these answers, one after the other, and remembers what it was sent. */
const scripted = (...answers: readonly string[]) => {
  const sent: string[] = [];
  const left = [...answers];
  return {
    sent,
    transmit: (apdu: Uint8Array): Promise<Uint8Array> => {
      sent.push(Buffer.from(apdu).toString('hex'));
      return Promise.resolve(bytes(left.shift() ?? ''));
    },
  };
};
const command = { ins: 0xcb, p1: 0x3f, p2: 0xff, data: bytes('5c035fc102') };
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => (error instanceof CardFault ? error.code : Promise.reject(error as Error)));

describe('a command', () => {
  it('is sent with the length of its data, and takes any length of answer', async () => {
    const card = scripted('aabb9000');
    expect(await exchange(card.transmit, command)).toEqual({ status: 0x9000, data: bytes('aabb') });
    expect(card.sent).toEqual(['00cb3fff055c035fc10200']);
  });

  it('longer than 255 bytes is sent in chained parts', async () => {
    const card = scripted('9000', 'cc9000');
    const data = Buffer.alloc(300, 7);
    expect((await exchange(card.transmit, { ins: 0x87, p1: 7, p2: 0x9e, data })).data).toEqual(bytes('cc'));
    expect(card.sent).toEqual([`1087079eff${'07'.repeat(255)}`, `0087079e2d${'07'.repeat(45)}00`]);
  });

  it('of which a part is refused is not sent on', async () => {
    const card = scripted('6884');
    const answer = await exchange(card.transmit, { ins: 0x87, p1: 7, p2: 0x9e, data: Buffer.alloc(300) });
    expect([answer.status, card.sent.length]).toEqual([0x6884, 1]);
  });

  it('is asked again with the length that the card wants', async () => {
    const card = scripted('6c04', '010203049000');
    expect((await exchange(card.transmit, command)).data).toEqual(bytes('01020304'));
    expect(card.sent[1]).toBe('00cb3fff055c035fc10204');
  });

  it('collects an answer that comes in parts', async () => {
    const card = scripted('aa6102', 'bb6101', 'cc9000');
    expect(await exchange(card.transmit, command)).toEqual({ status: 0x9000, data: bytes('aabbcc') });
    expect(card.sent.slice(1)).toEqual(['00c0000002', '00c0000001']);
  });

  it('ends with the status of the last part', async () => {
    expect(await exchange(scripted('aa6102', '6a80').transmit, command)).toMatchObject({ status: 0x6a80 });
  });
});

describe('a card that does not keep to the rules', () => {
  it.each([
    ['nothing at all', ['']],
    ['half a status', ['90']],
  ])('and answers %s is cut short', async (_, answers) => {
    expect(await codeOf(exchange(scripted(...answers).transmit, command))).toBe('badge.cut-short');
  });

  it('and never comes to an end is oversized', async () => {
    const endless = (): Promise<Uint8Array> =>
      Promise.resolve(Buffer.concat([Buffer.alloc(250), bytes('6100')]));
    expect(await codeOf(exchange(endless, command))).toBe('badge.oversized');
  });

  it('and announces more but sends nothing is malformed', async () => {
    const empty = (): Promise<Uint8Array> => Promise.resolve(bytes('6110'));
    expect(await codeOf(exchange(empty, command))).toBe('badge.malformed');
  });

  it('ends in an answer or a fault of its own, whatever it sends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 20 }), async (answers) => {
        const left = [...answers];
        await codeOf(exchange(() => Promise.resolve(left.shift() ?? new Uint8Array()), command));
      }),
    );
  });
});

describe('the number of a contactless card', () => {
  it.each([
    ['of four bytes', 'a1b2c3d49000', 'A1B2C3D4'],
    ['of seven', '04a1b2c3d4e5f69000', '04A1B2C3D4E5F6'],
    ['of ten', '04a1b2c3d4e5f60708099000', '04A1B2C3D4E5F6070809'],
    ['that is new each time', '08b2c3d49000', null],
    ['that the reader does not know', '6a81', null],
    ['that is too short', 'a1b29000', 'badge.cut-short'],
    ['that is too long', '04a1b2c3d4e5f60708090a9000', 'badge.oversized'],
  ])('%s', async (_, answer, expected) => {
    expect(await codeOf(readUid(scripted(answer).transmit))).toBe(expected);
  });
});
