import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import { afterAll, describe, expect, it } from 'vitest';
import { keyOf } from '../../../src/verifier/checkpoint.ts';
import type { Report } from '../../../src/verifier/report.ts';
import { verifyJournal } from '../../../src/verifier/verify.ts';
import type { Expectations } from '../../../src/verifier/walk.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { writeJournal, type Rows } from '../../support/written-journal.ts';

const written = writeJournal();
const other = writeJournal('desk-2');
afterAll(() => {
  written.remove();
  other.remove();
});

const { rows, key } = written;
const verified = (change: Partial<Rows> = {}, against: Partial<Expectations> = {}): Report =>
  verifyJournal({ ...rows, ...change }, { station: null, keys: [], kept: [], after: null, ...against });

const codes = (report: Report): readonly string[] =>
  report.findings.map(({ entry, code }) => `${entry ?? 'file'} ${code}`);

const hash = (bytes: Uint8Array): string =>
  createHash('sha256').update(Buffer.of(0)).update(bytes).digest('hex');
const without = <T>(list: readonly T[], index: number): readonly T[] => list.toSpliced(index, 1);
const at = <T>(list: readonly T[], index: number): T => {
  const one = list.at(index);
  if (one === undefined) throw new Error(`nothing at ${index}`);
  return one;
};
const flipped = (bytes: Uint8Array | string, index: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[index] = (copy[index] ?? 0) ^ (1 << (index % 7));
  return copy;
};
const flippedText = (text: string, index: number): string =>
  flipped(Buffer.from(text, 'latin1'), index).toString('latin1');
const numbered = <T extends { readonly seq: number }>(list: readonly T[]): readonly T[] =>
  list.map((row, index) => ({ ...row, seq: index + 1 }));
const moment = (index: number): string => {
  const entry = JSON.parse(Buffer.from(at(rows.entries, index).bytes).toString()) as { at: string };
  return entry.at;
};

describe('a journal that nobody touched', () => {
  it('holds, by its own key and by the one that is given', () => {
    expect(codes(verified())).toEqual([]);
    expect(verified({}, { keys: [key], station: 'desk-1' })).toEqual({
      ok: true,
      station: 'desk-1',
      entries: 8,
      head: at(rows.entries, -1).hash,
      epoch: 1,
      begun: null,
      sealed: false,
      checkpoints: 3,
      uncovered: 0,
      trust: 'given-key',
      findings: [],
      findingsInAll: 0,
    });
  });

  it('says how much nobody has signed for yet', () => {
    const report = verified({ checkpoints: rows.checkpoints.slice(0, 1) });
    expect(report).toMatchObject({ ok: true, checkpoints: 1, uncovered: 6, trust: 'key-in-journal' });
    expect(verified({ checkpoints: [] })).toMatchObject({ ok: true, uncovered: 8, trust: 'no-checkpoint' });
  });

  it('still holds when a personal value was removed', () => {
    expect(rows.personal).toHaveLength(1);
    expect(codes(verified({ personal: [] }))).toEqual([]);
  });
});

