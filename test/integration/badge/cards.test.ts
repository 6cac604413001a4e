import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createRoot,
  startPcscd,
  type Issuer,
  type Pcscd,
  type VirtualCard,
} from '../../../scripts/cards/index.ts';
import { goodCard, put, readCards, somebody, told } from '../../support/cards.ts';

const anyNumber: unknown = expect.any(Number);
let pcscd: Pcscd;
let port: number;
let root: Issuer;
const open: { readonly cards: VirtualCard[]; readonly readers: { readonly stop: () => void }[] } = {
  cards: [],
  readers: [],
};

beforeAll(async () => {
  pcscd = await startPcscd();
  port = pcscd.ports['Virtual PCD'] ?? 0;
  process.env['PCSCLITE_CSOCK_NAME'] = pcscd.socket;
  root = await createRoot();
});
afterAll(async () => {
  await pcscd.close();
});
afterEach(async () => {
  for (const reader of open.readers.splice(0)) reader.stop();
  for (const card of open.cards.splice(0)) await card.remove();
});

const reading = (options: Parameters<typeof readCards>[0] = {}) => {
  const reader = readCards({ trust: { roots: [root.der], intermediates: [] }, ...options });
  open.readers.push(reader);
  return reader;
};
const place = async (...args: Parameters<typeof put>) => {
  const card = await put(...args);
  open.cards.push(card);
  return card;
};

describe('a card that only has a number', () => {
  it('is read for its number', async () => {
    const { events } = reading();
    await place(port, { uid: '04A1B2C3D4E5F6' });
    expect(await told(events, 1)).toEqual([
      {
        kind: 'read',
        reader: 'Virtual PCD 00 00',
        technology: 'uid',
        strength: 'identifier',
        identifier: { kind: 'uid', value: '04A1B2C3D4E5F6' },
        proof: null,
        at: anyNumber,
      },
    ]);
  });
});

describe('a card that signs', () => {
  it('is read for who its certificate says it is', async () => {
    const { events } = reading();
    const card = await goodCard(root);
    await place(port, card);
    expect(await told(events, 1)).toEqual([
      {
        kind: 'read',
        reader: 'Virtual PCD 00 00',
        technology: 'piv',
        strength: 'signed',
        identifier: { kind: 'piv', ...somebody, subject: 'O=Example site,CN=Card of somebody' },
        proof: {
          certificateThumbprint: createHash('sha256').update(card.thumb).digest('hex'),
          key: '9E',
          algorithm: 'P-256',
          revocation: 'not-checked',
          issuer: 'O=Example site,CN=Card root',
          notAfter: anyNumber,
        },
        at: anyNumber,
      },
    ]);
  });
});
