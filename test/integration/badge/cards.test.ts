import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PinQuestion } from '../../../src/main/badge/index.ts';
import type { ReadPlan } from '../../../src/main/badge/pcsc/messages.ts';
import {
  cardAuthentication,
  certificateObject,
  chuidObject,
  clientAuthentication,
  createIntermediate,
  createRoot,
  issueCredential,
  issueList,
  signBlock,
  startPcscd,
  type CardPlan,
  type Issuer,
  type Pcscd,
  type VirtualCard,
} from '../../../scripts/cards/index.ts';
import { goodCard, pinCard, put, readCards, somebody, told } from '../../support/cards.ts';

const anyNumber: unknown = expect.any(Number);
const day = 86_400_000;
let pcscd: Pcscd;
let ports: readonly [number, number];
let root: Issuer;
const open: { readonly cards: VirtualCard[]; readonly readers: ReturnType<typeof readCards>[] } = {
  cards: [],
  readers: [],
};

/** Takes every card off, and waits until the readers know. */
const clear = async (): Promise<void> => {
  for (const card of open.cards.splice(0)) await card.remove();
  const isClear = ({ watch }: ReturnType<typeof readCards>): boolean =>
    watch.current().readers.every(({ state }) => state !== 'card');
  await expect.poll(() => open.readers.every(isClear), { timeout: 5_000 }).toBe(true);
  for (const reader of open.readers.splice(0)) reader.stop();
};

beforeAll(async () => {
  // A reader has two slots, the second one port further.
  pcscd = await startPcscd();
  const port = pcscd.ports['Virtual PCD'] ?? 0;
  ports = [port, port + 1];
  process.env['PCSCLITE_CSOCK_NAME'] = pcscd.socket;
  root = await createRoot();
});
afterAll(async () => {
  await pcscd.close();
});
afterEach(clear);

const reading = (options: Parameters<typeof readCards>[0] = {}) => {
  const reader = readCards({ trust: { roots: [root.der], intermediates: [] }, ...options });
  open.readers.push(reader);
  return reader;
};
const place = async (plan: CardPlan, slot: 0 | 1 = 0): Promise<VirtualCard> => {
  const card = await put(ports[slot], plan);
  open.cards.push(card);
  return card;
};
/** What a card comes to on a reader. */
const outcome = async (plan: CardPlan, options: Parameters<typeof readCards>[0] = {}): Promise<unknown> => {
  const { events } = reading(options);
  await place(plan);
  const [event] = await told(events, 1);
  await clear();
  return event?.kind === 'misread' ? event.code : event;
};

describe('a card that only has a number', () => {
  const uid = '04A1B2C3D4E5F6';

  it('is read for its number', async () => {
    expect(await outcome({ uid })).toEqual({
      kind: 'read',
      reader: 'Virtual PCD 00 00',
      technology: 'uid',
      strength: 'identifier',
      identifier: { kind: 'uid', value: uid },
      proof: null,
      at: anyNumber,
    });
  });

  it('is refused where the site wants proof: a copy has the same number', async () => {
    expect(await outcome({ uid }, { plan: { technologies: ['piv'] } })).toBe('badge.no-proof');
  });

  it('is refused when it has a new number each time, or none', async () => {
    expect([await outcome({ uid: '08A1B2C3' }), await outcome({})]).toEqual([
      'badge.wrong-kind',
      'badge.wrong-kind',
    ]);
  });

  it('is told of when it goes', async () => {
    const { events } = reading();
    const card = await place({ uid });
    await told(events, 1);
    await card.remove();
    expect((await told(events, 2)).at(-1)).toEqual({
      kind: 'removed',
      reader: 'Virtual PCD 00 00',
      at: anyNumber,
    });
  });

  it('is read beside another on a second reader', async () => {
    const { events, watch } = reading();
    await place({ uid });
    await place({ uid: 'A1B2C3D4' }, 1);
    const seen = (await told(events, 2)).map((one) => (one.kind === 'read' ? one.identifier : one));
    expect(seen).toContainEqual({ kind: 'uid', value: 'A1B2C3D4' });
    expect(watch.current().readers.map(({ state }) => state)).toEqual(['card', 'card']);
  });
});