describe('each byte', () => {
  it('of each entry, flipped, is found at that entry, and nowhere before', () => {
    let tried = 0;
    for (const [index, row] of rows.entries.entries()) {
      for (let byte = 0; byte < row.bytes.length; byte += 1) {
        const changed = rows.entries.with(index, { ...row, bytes: flipped(row.bytes, byte) });
        const first = verified({ entries: changed }).findings[0];
        expect(first).toMatchObject({ entry: index + 1, code: 'hash' });
        expect(first?.since).toBe(index === 0 ? null : moment(index - 1));
        tried += 1;
      }
    }
    expect(tried).toBe(rows.entries.reduce((sum, { bytes }) => sum + bytes.length, 0));
  });

  it('of each entry, flipped, with a hash made to fit, is found there or by the entry after it', () => {
    for (const [index, row] of rows.entries.entries()) {
      for (let byte = 0; byte < row.bytes.length; byte += 1) {
        const bytes = flipped(row.bytes, byte);
        const changed = rows.entries.with(index, { ...row, bytes, hash: hash(bytes) });
        const first = at(verified({ entries: changed }).findings, 0);
        expect([index + 1, index + 2]).toContain(first.entry);
      }
    }
  });

  it('of each hash, flipped, is found at its entry', () => {
    for (const [index, row] of rows.entries.entries()) {
      for (let byte = 0; byte < row.hash.length; byte += 1) {
        const changed = rows.entries.with(index, { ...row, hash: flippedText(row.hash, byte) });
        const first = verified({ entries: changed }).findings[0];
        expect(first).toMatchObject({ entry: index + 1, code: 'hash' });
      }
    }
  });

  it('of each checkpoint, flipped, is found at that checkpoint', () => {
    for (const [index, row] of rows.checkpoints.entries()) {
      for (let byte = 0; byte < row.jws.length; byte += 1) {
        const changed = rows.checkpoints.with(index, { ...row, jws: flippedText(row.jws, byte) });
        const { findings, findingsInAll } = verified({ checkpoints: changed });
        expect(findingsInAll).toBe(1);
        expect(findings[0]).toMatchObject({ entry: row.seq, code: 'checkpoint' });
      }
    }
  });

  it('of a personal value, its salt and its name, flipped, is found', () => {
    const row = at(rows.personal, 0);
    for (let byte = 0; byte < row.value.length; byte += 1) {
      const personal = [{ ...row, value: flipped(row.value, byte) }];
      expect(codes(verified({ personal }))).toEqual(['3 personal']);
    }
    for (let byte = 0; byte < row.salt.length; byte += 1) {
      const personal = [{ ...row, salt: flippedText(row.salt, byte) }];
      expect(codes(verified({ personal }))).toEqual(['3 personal']);
    }
    for (let byte = 0; byte < row.name.length; byte += 1) {
      const personal = [{ ...row, name: flippedText(row.name, byte) }];
      expect(codes(verified({ personal }))).toEqual(['3 personal']);
    }
  });
});

describe('entries', () => {
  it.each([0, 1, 2, 3, 4, 5, 6])('are missed when one is dropped: %i before it', (index) => {
    expect(codes(verified({ entries: without(rows.entries, index) }))[0]).toBe(`${index + 1} missing`);
  });

  it('are missed when one is dropped and the rest moved up', () => {
    const report = verified({ entries: numbered(without(rows.entries, 3)) });
    expect(codes(report)[0]).toBe('4 number');
    expect(at(report.findings, 0).what).toContain('says it is number 5');
  });

  it('are found when one stands there twice, with the rest moved down', () => {
    const doubled = rows.entries.toSpliced(3, 0, at(rows.entries, 2));
    const report = verified({ entries: numbered(doubled) });
    expect(codes(report)[0]).toBe('4 number');
    expect(at(report.findings, 0)).toMatchObject({ since: moment(2) });
  });

  it('are found when two rows have one number', () => {
    expect(codes(verified({ entries: rows.entries.toSpliced(3, 0, at(rows.entries, 2)) }))).toContain(
      '3 order',
    );
  });

  it('are found when two changed places', () => {
    const swapped = rows.entries.with(3, at(rows.entries, 4)).with(4, at(rows.entries, 3));
    expect(codes(verified({ entries: numbered(swapped) })).slice(0, 2)).toEqual(['4 number', '5 number']);
  });

  it('are found when one is of another station', () => {
    const mixed = rows.entries.with(3, at(other.rows.entries, 3));
    expect(codes(verified({ entries: mixed }))).toContain('4 prev');
    // Even where somebody made it fit the one before.
    const text = Buffer.from(at(rows.entries, -1).bytes).toString().replace('"desk-1"', '"desk-2"');
    const bytes = Buffer.from(text);
    const last = { seq: 8, bytes, hash: hash(bytes) };
    expect(codes(verified({ entries: rows.entries.with(7, last) }))[0]).toBe('8 station');
  });

  it('are found when all of them are of another station', () => {
    expect(codes(verified(other.rows, { station: 'desk-1' }))[0]).toBe('1 station');
    expect(codes(verified(other.rows, { keys: [key] }))).toContain('2 checkpoint');
  });

  it('are found when they are not in canonical form, even with every hash made to fit', () => {
    const row = at(rows.entries, -1);
    const bytes = Buffer.from(Buffer.from(row.bytes).toString().replace('"v":1', '"v": 1'));
    const changed = rows.entries.with(7, { ...row, bytes, hash: hash(bytes) });
    expect(codes(verified({ entries: changed }))[0]).toBe('8 form');
  });
});

