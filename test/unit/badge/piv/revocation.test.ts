import 'reflect-metadata';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as x509 from '@peculiar/x509';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CardFault } from '../../../../src/main/badge/piv/card-fault.ts';
import { parseCertificate, type ParsedCertificate } from '../../../../src/main/badge/piv/certificate.ts';
import { createAskCrl, parseCrl, standingIn } from '../../../../src/main/badge/piv/crl.ts';
import { createAskOcsp } from '../../../../src/main/badge/piv/ocsp.ts';
import { createRevocationCheck, type Standing } from '../../../../src/main/badge/piv/revocation.ts';
import {
  answerOcsp,
  createIntermediate,
  createRoot,
  der,
  issueCredential,
  issueList,
  type Credential,
  type Issuer,
} from '../../../../scripts/cards/index.ts';

const nobody = { fascN: null, uuid: null };
const day = 86_400_000;
const hour = 3_600_000;

let root: Issuer;
let other: Issuer;
let server: http.Server;
let origin: string;
let card: Credential;
/** What the issuer's server answers with, by path; anything else is not found. */
const published = new Map<string, Buffer | ((body: Buffer) => Promise<Buffer>)>();
let asked: string[] = [];

const bodyOf = async (request: http.IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
};

beforeAll(async () => {
  [root, other] = [await createRoot(), await createRoot({ name: 'CN=Other' })];
  server = http.createServer((request, response) => {
    const { url = '' } = request;
    asked.push(url);
    void (async () => {
      const found = published.get(url);
      if (found === undefined) response.writeHead(404).end();
      else response.end(typeof found === 'function' ? await found(await bodyOf(request)) : found);
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server on TCP has an address object.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  card = await issueCredential(root, nobody, { lists: [`${origin}/root.crl`], responder: `${origin}/ocsp` });
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  published.clear();
  asked = [];
});

const parsed = ({ certificate }: Pick<Credential, 'certificate'>): ParsedCertificate =>
  parseCertificate(certificate);
const issuerOf = (issuer: Issuer): ParsedCertificate => parseCertificate(issuer.der);
const standing = (list: Buffer, of = card, now = Date.now()): Standing | null => {
  const found = parseCrl(list);
  return found === undefined
    ? null
    : standingIn(found, { certificate: parsed(of), issuer: issuerOf(root) }, now);
};

describe('a revocation list', () => {
  it('says which certificates are revoked', async () => {
    expect([
      standing(await issueList(root, [])),
      standing(await issueList(root, ['01', card.serialNumber])),
    ]).toEqual(['good', 'revoked']);
  });

  it('says nothing when it is of another issuer, or signed by another', async () => {
    const sameName = await createRoot();
    expect([standing(await issueList(other, [])), standing(await issueList(sameName, []))]).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  it('says nothing before it was made, and after the next one is due', async () => {
    const list = await issueList(root, [], { nextUpdate: new Date(Date.now() + hour) });
    expect([
      standing(list, card, Date.now() - 3 * day),
      standing(list, card, Date.now() + 2 * hour),
      standing(list, card, Date.now() + hour / 2),
    ]).toEqual(['unknown', 'unknown', 'good']);
  });

  it.each([
    ['of changes', '2.5.29.27', der(0x02, Buffer.from([1]))],
    // IssuingDistributionPoint: onlyContainsCACerts [2], indirectCRL [4], a distribution point of its own [0].
    ['of authorities alone', '2.5.29.28', der(0x30, der(0x82, Buffer.from([0xff])))],
    ['of several issuers', '2.5.29.28', der(0x30, der(0x84, Buffer.from([0xff])))],
    [
      'of another place',
      '2.5.29.28',
      der(0x30, der(0xa0, der(0xa0, der(0x86, Buffer.from('http://elsewhere.example/part.crl'))))),
    ],
    ['with something in it that nobody knows', '1.2.3.4', der(0x04, Buffer.from([1]))],
  ])('%s says nothing', async (_, oid, value) => {
    const extensions = [new x509.Extension(oid, true, Uint8Array.from(value))];
    expect(standing(await issueList(root, [], { extensions }))).toBe('unknown');
  });

  it('of the place that the certificate names counts', async () => {
    const point = der(0x30, der(0xa0, der(0xa0, der(0x86, Buffer.from(`${origin}/root.crl`)))));
    const extensions = [new x509.Extension('2.5.29.28', true, Uint8Array.from(point))];
    expect(standing(await issueList(root, [], { extensions }))).toBe('good');
  });

  it('that is none is none', () => {
    expect(parseCrl(Buffer.from('not a list'))).toBeUndefined();
  });
});

describe('lists that are fetched', () => {
  const ask = (now = Date.now) => createAskCrl({ local: () => Promise.resolve([]), fetch, now });

  it('come from where the certificate says, once until the next is due', async () => {
    published.set(
      '/root.crl',
      await issueList(root, [card.serialNumber], { nextUpdate: new Date(Date.now() + hour) }),
    );
    let now = Date.now();
    const askCrl = ask(() => now);
    const pair = [parsed(card), issuerOf(root)] as const;
    expect([await askCrl(...pair), await askCrl(...pair), asked.length]).toEqual(['revoked', 'revoked', 1]);
    now += 2 * hour;
    expect([await askCrl(...pair), asked.length]).toEqual(['unknown', 2]);
  });

  it.each([
    ['is not there', null],
    ['is far too long', Buffer.alloc(6_000_000)],
    ['is no list', Buffer.from('<html>')],
  ])('say nothing when what is there %s', async (_, content) => {
    if (content !== null) published.set('/root.crl', content);
    expect(await ask()(parsed(card), issuerOf(root))).toBe('unknown');
  });

  it('are not asked for when the site does not want it', async () => {
    const askCrl = createAskCrl({ local: () => Promise.resolve([]), fetch: null, now: Date.now });
    expect([await askCrl(parsed(card), issuerOf(root)), asked]).toEqual(['unknown', []]);
  });
});

describe('a responder', () => {
  const ask = (now = Date.now) => createAskOcsp({ url: null, fetch, now })(parsed(card), issuerOf(root));

  it('says whether the certificate is revoked', async () => {
    published.set('/ocsp', (body) => answerOcsp(body, { issuer: root, status: 'good' }));
    const good = await ask();
    published.set('/ocsp', (body) => answerOcsp(body, { issuer: root, status: 'revoked' }));
    const revoked = await ask();
    published.set('/ocsp', (body) => answerOcsp(body, { issuer: root, status: 'unknown' }));
    expect([good, revoked, await ask()]).toEqual(['good', 'revoked', 'unknown']);
  });

  it('says nothing when somebody else signed, an hour later, or with something that is no answer', async () => {
    published.set('/ocsp', (body) => answerOcsp(body, { issuer: root, signer: other, status: 'good' }));
    const stranger = await ask();
    published.set('/ocsp', (body) => answerOcsp(body, { issuer: root, status: 'good' }));
    const late = await ask(() => Date.now() + 25 * hour);
    published.set('/ocsp', Buffer.from('no answer'));
    expect([stranger, late, await ask()]).toEqual(['unknown', 'unknown', 'unknown']);
  });

  it('says nothing about another certificate', async () => {
    const another = await issueCredential(root, nobody);
    published.set('/ocsp', (body) =>
      answerOcsp(body, { issuer: root, status: 'good', serialNumber: another.serialNumber }),
    );
    expect(await ask()).toBe('unknown');
  });

  it('may be somebody whom the issuer let answer, and nobody else below it', async () => {
    const signs = await createIntermediate(root, { name: 'CN=Responder', usages: ['1.3.6.1.5.5.7.3.9'] });
    published.set('/ocsp', (body) => answerOcsp(body, { issuer: root, signer: signs, status: 'good' }));
    const allowed = await ask();
    const below = await createIntermediate(root, { name: 'CN=Below' });
    published.set('/ocsp', (body) => answerOcsp(body, { issuer: root, signer: below, status: 'good' }));
    expect([allowed, await ask()]).toEqual(['good', 'unknown']);
  });
});

describe('the check of a path', () => {
  const check = async (
    by: 'crl' | 'ocsp' | 'none',
    standings: readonly Standing[],
    acceptUnknown = false,
  ) => {
    const between = await createIntermediate(root);
    const path = [parsed(await issueCredential(between, nobody)), issuerOf(between), issuerOf(root)];
    const answer = ({ isAuthority }: ParsedCertificate): Promise<Standing> =>
      Promise.resolve(standings[isAuthority ? 1 : 0] ?? 'unknown');
    const never = (): Promise<Standing> => Promise.resolve('unknown');
    const checkPath = createRevocationCheck({
      by,
      acceptUnknown,
      crl: answer,
      ocsp: by === 'ocsp' ? answer : never,
    });
    return checkPath(path).catch((error: unknown) =>
      error instanceof CardFault ? error.code : Promise.reject(error as Error),
    );
  };

  it.each([
    ['crl', ['good', 'good'], 'crl'],
    ['ocsp', ['good', 'good'], 'ocsp'],
    ['crl', ['revoked', 'good'], 'badge.revoked'],
    ['crl', ['good', 'revoked'], 'badge.revoked'],
    ['crl', ['unknown', 'revoked'], 'badge.revoked'],
    ['crl', ['unknown', 'good'], 'badge.revocation-unknown'],
    ['ocsp', ['good', 'unknown'], 'badge.revocation-unknown'],
    ['none', ['revoked', 'revoked'], 'not-checked'],
  ] as const)('by %s, with %j, comes to %s', async (by, standings, expected) => {
    expect(await check(by, standings)).toBe(expected);
  });

  it('takes the unknown where the site says so, and never the revoked', async () => {
    expect([
      await check('crl', ['unknown', 'good'], true),
      await check('crl', ['revoked', 'unknown'], true),
    ]).toEqual(['not-checked', 'badge.revoked']);
  });
});