describe('a card that signs', () => {
  it.each(['P-256', 'P-384', 'RSA-2048'] as const)('with a %s key is read for who it is', async (kind) => {
    const card = await goodCard(root, { kind });
    expect(await outcome({ ...card, chunk: 200 })).toEqual({
      kind: 'read',
      reader: 'Virtual PCD 00 00',
      technology: 'piv',
      strength: 'signed',
      identifier: { kind: 'piv', ...somebody, subject: 'O=Example site,CN=Card of somebody' },
      proof: {
        certificateThumbprint: createHash('sha256').update(card.certificate).digest('hex'),
        key: '9E',
        algorithm: kind,
        revocation: 'not-checked',
        issuer: 'O=Example site,CN=Card root',
        notAfter: anyNumber,
      },
      at: anyNumber,
    });
  });

  it('may be slow, keep its certificate packed and be issued by an authority in between', async () => {
    const between = await createIntermediate(root);
    const card = await goodCard(between);
    const objects = { ...card.objects, '01': certificateObject(card.certificate, true) };
    const trust = { roots: [root.der], intermediates: [between.der] };
    expect(await outcome({ ...card, objects, delayMs: 60 }, { trust })).toMatchObject({ strength: 'signed' });
  });

  it('is not taken for its number when signing goes wrong', async () => {
    const { keys, ...withoutKey } = await goodCard(root);
    expect(Object.keys(keys ?? {})).toEqual(['9E']);
    expect(await outcome(withoutKey)).toBe('badge.wrong-answer');
  });

  it('and has no certificate proves nothing', async () => {
    expect(await outcome({ objects: { '02': chuidObject(somebody) }, uid: '04A1B2C3' })).toBe(
      'badge.no-proof',
    );
  });
});

describe('a card that lies', () => {
  it('about the challenge, or signs with another key, is refused', async () => {
    const card = await goodCard(root);
    const other = await issueCredential(root, somebody);
    const key = card.keys?.['9E'];
    if (key === undefined) throw new Error('no key');
    const another = Buffer.alloc(32, 7);
    expect([
      await outcome({ ...card, sign: () => signBlock(key, another) }),
      await outcome({ ...card, keys: { '9E': other.privateKey } }),
      await outcome({ ...card, sign: () => Buffer.alloc(70, 1) }),
    ]).toEqual(['badge.wrong-answer', 'badge.wrong-answer', 'badge.wrong-answer']);
  });

  it('by repeating what it signed before is told apart', async () => {
    const card = await goodCard(root);
    const key = card.keys?.['9E'];
    if (key === undefined) throw new Error('no key');
    let recorded: Uint8Array | null = null;
    const sign = (block: Uint8Array): Uint8Array => (recorded ??= signBlock(key, block));
    const { events } = reading();
    const first = await place({ ...card, sign });
    await told(events, 1);
    await first.remove();
    await told(events, 2);
    await place({ ...card, sign });
    expect((await told(events, 3)).map((one) => (one.kind === 'misread' ? one.code : one.kind))).toEqual([
      'read',
      'removed',
      'badge.old-answer',
    ]);
  });

  it('about its number is refused', async () => {
    const card = await goodCard(root);
    const fascN = '70019999000999991112345678901234';
    const uuid = '00000000-1c3b-4d5e-9f60-718293a4b5c6';
    const withChuid = (identity: typeof somebody): CardPlan => ({
      ...card,
      objects: { ...card.objects, '02': chuidObject(identity) },
    });
    expect([
      await outcome(withChuid({ ...somebody, fascN })),
      await outcome(withChuid({ ...somebody, uuid })),
    ]).toEqual(['badge.numbers-differ', 'badge.numbers-differ']);
  });

  it('by sending less than it says, or more than there can be, is refused', async () => {
    const card = await goodCard(root);
    const certificate = card.objects?.['01'] ?? Buffer.alloc(0);
    const with01 = (object: Uint8Array): CardPlan => ({
      ...card,
      objects: { ...card.objects, '01': object },
    });
    expect([
      await outcome(with01(certificate.subarray(0, 300))),
      await outcome(with01(certificateObject(Buffer.alloc(9_500, 1)))),
      await outcome(with01(certificateObject(Buffer.alloc(3_000_000), true))),
      await outcome(with01(certificateObject(Buffer.from('no certificate')))),
    ]).toEqual(['badge.cut-short', 'badge.oversized', 'badge.oversized', 'badge.malformed']);
  });
});

describe('a certificate on a card', () => {
  it.each([
    [
      'that has expired',
      { notBefore: new Date(Date.now() - 9 * day), notAfter: new Date(Date.now() - day) },
      'badge.expired',
    ],
    ['that is not valid yet', { notBefore: new Date(Date.now() + day) }, 'badge.not-yet-valid'],
    ['that is for something else', { usages: [clientAuthentication] }, 'badge.wrong-use'],
    // keyEncipherment alone.
    ['whose key may not sign', { keyUsage: 0x20 }, 'badge.wrong-use'],
    ['with a short key', { kind: 'RSA-1024' as const }, 'badge.wrong-use'],
  ])('%s is refused', async (_, change, code) => {
    expect(await outcome(await goodCard(root, change))).toBe(code);
  });

  it('of another root is refused, also when that root has the same name', async () => {
    expect(await outcome(await goodCard(await createRoot()))).toBe('badge.wrong-issuer');
  });

  it('of a card whose own data has expired is refused', async () => {
    const card = await goodCard(root);
    const objects = { ...card.objects, '02': chuidObject(somebody, '20200131') };
    expect(await outcome({ ...card, objects })).toBe('badge.expired');
  });

  it('that was revoked is refused, and one of which nobody says anything', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-lists-'));
    const [good, bad] = [await goodCard(root), await goodCard(root)];
    const revocation = { by: 'crl', lists: [folder] } as const;
    expect(await outcome(good, { revocation })).toBe('badge.revocation-unknown');
    writeFileSync(path.join(folder, 'site.crl'), await issueList(root, [bad.serialNumber]));
    expect(await outcome(bad, { revocation })).toBe('badge.revoked');
    expect(await outcome(good, { revocation })).toMatchObject({ proof: { revocation: 'crl' } });
    rmSync(folder, { recursive: true });
  });
});