/** The whole chain made anew with one word changed, as somebody would who has everything but the key. */
const forged = (): Rows['entries'] => {
  let prev = '0'.repeat(64);
  return rows.entries.map(({ seq, bytes }) => {
    const entry = JSON.parse(Buffer.from(bytes).toString()) as { data: Record<string, unknown> };
    const data = seq === 4 ? { ...entry.data, of: 3 } : entry.data;
    const made = Buffer.from(canonicalize({ ...entry, data, prev }) ?? '');
    prev = hash(made);
    return { seq, bytes: made, hash: prev };
  });
};

describe('the end', () => {
  const cut = rows.entries.slice(0, 5);

  it('is missed when it was cut off under a checkpoint that is still there', () => {
    const report = verified({ entries: cut });
    expect(codes(report)).toEqual(['7 tail-cut', '8 tail-cut']);
    expect(at(report.findings, 0)).toMatchObject({ since: moment(4) });
    expect(at(report.findings, 0).what).toContain('entries 6 to 7 were there at 2026-11-22T08:00:');
  });

  it('is missed when the checkpoints went with it only by one that was kept elsewhere', () => {
    const old = { entries: cut, checkpoints: rows.checkpoints.slice(0, 1) };
    expect(codes(verified(old, { keys: [key] }))).toEqual([]);
    const kept = [at(rows.checkpoints, 2).jws];
    expect(codes(verified(old, { keys: [key], kept }))).toEqual(['8 tail-cut']);
  });

  it('of an old copy that was put back and written on is not the one signed for elsewhere', () => {
    const kept = [at(rows.checkpoints, 1).jws];
    const entries = forged();
    expect(codes(verified({ entries, checkpoints: [] }, { kept }))).toEqual(['7 contradicted']);
  });
});

describe('a chain that was made anew as a whole', () => {
  it('contradicts the checkpoints that were signed before', () => {
    expect(codes(verified({ entries: forged() }))).toEqual(['7 contradicted', '8 contradicted']);
  });

  it('is found without its checkpoints when a key is given', () => {
    const report = verified({ entries: forged(), checkpoints: [] }, { keys: [key] });
    expect(codes(report)).toEqual(['file unsigned']);
  });

  it('is found when it is signed with a key of the forger, by the key that is given', () => {
    const fake = writeJournal('desk-1');
    expect(codes(verified(fake.rows))).toEqual([]);
    expect(codes(verified(fake.rows, { keys: [key] }))).toEqual([
      '2 checkpoint',
      '7 checkpoint',
      '8 checkpoint',
      'file unsigned',
    ]);
    fake.remove();
  });
});

const encoded = (value: unknown): string => Buffer.from(canonicalize(value) ?? '').toString('base64url');
const claim = (): string => at(at(rows.checkpoints, 2).jws.split('.'), 1);
const { kid } = written.signer;
const typ = 'tapdesk-checkpoint+jws';

describe('a checkpoint', () => {
  const last = (jws: string): Report => verified({ checkpoints: rows.checkpoints.with(2, { seq: 8, jws }) });
  const signedBy = (header: unknown, signer = written.signer, payload = claim()): string => {
    const signed = `${encoded(header)}.${payload}`;
    return `${signed}.${Buffer.from(signer.sign(Buffer.from(signed))).toString('base64url')}`;
  };

  it.each([
    ['none', `${encoded({ alg: 'none', kid, typ })}.${claim()}.`, 'its algorithm is "none"'],
    ['HS256', signedBy({ alg: 'HS256', kid, typ }), 'its algorithm is "HS256"'],
    ["another key's", signedBy({ alg: 'ES256', kid, typ }), 'not that of its key'],
  ])('with the algorithm %s is refused', (_, jws, what) => {
    const report = last(jws);
    expect(codes(report)).toEqual(['8 checkpoint']);
    expect(at(report.findings, 0).what).toContain(what);
  });

  it.each([
    ['another type', { alg: 'EdDSA', kid, typ: 'JWT' }],
    ['a critical extension', { alg: 'EdDSA', crit: ['b64'], b64: false, kid, typ }],
    ['a key of its own', { alg: 'EdDSA', jwk: written.signer.publicJwk, kid, typ }],
  ])('with %s in its header is refused', (_, header) => {
    expect(codes(last(signedBy(header)))).toEqual(['8 checkpoint']);
  });

  it('by another key is refused, whichever key it names', () => {
    const stranger = createTestSigner();
    const own = last(signedBy({ alg: 'EdDSA', kid: stranger.kid, typ }, stranger));
    const borrowed = last(signedBy({ alg: 'EdDSA', kid, typ }, stranger));
    expect(at(own.findings, 0).what).toContain('another key');
    expect(at(borrowed.findings, 0).what).toContain('its signature is wrong');
  });

  it('that was moved from another place is found', () => {
    expect(codes(last(at(rows.checkpoints, 1).jws))).toEqual(['8 contradicted']);
  });

  it('of another station is found, though the key is right', () => {
    const payload = JSON.parse(Buffer.from(claim(), 'base64url').toString()) as object;
    const jws = signedBy(
      { alg: 'EdDSA', kid, typ },
      written.signer,
      encoded({ ...payload, station: 'desk-2' }),
    );
    expect(codes(last(jws))).toEqual(['8 station']);
  });

  it('over an entry that is not there is found', () => {
    expect(codes(verified({ entries: without(rows.entries, 6) }))).toEqual(['7 missing', '7 contradicted']);
  });

  it('by a key on P-256 is accepted when the chain names that key', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = keyOf(publicKey.export({ format: 'jwk' }));
    const data = { ...jwk?.jwk, kid: jwk?.kid };
    const first = JSON.parse(Buffer.from(at(rows.entries, 0).bytes).toString()) as object;
    const bytes = Buffer.from(canonicalize({ ...first, type: 'station.key', data }) ?? '');
    const entry = { seq: 1, bytes, hash: hash(bytes) };
    const payload = { at: moment(0), epoch: 1, head: entry.hash, size: 1, station: 'desk-1', v: 1 };
    const signed = `${encoded({ alg: 'ES256', kid: jwk?.kid, typ })}.${encoded(payload)}`;
    const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    const jws = `${signed}.${signature.toString('base64url')}`;
    const source = { entries: [entry], personal: [], checkpoints: [{ seq: 1, jws }] };
    expect(verified(source)).toMatchObject({ ok: true, checkpoints: 1 });
    const broken = `${signed}.${flipped(signature, 20).toString('base64url')}`;
    expect(codes(verified({ ...source, checkpoints: [{ seq: 1, jws: broken }] }))).toEqual(['1 checkpoint']);
  });
});

describe('time that runs backwards', () => {
  it('is told with both moments, and breaks nothing', () => {
    const seconds = [10, 11, 12, 13, 5, 14, 15, 16, 17, 18, 19, 20, 21];
    const back = writeJournal('desk-1', written.signer, () => seconds.shift() ?? 0);
    const report = verified(back.rows);
    expect(codes(report)).toEqual(['4 time']);
    expect(at(report.findings, 0).what).toMatch(/from 2026-11-22T08:00:13.000Z to 2026-11-22T08:00:05.000Z/);
    expect(report.checkpoints).toBe(3);
    back.remove();
  });
});

describe('a flood of findings', () => {
  it('is counted whole and told in part', () => {
    const entry = at(rows.entries, 0);
    function* many() {
      for (let seq = 1; seq <= 1000; seq += 1) yield { ...entry, seq };
    }
    const report = verifyJournal(
      { entries: many(), personal: [], checkpoints: [] },
      { station: null, keys: [], kept: [], after: null },
    );
    expect(report.findings).toHaveLength(100);
    expect(report.findingsInAll).toBe(999);
  });
});