describe('a card with a PIN', () => {
  const plan: Partial<ReadPlan> = { technologies: ['piv'], key: '9A' };
  /** A person who enters these, one after the other. */
  const person = (...pins: readonly (string | null)[]) => {
    const questions: PinQuestion[] = [];
    const left = [...pins];
    const askPin = (question: PinQuestion): Promise<string | null> => {
      questions.push(question);
      return Promise.resolve(left.shift() ?? null);
    };
    return { askPin, questions };
  };

  it('proves the card and that the person knows it', async () => {
    const { askPin, questions } = person('123456');
    expect(await outcome(await pinCard(root), { plan, askPin })).toMatchObject({
      technology: 'piv',
      strength: 'signed-with-pin',
      identifier: somebody,
      proof: { key: '9A' },
    });
    expect(questions).toEqual([{ reader: 'Virtual PCD 00 00', triesLeft: 3, wasWrong: false }]);
  });

  it('takes another try, and keeps the last one', async () => {
    const { askPin, questions } = person('999999', '123456');
    expect(await outcome(await pinCard(root), { plan, askPin })).toMatchObject({
      strength: 'signed-with-pin',
    });
    expect(questions.map(({ triesLeft, wasWrong }) => [triesLeft, wasWrong])).toEqual([
      [3, false],
      [2, true],
    ]);
    const wrong = person('999999', '888888', '777777');
    expect(await outcome(await pinCard(root), { plan, askPin: wrong.askPin })).toBe('badge.pin-wrong');
    expect(wrong.questions.length).toBe(2);
  });

  it('costs no try for what can be no PIN', async () => {
    const { askPin, questions } = person('12', '123456');
    expect(await outcome(await pinCard(root), { plan, askPin })).toMatchObject({
      strength: 'signed-with-pin',
    });
    expect(questions.map(({ triesLeft }) => triesLeft)).toEqual([3, 3]);
  });

  it('is refused when it is blocked, or when nobody answers', async () => {
    const { askPin, questions } = person();
    expect(await outcome(await pinCard(root, { tries: 0 }), { plan, askPin })).toBe('badge.pin-blocked');
    expect(questions).toEqual([]);
    expect(await outcome(await pinCard(root), { plan, askPin })).toBe('badge.pin-missing');
  });

  it('is not asked for when the certificate is in order for nobody', async () => {
    const { askPin, questions } = person('123456');
    const other = await createRoot({ name: 'CN=Somebody else' });
    expect(await outcome(await pinCard(other), { plan, askPin })).toBe('badge.wrong-issuer');
    expect(questions).toEqual([]);
  });

  it('is not got round with the key of the card itself', async () => {
    const usages = [cardAuthentication, clientAuthentication];
    const card = await goodCard(root, { usages });
    const objects = { ...card.objects, '05': card.objects?.['01'] ?? Buffer.alloc(0) };
    const { askPin } = person('123456');
    expect(await outcome({ ...card, objects }, { plan, askPin })).toBe('badge.wrong-use');
  });

  it('is no longer asked for when the card is taken away', async () => {
    let ended = false;
    const { events } = reading({
      plan,
      askPin: (_, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            ended = true;
            resolve(null);
          });
        }),
    });
    const card = await place(await pinCard(root));
    await expect.poll(() => card.commands, { timeout: 5_000 }).toContain('00200080');
    await new Promise((resolve) => {
      setTimeout(resolve, 200);
    });
    await card.remove();
    expect(await told(events, 1)).toMatchObject([{ kind: 'misread', code: 'badge.taken-away' }]);
    expect(ended).toBe(true);
  });
});

describe('a card that goes or hangs', () => {
  it('half-way was taken away too early', async () => {
    const card = await goodCard(root);
    const { events } = reading();
    const placed = await place({ ...card, delayMs: 100 });
    await expect.poll(() => placed.commands, { timeout: 5_000, interval: 5 }).toContain('00cb3fff');
    await placed.remove();
    expect(await told(events, 1)).toMatchObject([{ kind: 'misread', code: 'badge.taken-away' }]);
  });

  it('and never answers ends the process that speaks to readers', async () => {
    const card = await goodCard(root);
    const { events } = reading();
    const placed = await place({ ...card, interfere: (apdu) => (apdu[1] === 0xcb ? null : undefined) });
    expect(await told(events, 1)).toMatchObject([{ kind: 'misread', code: 'badge.reader-failed' }]);
    await placed.remove();
  });
});
